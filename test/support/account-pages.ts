import { asOwner } from './database.js';
import type { Visitor } from './visitors.js';
import type { TestWeb } from './web.js';

export const tokenIn = (html: string): string => /name="_csrf" value="([^"]+)"/.exec(html)?.[1] ?? '';

/** Opens a page and sends its form, as a browser without scripts does. */
export async function sendForm(
  visitor: Visitor,
  page: string,
  fields: Readonly<Record<string, string | readonly string[]>>,
  action = page.split('?', 1)[0] ?? page,
) {
  const { text } = await visitor.get(page);
  return visitor
    .post(action)
    .type('form')
    .send({ _csrf: tokenIn(text), ...fields });
}

export interface PostedMail {
  readonly id: string;
  readonly recipient: string;
  readonly template: string;
  readonly params: Readonly<Record<string, string>>;
}

/** Mails that wait to be sent, oldest first: nobody sends them here. */
export const postedMails = ({ database }: TestWeb, recipient: string): Promise<readonly PostedMail[]> =>
  asOwner(database.address, async (client) => {
    const sql = 'SELECT id, recipient, template, params FROM mail WHERE recipient = $1 ORDER BY created_at, id';
    return (await client.query<PostedMail>(sql, [recipient])).rows;
  });

export const auditedOf = ({ database }: TestWeb, actor: string): Promise<readonly string[]> =>
  asOwner(database.address, async (client) => {
    const sql = 'SELECT action FROM audit WHERE actor_id = $1 ORDER BY id';
    return (await client.query<{ action: string }>(sql, [actor])).rows.map(({ action }) => action);
  });

export const sessionCookieIn = (cookies: unknown): string =>
  (
    (Array.isArray(cookies) ? (cookies as readonly string[]) : []).find((one) => one.startsWith('isonomia-session=')) ??
    ''
  )
    .split(';', 1)
    .join('');
