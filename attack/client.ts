import type { FixtureUser } from './fixture.js';
import { codeOf } from './totp.js';

export interface Sent {
  readonly method: string;
  /** From the root, with its query. */
  readonly path: string;
  readonly json?: unknown;
  /** As a form of a page. */
  readonly form?: Readonly<Record<string, string>>;
  /** As a form with a file. */
  readonly parts?: FormData;
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer;
  readonly text: string;
  readonly ms: number;
}

const TIMEOUT_MS = 30_000;
const TRIES = 5;
const HANG_UPS: ReadonlySet<unknown> = new Set(['EPIPE', 'ECONNRESET', 'UND_ERR_SOCKET']);

const isHangUp = (error: unknown): boolean =>
  error instanceof TypeError &&
  typeof error.cause === 'object' &&
  error.cause !== null &&
  'code' in error.cause &&
  HANG_UPS.has(error.cause.code);

/** A browser without a screen: keeps its cookies, follows nothing. */
export class Client {
  private readonly cookies = new Map<string, string>();
  private token: string | undefined;

  constructor(
    readonly baseUrl: string,
    readonly who: string,
  ) {}

  async send(sent: Sent): Promise<Reply> {
    const began = performance.now();
    const response = await this.reach(sent);
    for (const cookie of response.headers.getSetCookie()) this.keep(cookie);
    const bytes = Buffer.from(await response.arrayBuffer());
    const { status, headers } = response;
    if (status === 429 && bytes.includes('rate.limited'))
      throw new Error(
        'The server counts requests: start it with RATE_LIMITS=off for this kit, and test the limits apart.',
      );
    return { status, headers, bytes, text: bytes.toString('utf8'), ms: performance.now() - began };
  }

  get(path: string): Promise<Reply> {
    return this.send({ method: 'GET', path });
  }

  /** A JSON body that must be there. */
  async read(path: string): Promise<unknown> {
    const reply = await this.get(path);
    if (reply.status !== 200) throw new Error(`${this.who}: GET ${path} answers ${reply.status}: ${reply.text}`);
    return JSON.parse(reply.text) as unknown;
  }

  /** Posts the form of a page, with the token that its page would hold. */
  async post(path: string, form: Readonly<Record<string, string>>): Promise<Reply> {
    return this.send({ method: 'POST', path, form: { ...form, _csrf: await this.formToken() } });
  }

  /** Of this session, as its pages hold it. */
  async formToken(): Promise<string> {
    this.token ??= ((await this.read('/api/session')) as { readonly csrfToken: string }).csrfToken;
    return this.token;
  }

  async signIn({ email, password, totpSecret }: FixtureUser): Promise<void> {
    const entered = await this.send({ method: 'POST', path: '/api/session', json: { email, password } });
    if (entered.status === 429) throw new Error('Too many sign-ins from here: wait fifteen minutes and run again.');
    if (entered.status !== 204) throw new Error(`${email} cannot sign in: ${entered.status} ${entered.text}`);
    if (totpSecret === undefined) return;
    // Each code is taken once: a second run within half a minute takes the code of the next step.
    for (const later of [0, 30_000]) {
      const json = { code: codeOf(totpSecret, Date.now() + later) };
      const proved = await this.send({ method: 'POST', path: '/api/session/second-factor', json });
      if (proved.status === 204) return;
    }
    throw new Error(`${email} cannot prove the second factor: run again in a minute.`);
  }

  /** A server that refuses a body unread hangs up, and may do so before its answer is read: asked again then, not for ever. */
  private async reach(sent: Sent, triesLeft = TRIES - 1): Promise<Response> {
    try {
      return await fetch(new URL(sent.path, this.baseUrl), {
        method: sent.method,
        redirect: 'manual',
        signal: AbortSignal.timeout(TIMEOUT_MS),
        ...(await contentOf(sent, this.cookieHeader())),
      });
    } catch (error) {
      if (triesLeft > 0 && isHangUp(error)) return this.reach(sent, triesLeft - 1);
      throw new Error(`${this.who}: ${sent.method} ${sent.path} has no answer.`, { cause: error });
    }
  }

  private cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  private keep(cookie: string): void {
    const [pair = ''] = cookie.split(';', 1);
    const split = pair.indexOf('=');
    const [name, value] = [pair.slice(0, split), pair.slice(split + 1)];
    if (value === '' || /max-age=0/i.test(cookie)) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}

async function contentOf({ json, form, parts, text, headers }: Sent, cookie: string): Promise<RequestInit> {
  const common = { ...(cookie !== '' && { cookie }) };
  if (json !== undefined) {
    const typed = { ...common, 'content-type': 'application/json', ...headers };
    return { body: JSON.stringify(json), headers: typed };
  }
  if (form !== undefined) return { body: new URLSearchParams(form), headers: { ...common, ...headers } };
  if (parts !== undefined) {
    // In one piece: written bit by bit it would still be under way when a server refuses it unread.
    const whole = new Response(parts);
    const type = whole.headers.get('content-type') ?? '';
    return { body: await whole.arrayBuffer(), headers: { ...common, 'content-type': type, ...headers } };
  }
  return { ...(text !== undefined && { body: text }), headers: { ...common, ...headers } };
}
