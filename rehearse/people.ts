import { randomBytes } from 'node:crypto';
import { codeOf } from '../attack/totp.js';
import type { ReceivedLetter } from '../test/support/mail-server.js';
import type { Installation } from './installation.js';
import { type Page, Visitor } from './visitor.js';

const WAIT_MS = 60_000;
const POLL_MS = 50;

export async function until<Value>(
  what: string,
  ask: () => Promise<Value | undefined> | Value | undefined,
  patience = WAIT_MS,
): Promise<Value> {
  const end = Date.now() + patience;
  for (;;) {
    const found = await ask();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > end) throw new Error(`Waited in vain for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/** The newest letter to somebody, unpacked as far as links in it can be read. */
const letterTo = (installation: Installation, email: string): Promise<ReceivedLetter> =>
  until(`a letter to ${email}`, () => installation.mails.letters.findLast(({ to }) => to.includes(email)));

/** Quoted-printable or base64, as mail travels. */
function textOfLetter({ letter }: ReceivedLetter): string {
  return letter
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

async function signIn(visitor: Visitor, email: string, password: string): Promise<Page> {
  const page = await visitor.open('/sign-in');
  return visitor.send(page.form(/^\/sign-in/, undefined), { email, password });
}

/** Signs in for the first time, and sets up the app that the role needs. */
async function firstSignIn(visitor: Visitor, email: string, password: string): Promise<void> {
  const page = await signIn(visitor, email, password);
  const [setUp] = page.links(/second-factor\/app/);
  if (setUp === undefined) return;
  const app = await visitor.open(setUp);
  const secret = /<code class="secret">([^<]+)<\/code>/.exec(app.html)?.[1]?.replace(/\s/g, '') ?? '';
  await visitor.send(app.form(/second-factor\/app/), { code: codeOf(secret) });
}

export async function administrator(installation: Installation): Promise<Visitor> {
  const { email, password } = await installation.administrator();
  const visitor = new Visitor(installation.url, 'administrator');
  await firstSignIn(visitor, email, password);
  return visitor;
}

export interface Invited {
  readonly email: string;
  readonly name: string;
  readonly role: string;
  /** As the form's list of places calls it. */
  readonly place: string;
}

/** Invited by somebody who may, the letter opened, the password chosen, signed in. */
export async function invite(installation: Installation, by: Visitor, invited: Invited): Promise<Visitor> {
  const form = (await by.open('/administration/people/invite')).form(/people\/invite/);
  const { email, name, role, place } = invited;
  await by.send(form, { email, role, place: form.valueOf('place', place) });
  const link = /https?:\/\/[^\s"<>]+\/invitation\?[^\s"<>]+/.exec(
    textOfLetter(await letterTo(installation, email)),
  )?.[0];
  if (link === undefined) throw new Error(`The letter to ${email} has no link.`);
  const visitor = new Visitor(installation.url, name);
  const { pathname, search } = new URL(link);
  const page = await visitor.open(`${pathname}${search}`);
  const password = `${randomBytes(12).toString('base64url')} as spoken`;
  await visitor.send(page.form(/invitation/), { name, password });
  await firstSignIn(visitor, email, password);
  return visitor;
}
