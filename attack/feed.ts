import type { Client, Reply, Sent } from './client.js';
import { crawl, type Crawled } from './crawl.js';
import { hostileStrings } from './hostile.js';
import { methodOf, type Recipe } from './recipe.js';
import { RECIPES } from './recipes.js';
import { perform, type Replay } from './replay.js';
import type { Check } from './report.js';

const AT_ONCE = 6;
const FORMS_LEFT_OUT =
  /^\/(sign-|account\/(password|erase|tokens\/|sessions)|.*\/(erase|submit|withdraw|retire|disable|take)($|\/))/;

/** T11, T14 and R18: hostile texts in every string of every body and in every field of every form. */
export async function feedHostile(replay: Replay, crawled: Crawled, count: number): Promise<void> {
  const { report, cast } = replay;
  const strings = hostileStrings(count);
  const [attacker] = cast.attackers;
  if (attacker === undefined) return;
  const checks = {
    faultless: report.check('R18 5xx', 'no server error whatever is typed'),
    escaped: report.check('T11', 'no typed markup in a page as markup'),
  };
  const { client } = attacker;
  let fields = 0;
  for (const recipe of RECIPES.filter(({ by }) => by === 'lead')) {
    for (const place of placesIn(recipe.make({ ids: cast.own.ids, rule: cast.own.rule, turn: 'x' }).json)) {
      fields += 1;
      await inTurn(strings, (text) => feedBody(replay, client, { recipe, place, text, checks }));
    }
  }
  for (const form of crawled.forms.filter(({ action, isMultipart }) => !isMultipart && !FORMS_LEFT_OUT.test(action))) {
    for (const name of Object.keys(form.fields)) {
      fields += 1;
      await inTurn(strings, async (text) => {
        const reply = await client.post(form.action, { ...form.fields, [name]: text });
        look(checks, { what: `POST ${form.action} ${name}`, text, reply });
      });
    }
  }
  checks.faultless.count('fields', fields);
  checks.faultless.count('strings', strings.length);
  await lookAtPages(client, strings, checks.escaped);
}

interface Fed {
  readonly recipe: Recipe;
  readonly place: readonly (string | number)[];
  readonly text: string;
  readonly checks: Checks;
}
interface Checks {
  readonly faultless: Check;
  readonly escaped: Check;
}

async function feedBody({ cast }: Replay, client: Client, { recipe, place, text, checks }: Fed): Promise<void> {
  const given = { ids: cast.own.ids, rule: cast.own.rule, turn: String(text.length) };
  const make = (): Omit<Sent, 'method'> => {
    const sent = recipe.make(given);
    return { ...sent, json: withText(sent.json, place, text) };
  };
  const reply = await perform(client, { ...recipe, make }, given);
  look(checks, { what: `${methodOf(recipe)} ${recipe.operation} ${place.join('.')}`, text, reply });
}

function look(
  { faultless, escaped }: Checks,
  { what, text, reply }: { readonly what: string; readonly text: string; readonly reply: Reply },
): void {
  const sent = `${what} with ${JSON.stringify(text.slice(0, 120))}: ${reply.status}`;
  faultless.saw(reply.status >= 500 ? `${sent} ${reply.text.slice(0, 200)}` : undefined);
  escaped.saw(isPage(reply) && isMarkup(text) && reply.text.includes(text) ? sent : undefined);
}

const isPage = ({ headers }: Reply): boolean => (headers.get('content-type') ?? '').startsWith('text/html');
const isMarkup = (text: string): boolean => /[<"']/.test(text) && /<|on\w+=/.test(text);

/** What was stored is shown elsewhere, later: every page must write it as text. */
async function lookAtPages(client: Client, strings: readonly string[], check: Check): Promise<void> {
  const { pages } = await crawl(client, ['/'], 3);
  for (const path of pages) {
    const reply = await client.get(path);
    if (!isPage(reply)) continue;
    const raw = strings.find((text) => isMarkup(text) && reply.text.includes(text));
    check.saw(raw === undefined ? undefined : `GET ${path} holds ${JSON.stringify(raw)} as markup`);
  }
}

/** Where strings stand in a body. */
function placesIn(json: unknown, path: readonly (string | number)[] = []): readonly (readonly (string | number)[])[] {
  if (typeof json === 'string') return [path];
  if (typeof json !== 'object' || json === null) return [];
  return Object.entries(json).flatMap(([name, value]) => placesIn(value, [...path, name]));
}

function withText(json: unknown, place: readonly (string | number)[], text: string): unknown {
  const [name, ...rest] = place;
  if (name === undefined) return text;
  const copy = { ...(json as Record<string, unknown>) };
  copy[name] = withText(copy[name], rest, text);
  return copy;
}

async function inTurn(texts: readonly string[], work: (text: string) => Promise<void>): Promise<void> {
  const waiting = [...texts];
  const one = async (): Promise<void> => {
    for (let text = waiting.pop(); text !== undefined; text = waiting.pop()) await work(text);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
}
