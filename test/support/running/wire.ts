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

/**
 * A new connection that was reset before a byte came back: as a rule it still stood in the queue of the kernel, which drops
 * it when whoever listened goes. Nobody can prevent that for the one that comes at that very moment.
 */
export const UNHEARD = 'ECONNRESET on a new connection';

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
      const isUnheard = code === 'ECONNRESET' && !sent.reusedSocket;
      if (code === 'ECONNREFUSED') resolve({ kind: 'nobody' });
      else resolve({ kind: 'cut', code: isUnheard ? UNHEARD : code });
    });
    sent.end(body);
  });
}

const codeOf = (error: Error): string => ('code' in error ? String(error.code) : error.message);
