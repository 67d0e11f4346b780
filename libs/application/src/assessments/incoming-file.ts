import type { ByteStream } from '../ports/file-store.js';
import { FileRefused } from '../problems/problems.js';
import { HEAD_BYTES, isText, mediaTypeOf } from './file-kind.js';
import { checkedText, isUtf16 } from './plain-text.js';

export interface IncomingFile {
  /** As the browser sent it. */
  readonly name: string;
  readonly bytes: ByteStream;
}

export interface RecognisedFile {
  readonly name: string;
  readonly mediaType: string;
  /** Every byte, those already looked at included. */
  readonly bytes: ByteStream;
}

const NAME_LENGTH = 150;

/**
 * Reads as much as it takes to know the kind. Throws `FileRefused` for kinds that are not kept; so do, further on, the
 * bytes of a text that holds what no text does.
 */
export async function recognise(file: IncomingFile): Promise<RecognisedFile> {
  const source = file.bytes[Symbol.asyncIterator]();
  const seen: Uint8Array[] = [];
  let length = 0;
  while (length < HEAD_BYTES) {
    const next = await source.next();
    if (next.done === true) break;
    seen.push(next.value);
    length += next.value.length;
  }
  if (length === 0) throw new FileRefused('the file is empty');
  const name = plainName(file.name);
  const head = joined(seen, length).subarray(0, HEAD_BYTES);
  const mediaType = mediaTypeOf(head, name);
  if (mediaType === undefined || (isText(mediaType) && isUtf16(head))) {
    await source.return?.();
    throw refusal(mediaType);
  }
  const bytes = goOn(seen, source);
  return { name, mediaType, bytes: isText(mediaType) ? checkedText(bytes) : bytes };
}

const refusal = (mediaType: string | undefined): FileRefused =>
  mediaType === undefined
    ? new FileRefused('only PDF, PNG, JPEG, DOCX, XLSX, ODT, ODS, CSV and TXT files are kept')
    : new FileRefused('the text is in UTF-16, not in UTF-8', 'utf-16');

async function* goOn(seen: readonly Uint8Array[], source: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* seen;
    for (let next = await source.next(); next.done !== true; next = await source.next()) yield next.value;
  } finally {
    await source.return?.();
  }
}

const joined = (parts: readonly Uint8Array[], length: number): Uint8Array => {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};

/** The last part of a path, without what a file system or a reader could trip over. */
export function plainName(name: string): string {
  const last = name.toWellFormed().split(/[\\/]/).at(-1) ?? '';
  const plain = last.replace(/[\p{Cc}\p{Cf}<>:"|?*]/gu, '').trim();
  const characters = Array.from(plain);
  // The end stays: it carries the extension.
  return characters.length <= NAME_LENGTH ? plain : characters.slice(-NAME_LENGTH).join('');
}
