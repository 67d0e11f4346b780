import type { Client, Reply } from './client.js';

export interface Form {
  readonly action: string;
  readonly page: string;
  readonly isMultipart: boolean;
  /** As they stand in the page, the token left out. */
  readonly fields: Readonly<Record<string, string>>;
}

export interface Crawled {
  readonly pages: readonly string[];
  readonly forms: readonly Form[];
}

const UUID = /[0-9a-f]{8}-[0-9a-f-]{27}/g;

/** Pages of one kind differ by what they name: an id, a question, a number. */
const shapeOf = (path: string): string =>
  path
    .replace(/\?.*$/, '')
    .replace(UUID, ':id')
    .replace(/\/documents\/[0-9A-Z]{12}/, '/documents/:id')
    .replace(/\/(questions|dimensions|explain|recommendations|verify)\/[^/]+/g, '/$1/:name');

/** Follows links as this person, a few of each kind of page. */
export async function crawl(client: Client, starts: readonly string[], ofAKind: number): Promise<Crawled> {
  const waiting = [...starts];
  const seen = new Set(waiting);
  const kinds = new Map<string, number>();
  const pages: string[] = [];
  const forms = new Map<string, Form>();
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const shape = shapeOf(path);
    const count = kinds.get(shape) ?? 0;
    if (count >= ofAKind) continue;
    kinds.set(shape, count + 1);
    const reply = await client.get(path);
    if (reply.status < 400) pages.push(path);
    for (const form of isPage(reply) ? formsOf(reply.text, path) : [])
      forms.set(shapeOf(form.action) + JSON.stringify(Object.keys(form.fields)), form);
    const fresh = placesNamedBy(reply, path, client.baseUrl).filter((link) => !seen.has(link));
    for (const link of fresh) seen.add(link);
    waiting.push(...fresh);
  }
  return { pages, forms: [...forms.values()] };
}

const isPage = ({ headers }: Reply): boolean => (headers.get('content-type') ?? '').startsWith('text/html');

/** Where a redirect or the links of a page lead on this site. */
function placesNamedBy(reply: Reply, path: string, baseUrl: string): readonly string[] {
  const location = reply.status >= 300 && reply.status < 400 ? [reply.headers.get('location') ?? ''] : [];
  const links = isPage(reply) ? linksOf(reply.text) : [];
  return [...new Set([...location, ...links].map((link) => localPath(link, path, baseUrl)))].filter(
    (link): link is string => link !== undefined && !link.startsWith('/assets/'),
  );
}

const linksOf = (html: string): string[] => [...html.matchAll(/\shref="([^"]*)"/g)].map(([, link = '']) => plain(link));

function localPath(link: string, page: string, baseUrl: string): string | undefined {
  const base = new URL(page, baseUrl);
  if (!URL.canParse(link, base)) return undefined;
  const url = new URL(link, base);
  return url.host === base.host ? `${url.pathname}${url.search}` : undefined;
}

function formsOf(html: string, page: string): readonly Form[] {
  return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].flatMap(([, attributes = '', body = '']) => {
    if (!/method="post"/i.test(attributes)) return [];
    const action = plain(/action="([^"]*)"/.exec(attributes)?.[1] ?? page);
    const isMultipart = attributes.includes('multipart/form-data');
    return [{ action: action.startsWith('/') ? action : page, page, isMultipart, fields: fieldsOf(body) }];
  });
}

function fieldsOf(body: string): Readonly<Record<string, string>> {
  const fields: Record<string, string> = {};
  for (const [tag] of body.matchAll(/<(?:input|textarea|select|button)\b[^>]*>/g)) {
    const name = /\sname="([^"]*)"/.exec(tag)?.[1];
    if (name === undefined || name === '_csrf' || /type="file"/.test(tag)) continue;
    fields[plain(name)] = plain(/\svalue="([^"]*)"/.exec(tag)?.[1] ?? '');
  }
  return fields;
}

const plain = (text: string): string =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&#x3D;', '=')
    .replaceAll('&#x2F;', '/')
    .replaceAll('&amp;', '&');
