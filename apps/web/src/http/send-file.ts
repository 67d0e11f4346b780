import { Readable } from 'node:stream';
import type { ByteStream, StoredFile } from '@isonomia/application';
import type { FastifyReply } from 'fastify';

interface FileToSend {
  readonly file: Pick<StoredFile, 'name' | 'mediaType' | 'size'>;
  readonly bytes: ByteStream;
}

/** Opened by no browser: offered for download, its kind not guessed, and inert even where somebody opens it. */
export async function sendDownload(reply: FastifyReply, { file, bytes }: FileToSend): Promise<void> {
  await reply
    .type(file.mediaType)
    .header('content-disposition', `attachment; ${fileName(file.name)}`)
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('x-content-type-options', 'nosniff')
    .header('content-length', String(file.size))
    .header('cache-control', 'private, no-store')
    .send(Readable.from(bytes));
}

/** A small file that is made whole before it is sent. */
export async function sendBytes(
  reply: FastifyReply,
  { name, mediaType, bytes }: { readonly name: string; readonly mediaType: string; readonly bytes: Uint8Array },
): Promise<void> {
  await reply
    .type(mediaType)
    .header('content-disposition', `attachment; ${fileName(name)}`)
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'private, no-store')
    .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}

/** Made while it is sent: how long it gets nobody knows, and one that breaks off breaks the connection too. */
export async function sendArchive(
  reply: FastifyReply,
  { name, bytes }: { readonly name: string; readonly bytes: ByteStream },
): Promise<void> {
  await reply
    .type('application/zip')
    .header('content-disposition', `attachment; ${fileName(name)}`)
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('x-content-type-options', 'nosniff')
    .header('cache-control', 'private, no-store')
    // A stream is sent as it is: destroyed with the connection, it stops what it is made of.
    .send(bytes instanceof Readable ? bytes : Readable.from(bytes));
}

/** A picture for a page of ours. Its address changes with it, so the browser may keep it. */
export async function sendPicture(reply: FastifyReply, { file, bytes }: FileToSend): Promise<void> {
  await reply
    .type(file.mediaType)
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('x-content-type-options', 'nosniff')
    .header('content-length', String(file.size))
    .header('cache-control', 'private, max-age=86400')
    .send(Readable.from(bytes));
}

/** RFC 6266: a plain name for old programs, the true one in UTF-8 beside it. */
function fileName(name: string): string {
  const plain = name.normalize('NFKD').replace(/[^\w. -]/g, '_');
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16)}`);
  return `filename="${plain}"; filename*=UTF-8''${encoded}`;
}
