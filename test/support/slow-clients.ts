import { connect, type Socket } from 'node:net';

export type Slowness = 'headers' | 'body' | 'read';

const TICK_MS = 500;

/** Many clients that never finish what they began: a header a while, a byte of a body a while, or nothing of the answer. */
export class SlowClients {
  private readonly sockets = new Set<Socket>();
  private readonly timer: NodeJS.Timeout;
  /** Of those that were opened, how many the server has ended. */
  ended = 0;

  private constructor(private readonly how: Slowness) {
    this.timer = setInterval(() => this.trickle(), TICK_MS);
  }

  static async open(port: number, count: number, how: Slowness): Promise<SlowClients> {
    const clients = new SlowClients(how);
    const opened = Array.from({ length: count }, () => clients.connect(port));
    await Promise.all(opened);
    return clients;
  }

  get open(): number {
    return this.sockets.size;
  }

  close(): void {
    clearInterval(this.timer);
    for (const socket of this.sockets) socket.destroy();
  }

  private connect(port: number): Promise<void> {
    return new Promise((resolve) => {
      const socket = connect({ port, host: '127.0.0.1' }, () => {
        socket.write(BEGINNINGS[this.how]);
        if (this.how === 'read') socket.pause();
        resolve();
      });
      this.sockets.add(socket);
      socket.on('error', () => resolve());
      socket.on('data', () => undefined);
      socket.on('close', () => {
        if (this.sockets.delete(socket)) this.ended += 1;
      });
    });
  }

  private trickle(): void {
    const more = { headers: `X-More: ${Date.now()}\r\n`, body: 'x', read: '' }[this.how];
    if (more === '') return;
    for (const socket of this.sockets) if (socket.writable) socket.write(more);
  }
}

const HEAD = 'Host: localhost\r\nUser-Agent: slow\r\n';
const BEGINNINGS: Readonly<Record<Slowness, string>> = {
  headers: `GET /sign-in HTTP/1.1\r\n${HEAD}`,
  body: `POST /api/session HTTP/1.1\r\n${HEAD}Content-Type: application/json\r\nContent-Length: 100000\r\n\r\n{`,
  // Asks for much, many times over, and takes nothing of it.
  read: `GET /api/openapi.json HTTP/1.1\r\n${HEAD}\r\n`.repeat(4),
};
