import type { RuleCode } from '@isonomia/instrument';
import { round9 } from '../numbers/round.js';
import type { Trace, TraceValue } from '../result.js';
import type { TraceSentence } from '../sentences.js';

/** What a rule on figures makes of a table: one score, claimed as evidenced, or the reason why there is none. */
export interface RuleScore {
  /** 0…100, nine decimals. */
  readonly score?: number;
  readonly reason?: string;
  /** `SR`: the lowest score among steps that are not a watch. */
  readonly withoutWatch?: number;
  readonly trace: Trace;
}

export type TraceRow = Readonly<Record<string, TraceValue>>;
type Named = Readonly<Record<string, TraceValue>>;

export interface TraceParts {
  readonly rule: RuleCode;
  readonly sentence: TraceSentence;
  readonly inputs: Named;
  readonly constants: Readonly<Record<string, number>>;
  readonly values: Named;
  readonly rows?: readonly TraceRow[];
}

export const scored = (score: number, trace: TraceParts): RuleScore => ({ score, trace });
export const notScored = (reason: string, trace: TraceParts): RuleScore => ({ reason, trace });

/** A rounded copy for the trace; nothing is computed from it. Money has no upper bound, hence the word. */
export const shown = (value: number): number | string => (Number.isFinite(value) ? round9(value) : 'beyond-range');
