import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** What arrived, byte for byte: the envelope and the letter as they crossed the wire. */
export interface ReceivedLetter {
  readonly from: string;
  readonly to: readonly string[];
  readonly letter: string;
}

type Step = 'connect' | 'rcpt' | 'end';

/** A mail server on this machine that keeps what it gets, and says no, nothing or goodbye where a test wants it to. */
export class MailServer {
  readonly letters: ReceivedLetter[] = [];
  /** Letters whose end never came. */
  cutShort = 0;
  /** What to answer at a step instead of yes; `silent` never answers, `hang-up` closes the line. */
  replies: Partial<Record<Step, string>> = {};
  /** Called before the end of a letter is answered: what the sender has written down by then can be looked at. */
  beforeEnd: () => Promise<void> = () => Promise.resolve();
  private readonly sockets = new Set<Socket>();

  private constructor(private readonly server: Server) {}

  static async open(): Promise<MailServer> {
    const server = createServer();
    const opened = new MailServer(server);
    server.on('connection', (socket) => opened.serve(socket));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return opened;
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Resolves once nobody is connected. */
  async idle(): Promise<void> {
    while (this.sockets.size > 0) await new Promise((resolve) => setTimeout(resolve, 5));
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private serve(socket: Socket): void {
    this.sockets.add(socket);
    const conversation = new Conversation(this, socket);
    socket.setEncoding('utf8');
    socket.on('data', (text: string) => conversation.hear(text));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.sockets.delete(socket);
      if (conversation.isInLetter) this.cutShort += 1;
    });
    conversation.say('connect', '220 mail.test ESMTP');
  }
}

class Conversation {
  private heard = '';
  private from = '';
  private to: string[] = [];
  isInLetter = false;

  constructor(
    private readonly server: MailServer,
    private readonly socket: Socket,
  ) {}

  say(step: Step | undefined, reply: string): void {
    const instead = step === undefined ? undefined : this.server.replies[step];
    if (instead === 'silent') return;
    if (instead === 'hang-up') this.socket.destroy();
    else this.socket.write(`${instead ?? reply}\r\n`);
  }

  hear(text: string): void {
    this.heard += text;
    for (;;) {
      const end = this.isInLetter ? '\r\n.\r\n' : '\r\n';
      const at = this.heard.indexOf(end);
      if (at === -1) return;
      const part = this.heard.slice(0, at);
      this.heard = this.heard.slice(at + end.length);
      if (this.isInLetter) void this.take(part);
      else this.obey(part);
    }
  }

  private obey(line: string): void {
    const [, from] = /^MAIL FROM:<(.*?)>/i.exec(line) ?? [];
    const [, to] = /^RCPT TO:<(.*?)>/i.exec(line) ?? [];
    if (from !== undefined) this.from = from;
    if (to !== undefined) this.to.push(to);
    if (/^DATA$/i.test(line)) {
      this.isInLetter = true;
      this.say(undefined, '354 go on');
    } else if (/^QUIT$/i.test(line)) {
      this.socket.end('221 bye\r\n');
    } else {
      this.say(to === undefined ? undefined : 'rcpt', '250 yes');
    }
  }

  private async take(letter: string): Promise<void> {
    this.isInLetter = false;
    const kept = { from: this.from, to: this.to, letter: letter.replace(/^\.\./gm, '.') };
    this.to = [];
    await this.server.beforeEnd();
    const answer = this.server.replies.end;
    if (answer === undefined || !/^[45]/.test(answer)) this.server.letters.push(kept);
    this.say('end', '250 taken');
  }
}

/** The plain text of a letter, decoded. */
export function textOf({ letter }: ReceivedLetter): string {
  const [, encoding = '', body = ''] =
    /Content-Type: text\/plain[\s\S]*?Content-Transfer-Encoding: (\S+)\r\n\r\n([\s\S]*?)\r\n--/i.exec(letter) ?? [];
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
  if (encoding !== 'quoted-printable') return body;
  const bytes = body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** Names of the headers of a letter, in order, unfolded. */
export const headersOf = ({ letter }: ReceivedLetter): readonly (readonly [string, string])[] =>
  (letter.split('\r\n\r\n', 1)[0] ?? '')
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
    .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)] as const);
