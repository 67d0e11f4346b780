import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** The way from one phone to the server, which can be cut: what is under way is lost, and nothing new gets through. */
export class Network {
  private isUp = true;
  private readonly open = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private readonly port: number,
  ) {
    server.on('connection', (phone) => this.join(phone));
  }

  static async to(origin: string): Promise<Network> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new Network(server, Number(new URL(origin).port));
  }

  /** What the phone calls the server. */
  get origin(): string {
    return `http://localhost:${(this.server.address() as AddressInfo).port}`;
  }

  cut(): void {
    this.isUp = false;
    for (const one of this.open) one.destroy();
  }

  restore(): void {
    this.isUp = true;
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private join(phone: Socket): void {
    if (!this.isUp) {
      phone.destroy();
      return;
    }
    const server = connect(this.port, '127.0.0.1');
    for (const [one, other] of [
      [phone, server],
      [server, phone],
    ] as const) {
      this.open.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        this.open.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  }
}
