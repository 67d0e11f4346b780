import { connect, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startTestWeb, type TestWeb } from '../support/web.js';

const KIBI = 1024;
const MEBI = KIBI * KIBI;

/** Writes by hand, bit by bit, and keeps all that comes back. */
class Line {
  heard = '';
  fault: Error | undefined;
  readonly ended: Promise<void>;

  constructor(private readonly socket: Socket) {
    socket.on('data', (bytes) => (this.heard += bytes.toString('latin1')));
    socket.on('error', (error) => (this.fault = error));
    this.ended = new Promise((resolve) => socket.once('close', () => resolve()));
  }

  async say(text: string): Promise<void> {
    this.socket.write(text);
    await pause(60);
  }

  async hears(pattern: RegExp): Promise<boolean> {
    for (let n = 0; n < 100 && !pattern.test(this.heard); n += 1) await pause(30);
    return pattern.test(this.heard);
  }

  close(): void {
    this.socket.destroy();
  }
}

describe('a form with a file that is refused before anybody reads it', () => {
  let web: TestWeb;
  let line: Line;
  const begin = (length: number): string =>
    `POST /sign-out HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: ${length}\r\n\r\n`;

  beforeAll(async () => {
    web = await startTestWeb();
    await web.app.listen(0, '127.0.0.1');
  }, 60_000);
  afterAll(() => web.close());
  beforeEach(() => {
    const { port } = web.app.getHttpServer().address() as AddressInfo;
    line = new Line(connect(port, '127.0.0.1'));
  });

  it('is answered with the reason, and the next request on the same connection as well', async () => {
    await line.say(begin(200 * KIBI));
    for (let n = 0; n < 4; n += 1) await line.say('a'.repeat(50 * KIBI));
    expect(await line.hears(/^HTTP\/1\.1 (?:303|401|403) /)).toBe(true);
    expect(line.heard).not.toMatch(/connection: close/i);
    await line.say('GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n');
    expect(await line.hears(/HTTP\/1\.1 200 /)).toBe(true);
    expect(line.fault).toBeUndefined();
    line.close();
  });

  it('is read away to its end as long as one that may be uploaded', async () => {
    await line.say(begin(8 * MEBI));
    for (let n = 0; n < 8; n += 1) await line.say('a'.repeat(MEBI));
    expect(await line.hears(/^HTTP\/1\.1 (?:303|401|403) /)).toBe(true);
    expect(line.heard).not.toMatch(/connection: close/i);
    expect(line.fault).toBeUndefined();
    line.close();
  });

  it('is not waited for when it trickles, nor read to its end when it is large: the connection ends', async () => {
    await line.say(begin(100 * MEBI));
    await line.say('a'.repeat(KIBI));
    expect(await line.hears(/^HTTP\/1\.1 (?:303|401|403) /)).toBe(true);
    expect(line.heard).toMatch(/connection: close/i);
    await line.ended;
  });
});
