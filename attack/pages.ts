import type { Attacker } from './cast.js';
import type { Client, Reply } from './client.js';
import type { Crawled, Form } from './crawl.js';
import { comparable, mayKnowMark, type Replay } from './replay.js';
import type { Check } from './report.js';
import { ID_NAMES, noIds } from './world.js';

/** Pages of somebody's own: the owner's are named by address alone, and each person has theirs. */
const OF_EVERYBODY = /^\/(account|sign-|help|about|verify|health|outbox|privacy|accessibility|audit$|$)/;

/** What the owner can open and post, as everybody else. */
export async function replayPages(replay: Replay, crawled: Crawled): Promise<void> {
  const pages = replay.report.check('T3 pages', 'pages of another agency that are not there for others');
  const forms = replay.report.check('T3 forms', 'forms of another agency that others cannot post');
  const marks = replay.report.check('T7 marks', 'pages and files without a foreign canary or prime');
  const victimIds = Object.values(replay.cast.victim.ids);
  const namesVictim = (path: string): boolean => victimIds.some((id) => path.includes(id)) || /[0-9a-f]{8}-/.test(path);
  for (const attacker of replay.cast.attackers) {
    for (const path of crawled.pages) {
      const reply = await attacker.client.get(path);
      const found = await replay.leaks.foreign(reply, (agency, mark) => mayKnowMark(attacker.user, agency, mark));
      marks.saw(
        found.length === 0 ? undefined : `${attacker.user.email}: GET ${path} holds ${found.slice(0, 3).join(', ')}`,
      );
      if (OF_EVERYBODY.test(path) || !namesVictim(path) || path.startsWith('/administration')) continue;
      const isHidden = reply.status === 404 || (await isLikeNothing(replay, attacker, path, reply));
      pages.saw(isHidden ? undefined : `${attacker.user.email}: GET ${path}: ${reply.status}`);
    }
    for (const form of crawled.forms.filter(({ action }) => namesVictim(action))) await post(attacker, form, forms);
  }
}

/** An address that answers everybody in the same way, whatever it names, tells nobody anything. */
async function isLikeNothing({ cast }: Replay, { client }: Attacker, path: string, reply: Reply): Promise<boolean> {
  const nothing = noIds();
  const asked = ID_NAMES.reduce((all, name) => all.replaceAll(cast.victim.ids[name], nothing[name]), path);
  if (asked === path) return false;
  const named = [...Object.values(cast.victim.ids), ...Object.values(nothing)];
  const expected = await client.get(asked);
  const of = ({ status, headers, text }: Reply) =>
    comparable({ status, text: `${headers.get('location') ?? ''} ${text.replace(/nonce="[^"]*"/g, '')}` }, named);
  return of(reply) === of(expected);
}

async function post({ user, client }: Attacker, form: Form, check: Check): Promise<void> {
  const { status } = await send(client, form, { token: await client.formToken() });
  check.saw(status === 404 || status === 403 ? undefined : `${user.email}: POST ${form.action}: ${status}`);
  check.count(String(status));
}

function send(client: Client, { action, fields, isMultipart }: Form, { token }: { readonly token?: string }) {
  const filled = { ...fields, ...(token !== undefined && { _csrf: token }) };
  if (!isMultipart) return client.send({ method: 'POST', path: action, form: filled });
  const parts = new FormData();
  if (token !== undefined) parts.set('_csrf', token);
  for (const [name, value] of Object.entries(fields)) parts.set(name, value);
  parts.set('file', new Blob(['attack\n'], { type: 'text/plain' }), 'attack.txt');
  return client.send({ method: 'POST', path: action, parts });
}

/** T12: what the owner's own browser would be made to send by another site. */
export async function forge({ cast, report }: Replay, crawled: Crawled): Promise<void> {
  const check = report.check('T12', 'mutations refused that come from elsewhere, as plain text or without a token');
  const { lead } = cast.owners;
  const refuse = (what: string, status: number): void =>
    check.saw(status === 403 || status === 415 ? undefined : `${what}: ${status}`);
  for (const form of crawled.forms.filter(({ action }) => !action.startsWith('/sign-'))) {
    const { action } = form;
    refuse(`POST ${action} without token`, (await send(lead, form, {})).status);
    const token = await lead.formToken();
    refuse(`POST ${action} with a stranger's token`, (await send(lead, form, { token: `${token.slice(1)}A` })).status);
    const elsewhere = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' };
    const sent = { method: 'POST', path: action, form: { ...form.fields, _csrf: token }, headers: elsewhere };
    refuse(`POST ${action} from another site`, (await lead.send(sent)).status);
    const plain = { method: 'POST', path: action, text: 'a=b', headers: { 'content-type': 'text/plain' } };
    refuse(`POST ${action} as plain text`, (await lead.send(plain)).status);
  }
  const { draft } = cast.victim.ids;
  const path = `/api/assessments/${draft}/answers/GOV1`;
  const json = { value: { level: 1 } };
  for (const headers of [
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'https://evil.example' },
  ])
    refuse(`PUT ${path} ${JSON.stringify(headers)}`, (await lead.send({ method: 'PUT', path, json, headers })).status);
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
    const sent = { method: 'PUT', path, text: JSON.stringify(json), headers: { 'content-type': type } };
    refuse(`PUT ${path} as ${type}`, (await lead.send(sent)).status);
  }
}

/** T15 and T31: files of others, by their addresses and by guesses. */
export async function guessFiles({ cast, fixture, report }: Replay, guesses: number): Promise<void> {
  const known = report.check('T15', 'files of others by their own addresses');
  const guessed = report.check('T31', 'files by guessed ids');
  const addresses = (id: string, kind: string): readonly string[] =>
    kind === 'evidence'
      ? [`/evidence/${id}/file`, `/api/evidence/${id}/file`]
      : [`/documents/${id}/file`, `/api/documents/${id}/file`];
  for (const { user, client } of cast.attackers) {
    const foreign = fixture.resources.filter(({ agency, kind }) => agency !== user.agency && kind !== 'assessment');
    for (const { id, kind } of foreign.slice(0, guesses)) {
      for (const path of addresses(id, kind)) {
        const { status } = await client.get(path);
        known.saw(status === 404 ? undefined : `${user.email}: GET ${path}: ${status}`);
      }
    }
  }
  const [attacker] = cast.attackers;
  for (let count = 0; count < guesses; count += ID_NAMES.length) {
    const ids = noIds();
    for (const path of [...addresses(ids.evidence, 'evidence'), ...addresses(ids.document, 'document')]) {
      const status = (await attacker?.client.get(path))?.status;
      guessed.saw(status === 404 ? undefined : `GET ${path}: ${status}`);
    }
  }
}
