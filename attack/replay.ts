import { randomBytes } from 'node:crypto';
import type { Attacker, Cast } from './cast.js';
import type { Client, Reply } from './client.js';
import type { Fixture, FixtureAgency, FixtureUser } from './fixture.js';
import type { Leaks } from './leaks.js';
import type { Description } from './openapi.js';
import { type Given, methodOf, type Recipe } from './recipe.js';
import { RECIPES, WITHOUT_RECIPE } from './recipes.js';
import type { Check, Report } from './report.js';
import { type IdName, type Ids, noIds } from './world.js';

export interface Replay {
  readonly cast: Cast;
  readonly fixture: Fixture;
  readonly leaks: Leaks;
  readonly report: Report;
}

const turn = (): string => randomBytes(6).toString('hex');

/** An operation that nobody wrote a request for would be attacked by nobody. */
export function demandRecipes({ operations }: Description, report: Report): void {
  const check = report.check('coverage', 'operations of the description with a request of their rightful owner');
  const known = new Set([...RECIPES.map(({ operation }) => operation), ...WITHOUT_RECIPE]);
  const described = new Set(operations.map(({ name }) => name));
  for (const name of described) check.saw(known.has(name) ? undefined : `${name} has no recipe in attack/recipes.ts`);
  for (const name of known) if (!described.has(name)) check.failures.push(`${name} is not described any more`);
}

/** T3, T4 and T7: every operation, every id position, as everybody who is somebody else. */
export async function replayAsOthers(replay: Replay): Promise<void> {
  const checks = {
    indistinct: replay.report.check('T3 T7', 'foreign ids answered exactly as ids of nothing'),
    mixed: replay.report.check('T4', 'own ids mixed with foreign ones answered as with ids of nothing'),
    leaks: replay.report.check('marks', 'answers to others without a foreign canary or prime'),
  };
  // A few at a time: as many as a small machine answers at once.
  for (const attacker of replay.cast.attackers) await attack(replay, attacker, checks);
}

type Checks = Readonly<Record<'indistinct' | 'mixed' | 'leaks', Check>>;

async function attack(replay: Replay, attacker: Attacker, checks: Checks): Promise<void> {
  const { victim, own } = replay.cast;
  for (const recipe of RECIPES) {
    const nothing = noIds();
    await compare(replay, { attacker, recipe, check: checks.indistinct, leaks: checks.leaks }, [victim.ids, nothing]);
    if (attacker.user.agency !== own.key || recipe.ids.length < 2) continue;
    for (const name of recipe.ids) {
      const mixed = { ...own.ids, [name]: victim.ids[name] };
      const broken = { ...own.ids, [name]: nothing[name] };
      await compare(replay, { attacker, recipe, check: checks.mixed, leaks: checks.leaks }, [mixed, broken]);
    }
  }
}

interface Comparison {
  readonly attacker: Attacker;
  readonly recipe: Recipe;
  readonly check: Check;
  readonly leaks: Check;
}

async function compare(replay: Replay, comparison: Comparison, [foreign, nothing]: readonly [Ids, Ids]): Promise<void> {
  const { attacker, recipe, check, leaks } = comparison;
  const { rule } = replay.cast.victim;
  const given = { rule, turn: turn() };
  const got = await perform(attacker.client, recipe, { ...given, ids: foreign });
  await mayKnow(replay, comparison, got, leaks);
  if (recipe.ids.length === 0 || isKnownPlace(attacker, recipe)) return;
  const expected = await perform(attacker.client, recipe, { ...given, ids: nothing });
  const who = `${attacker.user.role} ${attacker.user.agency ?? attacker.user.region ?? ''}: ${recipe.operation}`;
  const named = [...Object.values(foreign), ...Object.values(nothing)];
  const [a, b] = [comparable(got, named), comparable(expected, named)];
  if (a !== b)
    check.saw(
      `${who}: ${got.status} ${got.text.slice(0, 300)} — of nothing: ${expected.status} ${expected.text.slice(0, 300)}`,
    );
  else if (got.status < 400 && !isList(recipe)) check.saw(`${who}: ${got.status}, and it should be refused`);
  else check.saw(undefined);
  check.count(String(got.status));
}

/** Lists take ids as filters: what they must not do is to change with them. */
const isList = ({ operation }: Recipe): boolean =>
  ['GET /api/agencies', 'GET /api/regions', 'GET /api/people', 'GET /api/invitations'].includes(operation);

/** A colleague of the same region has the same region and country. */
const isKnownPlace = ({ user }: Attacker, { ids }: Recipe): boolean =>
  user.agency?.startsWith('N') === true && ids.every((name: IdName) => name === 'region' || name === 'country');

export async function perform(client: Client, recipe: Recipe, given: Given): Promise<Reply> {
  const sent = recipe.make(given);
  const headers: Record<string, string> = { ...sent.headers };
  if (recipe.etagOf !== undefined) {
    const { headers: read } = await client.get(recipe.etagOf(given));
    headers['if-match'] = read.get('etag') ?? '"1"';
  }
  if (sent.parts !== undefined) headers['x-csrf-token'] = await client.formToken();
  return client.send({ ...sent, method: methodOf(recipe), headers });
}

async function mayKnow(replay: Replay, { attacker, recipe }: Comparison, reply: Reply, check: Check): Promise<void> {
  const { user } = attacker;
  const found = await replay.leaks.foreign(reply, (agency, mark) => {
    return mayKnowMark(user, agency, mark);
  });
  const fault =
    found.length === 0 ? undefined : `${user.email}: ${recipe.operation} holds ${found.slice(0, 3).join(', ')}`;
  check.saw(fault);
}

/** Without what only names the request. */
export function comparable({ status, text }: Pick<Reply, 'status' | 'text'>, ids: readonly string[]): string {
  const plain = ids.reduce((all, id) => all.replaceAll(id, '<id>'), text);
  return `${status} ${plain.replace(/"(instance|requestId)":"[^"]*"/g, '')}`;
}

/** Without it every "not found" would mean nothing. */
export async function replayAsOwner({ cast, report }: Replay): Promise<void> {
  const check = report.check('control', 'operations that succeed for their rightful owner');
  const { victim, owners } = cast;
  for (const recipe of RECIPES) {
    const given = { ids: victim.ids, rule: victim.rule, turn: turn() };
    const { status, text } = await perform(owners[recipe.by], recipe, given);
    const isRight = (status >= 200 && status < 300) || recipe.alsoRight?.includes(status) === true;
    check.saw(isRight ? undefined : `${recipe.operation} as ${recipe.by}: ${status} ${text.slice(0, 400)}`);
    check.count(status < 300 ? '2xx' : String(status));
  }
}

/** Who looks after a region knows what its agencies are called, and who works there in which role. */
const KNOWN_IN_THE_REGION = ['name', 'lead', 'contributor', 'reviewer', 'participant', 'recipient'];

export const mayKnowMark = (user: FixtureUser, { key, region }: FixtureAgency, mark: string): boolean =>
  key === user.agency ||
  (user.region === region && KNOWN_IN_THE_REGION.some((field) => mark === `CANARY-${key}-${field}`));
