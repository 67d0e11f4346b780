import { FileTooLarge, type IncomingFile } from '@isonomia/application';
import type { FastifyRequest } from 'fastify';
import { EdgeProblem } from './edge-problem.js';
import { CSRF_FIELD, type Csrf } from './session/csrf.js';

export interface Upload {
  readonly body: Readonly<Record<string, string>>;
  /** Undefined when no file was chosen. To be read to its end, or given up by `done`. */
  readonly file: IncomingFile | undefined;
  /** Reads away what nobody read, so that the answer can be sent. */
  done(): void;
}

type Part =
  | { readonly type: 'field'; readonly fieldname: string; readonly value: unknown }
  | {
      readonly type: 'file';
      readonly filename: string;
      readonly file: AsyncIterable<Uint8Array> & { resume(): unknown };
    };

/**
 * The fields of a multipart form up to its file, which comes last and is not held in memory. The form's token is
 * checked before a byte of the file is looked at, since no hook sees such a body.
 */
export async function readUpload(request: FastifyRequest, csrf: Csrf, limit: number): Promise<Upload> {
  if (!request.isMultipart())
    throw new EdgeProblem(415, 'body.not-multipart', 'This address takes a form with a file.');
  const body: Record<string, string> = {};
  let file: Extract<Part, { readonly type: 'file' }> | undefined;
  const parts: AsyncIterator<Part> = request.parts()[Symbol.asyncIterator]();
  for (let next = await parts.next(); next.done !== true; next = await parts.next()) {
    const part = next.value;
    if (part.type === 'file') {
      file = part;
      break;
    }
    if (typeof part.value === 'string') body[part.fieldname] = part.value;
  }
  const done = (): void => void file?.file.resume();
  try {
    if (request.csrfPending === true) csrf.check(request, body[CSRF_FIELD]);
  } catch (problem) {
    done();
    throw problem;
  }
  if (file === undefined || file.filename === '') {
    done();
    return { body, file: undefined, done };
  }
  return { body, file: { name: file.filename, bytes: limited(file.file, limit) }, done };
}

/** The parser's own word for a file that outgrew its limit, as the problem that everybody knows. */
async function* limited(bytes: AsyncIterable<Uint8Array>, limit: number): AsyncGenerator<Uint8Array> {
  try {
    yield* bytes;
  } catch (error) {
    throw error instanceof Error && 'code' in error && error.code === 'FST_REQ_FILE_TOO_LARGE'
      ? new FileTooLarge(limit)
      : error;
  }
}
