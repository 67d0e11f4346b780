import { type Agent, type IncomingHttpHeaders, request } from 'node:http';

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What became of a request, as its sender knows it: an answer, nobody there to take it, or cut off on the way. */
export type Reply =
  | { readonly kind: 'answered'; readonly status: number; readonly headers: IncomingHttpHeaders; readonly text: string }
  | { readonly kind: 'nobody' }
  | { readonly kind: 'cut'; readonly code: string };

/** Sends and waits to the end of the answer. An answer that breaks off is none. */
export function send(origin: string, asked: Asked, agent: Agent): Promise<Reply> {
  const { method, path, headers, body } = asked;
  return new Promise((resolve) => {
    const length = { 'content-length': String(Buffer.byteLength(body)) };
    const sent = request(`${origin}${path}`, { method, agent, headers: { ...headers, ...length } }, (reply) => {
      let text = '';
      reply.setEncoding('utf8');
      reply.on('data', (chunk: string) => (text += chunk));
      reply.on('error', (error) => resolve({ kind: 'cut', code: codeOf(error) }));
      reply.on('end', () => resolve({ kind: 'answered', status: reply.statusCode ?? 0, headers: reply.headers, text }));
    });
    sent.on('error', (error) => {
      const code = codeOf(error);
      resolve(isUnheard(code, sent.reusedSocket) ? { kind: 'nobody' } : { kind: 'cut', code });
    });
    sent.end(body);
  });
}

/** Refused, or still in the queue of the kernel when whoever listened went: nobody had taken the connection. */
const isUnheard = (code: string, isReused: boolean): boolean =>
  code === 'ECONNREFUSED' || (code === 'ECONNRESET' && !isReused);

const codeOf = (error: Error): string => ('code' in error ? String(error.code) : error.message);
