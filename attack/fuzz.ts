import fc from 'fast-check';
import { broken, valid } from './arbitraries.js';
import type { Client, Reply } from './client.js';
import type { Description, Operation } from './openapi.js';
import { perform, type Replay } from './replay.js';
import type { Recipe } from './recipe.js';
import { RECIPES } from './recipes.js';
import type { Check } from './report.js';
import { misfit } from './schema.js';
import { type Ids, noIds } from './world.js';

export interface Fuzzing {
  readonly description: Description;
  readonly cases: number;
  readonly seed: number;
}

/** What would end the sessions that fuzz, or what is counted: signing in is tried by other attacks. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  'POST /api/session',
  'DELETE /api/session',
  'POST /api/session/second-factor',
]);
/** Fuzzed with ids of nothing: what they do would take the attackers themselves away. */
const DISRUPTIVE = /\/(access|retirement|roles\/\{membership\})$/;
/** Whatever is asked, anywhere: unreadable, unauthorised, too large, too much. */
const ALWAYS = ['400', '401', '403', '404', '413', '415', '429'];
const SLOWEST_MS = 10_000;

interface Oracles {
  readonly faultless: Check;
  readonly status: Check;
  readonly type: Check;
  readonly schema: Check;
  readonly rejected: Check;
  readonly time: Check;
}

/** R19: every operation with bodies made of its schema, right and wrong, as every role. */
export async function fuzz(replay: Replay, fuzzing: Fuzzing): Promise<void> {
  const { report, cast } = replay;
  const oracles: Oracles = {
    faultless: report.check('fuzz 5xx', `no server error (seed ${fuzzing.seed})`),
    status: report.check('fuzz status', 'statuses that are described'),
    type: report.check('fuzz type', 'content types that are described'),
    schema: report.check('fuzz schema', 'answers that fit their schema, without a member more'),
    rejected: report.check('fuzz broken', 'broken bodies refused'),
    time: report.check('fuzz time', `answers within ${SLOWEST_MS / 1000} s`),
  };
  const people = [...cast.attackers, { user: { role: 'administrator' }, client: cast.owners.administrator }];
  for (const operation of fuzzing.description.operations.filter(({ name }) => !LEFT_OUT.has(name)))
    for (const { user, client } of people)
      await fuzzOne({ replay, fuzzing, oracles }, operation, { role: user.role, client });
}

interface Context {
  readonly replay: Replay;
  readonly fuzzing: Fuzzing;
  readonly oracles: Oracles;
}
interface Person {
  readonly role: string;
  readonly client: Client;
}

async function fuzzOne(context: Context, operation: Operation, person: Person): Promise<void> {
  const { cases, seed, description } = context.fuzzing;
  const recipe = RECIPES.find((one) => one.operation === operation.name);
  if (recipe === undefined) return;
  const { own } = context.replay.cast;
  const ids: Ids = DISRUPTIVE.test(operation.path) ? noIds() : own.ids;
  const run = async (json: unknown, isBroken: boolean): Promise<void> => {
    const given = { ids, rule: own.rule, turn: 'fuzz' };
    const make: Recipe['make'] = (all) => {
      const sent = recipe.make(all);
      return json === undefined ? sent : { ...sent, json };
    };
    const reply = await perform(person.client, { ...recipe, make }, given);
    judge(context, operation, { reply, json, isBroken, role: person.role });
  };
  if (operation.body === undefined) {
    for (const path of fc.sample(segments, { numRuns: cases, seed })) {
      const make: Recipe['make'] = () => ({
        ...recipe.make({ ids, rule: own.rule, turn: 'fuzz' }),
        path: inPath(operation.path, path),
      });
      const reply = await perform(person.client, { ...recipe, make }, { ids, rule: own.rule, turn: 'fuzz' });
      judge(context, operation, { reply, json: path, isBroken: false, role: person.role });
    }
    if (operation.method === 'GET') await run(undefined, false);
    return;
  }
  const { schemas } = description;
  for (const json of fc.sample(valid(operation.body, schemas), { numRuns: cases, seed })) await run(json, false);
  for (const json of fc.sample(broken(operation.body, schemas), { numRuns: cases, seed })) await run(json, true);
}

/** What may stand where an id does. */
const segments = fc.oneof(
  fc.uuid(),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }).filter((text) => text.isWellFormed()),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }),
  fc.constantFrom('..', '%00', '0', '-1', '1e9', 'null', '[]', '{}', "'", '*', 'NaN'),
);

const inPath = (pattern: string, segment: string): string =>
  pattern.replace(/\{\w+\}/g, () => (/^\.\.?$/.test(segment) ? '%2e%2e' : encodeURIComponent(segment)));

interface Judged {
  readonly reply: Reply;
  readonly json: unknown;
  readonly isBroken: boolean;
  readonly role: string;
}

function judge({ oracles, fuzzing }: Context, operation: Operation, judged: Judged): void {
  const { reply, json, isBroken, role } = judged;
  const sent = `${operation.name} as ${role} with ${JSON.stringify(json ?? 'nothing').slice(0, 300)}: ${reply.status}`;
  const fault = (isWrong: boolean, more = ''): string | undefined => (isWrong ? `${sent} ${more}` : undefined);
  const status = String(reply.status);
  const isDescribed = status in operation.responses || ALWAYS.includes(status);
  oracles.faultless.saw(fault(reply.status >= 500, reply.text.slice(0, 200)));
  oracles.faultless.count(`${status.charAt(0)}xx`);
  oracles.status.saw(fault(!isDescribed, reply.text.slice(0, 200)));
  oracles.time.saw(fault(reply.ms > SLOWEST_MS, `after ${Math.round(reply.ms)} ms`));
  if (isBroken) oracles.rejected.saw(fault(reply.status < 400));
  judgeContent({ oracles, fuzzing }, operation, reply, fault);
}

function judgeContent(
  { oracles, fuzzing }: Pick<Context, 'oracles' | 'fuzzing'>,
  operation: Operation,
  reply: Reply,
  fault: (isWrong: boolean, more?: string) => string | undefined,
): void {
  if (reply.bytes.length === 0) return;
  const content = operation.responses[String(reply.status)]?.content ?? {};
  const type = (reply.headers.get('content-type') ?? '').replace(/;.*/, '');
  const isFile = FILE in content;
  oracles.type.saw(fault(!isRightType(reply.status, type, { isFile, types: Object.keys(content) }), `is ${type}`));
  const schema = content[type]?.schema;
  if (schema === undefined || isFile || !type.endsWith('json')) return;
  const where = misfit(JSON.parse(reply.text), schema, fuzzing.description.schemas);
  oracles.schema.saw(fault(where !== undefined, where));
}

const FILE = 'application/octet-stream';

function isRightType(
  status: number,
  type: string,
  { isFile, types }: { readonly isFile: boolean; readonly types: readonly string[] },
): boolean {
  if (status >= 400) return type === 'application/problem+json';
  return isFile || types.includes(type);
}
