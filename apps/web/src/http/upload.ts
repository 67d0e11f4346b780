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
      readonly file: AsyncIterable<Uint8Array> & { resume(): unknown; readonly truncated: boolean };
    };

type FilePart = Extract<Part, { readonly type: 'file' }>;

const BAD_REQUEST = 400;
const SERVER_ERROR = 500;

/**
 * The fields of a multipart form up to its file, which comes last and is not held in memory. The form's token is
 * checked before a byte of the file is looked at, since no hook sees such a body.
 */
export async function readUpload(request: FastifyRequest, csrf: Csrf, limit: number): Promise<Upload> {
  if (!request.isMultipart())
    throw new EdgeProblem(415, 'body.not-multipart', 'This address takes a form with a file.');
  const body: Record<string, string> = {};
  let file: FilePart | undefined;
  const parts: AsyncIterator<Part> = request.parts()[Symbol.asyncIterator]();
  for (let part = await nextOf(parts); part !== undefined; part = await nextOf(parts)) {
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

/** A form that breaks off, has no boundary or too many fields is the sender's mistake, whatever the parser throws. */
async function nextOf(parts: AsyncIterator<Part>): Promise<Part | undefined> {
  try {
    const next = await parts.next();
    return next.done === true ? undefined : next.value;
  } catch (error) {
    const given = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : BAD_REQUEST;
    const status = given >= BAD_REQUEST && given < SERVER_ERROR ? given : BAD_REQUEST;
    throw new EdgeProblem(
      status,
      'body.not-multipart',
      'The form cannot be read: it is broken off or has too many fields.',
    );
  }
}

/** The parser's own word for a file that outgrew its limit, as the problem that everybody knows. */
async function* limited(bytes: FilePart['file'], limit: number): AsyncGenerator<Uint8Array> {
  try {
    yield* bytes;
  } catch (error) {
    throw error instanceof Error && 'code' in error && error.code === 'FST_REQ_FILE_TOO_LARGE'
      ? new FileTooLarge(limit)
      : error;
  }
  // The parser ends such a file at the limit without a word: what was read is the beginning of it only.
  if (bytes.truncated) throw new FileTooLarge(limit);
}

/** A table is small; its limit keeps it so. */
export async function wholeFile(bytes: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of bytes) parts.push(part);
  return Buffer.concat(parts);
}
