import { canonicalJson } from '@isonomia/instrument';
import { composeResult, type Outcome, type OutcomeRequest } from '@isonomia/outcome';

/** Members that every outcome of an instrument version shares: nine tenths of it. */
export const SHARED_MEMBERS = ['instrument', 'references', 'rules', 'texts'] as const;
export type SharedMember = (typeof SHARED_MEMBERS)[number];

/** Shared by few more than one version: the same instrument in the same region. Outcomes of before have none. */
const PRACTICES = 'practices';

/** An outcome as text in two parts: what is its own, and what it shares; both canonical JSON. */
export interface OutcomeText {
  /** An object with all members but the shared ones. */
  readonly own: string;
  readonly shared: Readonly<Record<SharedMember, string>>;
  readonly practices?: string;
}

export interface FrozenOutcome {
  readonly outcome: Outcome;
  readonly text: OutcomeText;
  /** Of the canonical JSON of the whole outcome, in one piece. */
  readonly sha256: string;
}

/**
 * Composes an outcome and the text that freezes it. What outcomes share is written out once a process: an import freezes
 * thousands.
 */
export function freezeOutcome({ engine, sha256, ...kept }: OutcomeRequest): FrozenOutcome {
  const { instrument, rules, answers, review } = kept;
  const result = composeResult({ instrument, rules, answers, review, engine, sha256 });
  const outcome: Outcome = { format: 'isonomia.outcome/1', ...kept, result };
  const shared = {
    instrument: written(instrument),
    references: written(outcome.references),
    rules: written(rules),
    texts: written(outcome.texts),
  };
  const practices = outcome.practices === undefined ? undefined : written(outcome.practices);
  const own = ownMembers(outcome);
  const around: readonly Member[] = practices === undefined ? [] : [[PRACTICES, practices]];
  const whole = asObject([...own, ...Object.entries(shared), ...around]);
  const text = { own: asObject(own), shared, ...(practices !== undefined && { practices }) };
  return { outcome, text, sha256: sha256(whole) };
}

const APART: ReadonlySet<string> = new Set([...SHARED_MEMBERS, PRACTICES]);
type Member = readonly [key: string, json: string];

const ownMembers = (outcome: Outcome): readonly Member[] =>
  Object.entries(outcome)
    .filter(([key, value]) => value !== undefined && !APART.has(key))
    .map(([key, value]: [string, unknown]) => [key, canonicalJson(value)]);

/** Members in the order that RFC 8785 asks for: by UTF-16 code units. */
const asObject = (members: readonly Member[]): string =>
  `{${[...members]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, json]) => `${canonicalJson(key)}:${json}`)
    .join(',')}}`;

const texts = new WeakMap<object, string>();
function written(value: object): string {
  const known = texts.get(value);
  if (known !== undefined) return known;
  const json = canonicalJson(value);
  texts.set(value, json);
  return json;
}
