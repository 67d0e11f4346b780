import type { Visitor } from './visitors.js';

/** Asks for a file until it is there, as the page does. */
export async function fileWhenReady(visitor: Visitor, file: string): Promise<Buffer> {
  for (;;) {
    const { status, body } = await visitor
      .get(file)
      .buffer(true)
      .parse((response, done) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(Buffer.from(part)));
        response.on('end', () => done(null, Buffer.concat(parts)));
      });
    if (status === 200) return body as Buffer;
    if (status !== 409) throw new Error(`${file} answers ${status}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
