import { canonicalJson } from '@isonomia/instrument';
import { composeResult, type Outcome, type OutcomeRequest } from '@isonomia/outcome';

export interface FrozenOutcome {
  readonly outcome: Outcome;
  /** Canonical JSON of the outcome: these very characters are stored and hashed. */
  readonly body: string;
  readonly sha256: string;
}

/**
 * Composes an outcome and the text that freezes it. What every outcome of an instrument version shares — structure,
 * rules, references and texts, nine tenths of it — is written out once a process: an import freezes thousands.
 */
export function freezeOutcome({ engine, sha256, ...kept }: OutcomeRequest): FrozenOutcome {
  const { instrument, rules, answers, review } = kept;
  const result = composeResult({ instrument, rules, answers, review, engine, sha256 });
  const outcome: Outcome = { format: 'isonomia.outcome/1', ...kept, result };
  const body = canonicalOutcome(outcome);
  return { outcome, body, sha256: sha256(body) };
}

const SHARED: ReadonlySet<string> = new Set<keyof Outcome>(['instrument', 'rules', 'references', 'texts']);
const written = new WeakMap<object, string>();

/** As `canonicalJson(outcome)`, member by member. */
function canonicalOutcome(outcome: Outcome): string {
  const members = Object.entries(outcome)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]: [string, unknown]) => `${canonicalJson(key)}:${memberJson(key, value)}`);
  return `{${members.join(',')}}`;
}

function memberJson(key: string, value: unknown): string {
  if (!SHARED.has(key) || typeof value !== 'object' || value === null) return canonicalJson(value);
  const known = written.get(value);
  if (known !== undefined) return known;
  const json = canonicalJson(value);
  written.set(value, json);
  return json;
}
