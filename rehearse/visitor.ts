import { parse, type DefaultTreeAdapterTypes } from 'parse5';
import { Form, type FieldValue } from './form.js';
import { attributeOf, childrenOf, elementsOf, textOf } from './html.js';

type Document = DefaultTreeAdapterTypes.Document;

const MOST_REDIRECTS = 5;
const TIMEOUT_MS = 60_000;

/** A page as somebody without script has it before them. */
export class Page {
  private readonly document: Document;

  constructor(
    readonly status: number,
    /** Path and query. */
    readonly path: string,
    readonly html: string,
  ) {
    this.document = parse(html);
  }

  /** All that is written on it, in one line. */
  get text(): string {
    return textOf(this.document);
  }

  get forms(): readonly Form[] {
    return elementsOf(this.document, 'form').map((form) => new Form(form, this.path));
  }

  /** The one whose address fits; several alike are told apart by `holding`, a text beside it. */
  form(action: RegExp, holding?: string): Form {
    const found = this.forms.filter(
      (form) => action.test(form.action) && (holding === undefined || form.text.includes(holding)),
    );
    const [first] = found;
    if (first === undefined)
      throw new Error(
        `${this.path} has no form to ${action.source}; it has ${this.forms.map((f) => f.action).join(', ')}. It says: ${this.text.slice(0, 1200)}`,
      );
    return first;
  }

  has(action: RegExp): boolean {
    return this.forms.some((form) => action.test(form.action));
  }

  /** Where links lead whose address fits. */
  links(pattern: RegExp): readonly string[] {
    const found = elementsOf(this.document, 'a').flatMap((link) => attributeOf(link, 'href') ?? []);
    return [...new Set(found.filter((address) => pattern.test(address)))];
  }

  /** Of the rows of its tables, what stands in their cells. */
  get rows(): readonly (readonly string[])[] {
    return elementsOf(this.document, 'tr').map((row) =>
      childrenOf(row)
        .filter(({ tagName }) => tagName === 'td' || tagName === 'th')
        .map((cell) => textOf(cell)),
    );
  }
}

export interface Download {
  readonly status: number;
  readonly type: string;
  readonly bytes: Buffer;
}

/** Somebody at a browser without script: keeps cookies, follows redirects, fills in the forms that pages hold. */
export class Visitor {
  private readonly cookies = new Map<string, string>();

  constructor(
    readonly baseUrl: string,
    readonly who: string,
  ) {}

  async visit(path: string): Promise<Page> {
    return this.page(await this.fetch('GET', path), path);
  }

  /** A page that must be there. */
  async open(path: string): Promise<Page> {
    return demandPage(await this.visit(path), this.who);
  }

  /** Fills a form in and sends it; what is left out stays as the page has it. */
  async fill(form: Form, values: Readonly<Record<string, FieldValue>> = {}): Promise<Page> {
    const { path, body } = form.sent(values);
    return this.page(await this.fetch(form.method, path, body), path);
  }

  /** The same, when it must be taken. */
  async send(form: Form, values: Readonly<Record<string, FieldValue>> = {}): Promise<Page> {
    return demandPage(await this.fill(form, values), this.who);
  }

  async download(path: string): Promise<Download> {
    const response = await this.fetch('GET', path);
    const bytes = Buffer.from(await response.arrayBuffer());
    return { status: response.status, type: response.headers.get('content-type') ?? '', bytes };
  }

  /** What a page's own script would send. */
  async call(method: string, path: string, json: unknown, token: string): Promise<{ status: number; body: unknown }> {
    const response = await this.fetch(method, path, JSON.stringify(json), {
      'content-type': 'application/json',
      'x-csrf-token': token,
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : (JSON.parse(text) as unknown) };
  }

  get cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  private async page(response: Response, path: string): Promise<Page> {
    let [answer, at] = [response, path];
    for (let hops = 0; answer.status >= 300 && answer.status < 400; hops += 1) {
      if (hops === MOST_REDIRECTS) throw new Error(`${this.who}: ${path} leads in circles.`);
      const url = new URL(answer.headers.get('location') ?? '/', new URL(at, this.baseUrl));
      await answer.arrayBuffer();
      at = `${url.pathname}${url.search}`;
      answer = await this.fetch('GET', at);
    }
    return new Page(answer.status, at, await answer.text());
  }

  private async fetch(
    method: string,
    path: string,
    body?: BodyInit,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Response> {
    const cookie = this.cookieHeader;
    const response = await fetch(new URL(path, this.baseUrl), {
      method,
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: { ...(cookie !== '' && { cookie }), ...headers },
      ...(body !== undefined && { body }),
    });
    for (const one of response.headers.getSetCookie()) this.keep(one);
    return response;
  }

  private keep(cookie: string): void {
    const [pair = ''] = cookie.split(';', 1);
    const split = pair.indexOf('=');
    const [name, value] = [pair.slice(0, split), pair.slice(split + 1)];
    if (value === '' || /max-age=0/i.test(cookie)) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}

function demandPage(page: Page, who: string): Page {
  if (page.status < 400) return page;
  throw new Error(`${who}: ${page.path} answers ${page.status}: ${page.text.slice(0, 600)}`);
}
