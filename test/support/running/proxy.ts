import { Agent, createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What may be sent a second time when nobody knows whether the first time was heard. */
const IDEMPOTENT = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE'];

interface Backend {
  readonly port: number;
  readonly agent: Agent;
}
type Passed = 'answered' | 'unheard' | 'unknown';

/**
 * A reverse proxy as an operator puts in front: each request to the next process, whoever asks; a dead one's requests to
 * another where that can do no harm. It knows no sessions and asks for no health: the worst that processes have to bear.
 */
export class RoundRobin {
  private readonly backends: Backend[] = [];
  private turn = 0;
  /** Requests that a second process was asked, and those for which there was nobody to ask any more. */
  retried = 0;
  givenUp = 0;

  private constructor(private readonly server: Server) {}

  static async open(): Promise<RoundRobin> {
    const server = createServer();
    const proxy = new RoundRobin(server);
    server.on('request', (asked: IncomingMessage, reply: ServerResponse) => void proxy.pass(asked, reply));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  add(port: number): void {
    this.backends.push({ port, agent: new Agent({ keepAlive: true }) });
  }

  async close(): Promise<void> {
    for (const { agent } of this.backends) agent.destroy();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async pass(asked: IncomingMessage, reply: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of asked) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const turn = this.turn++ % this.backends.length;
    for (const [tries, backend] of [...this.backends.slice(turn), ...this.backends.slice(0, turn)].entries()) {
      if (tries > 0) this.retried += 1;
      const passed = await this.try(backend, asked, { body, reply });
      if (passed === 'answered') return;
      if (passed === 'unknown' && !IDEMPOTENT.includes(asked.method ?? '')) break;
    }
    this.givenUp += 1;
    if (reply.headersSent) reply.destroy();
    else reply.writeHead(502).end();
  }

  private try(
    { port, agent }: Backend,
    asked: IncomingMessage,
    { body, reply }: { readonly body: Buffer; readonly reply: ServerResponse },
  ): Promise<Passed> {
    const headers = {
      ...asked.headers,
      'x-forwarded-for': asked.socket.remoteAddress ?? '',
      'x-forwarded-proto': 'http',
    };
    return new Promise((resolve) => {
      const sent = request(
        { host: '127.0.0.1', port, method: asked.method, path: asked.url, headers, agent },
        (answer) => {
          reply.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(reply);
          answer.on('end', () => resolve('answered'));
          // Half an answer is none: the client sees the line break off.
          answer.on('error', () => {
            reply.destroy();
            resolve('answered');
          });
        },
      );
      sent.on('error', (error) => resolve('code' in error && error.code === 'ECONNREFUSED' ? 'unheard' : 'unknown'));
      sent.end(body);
    });
  }
}
