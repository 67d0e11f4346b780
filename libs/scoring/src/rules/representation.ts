import type { Settings } from '../constants.js';
import { sumOf } from '../head-table.js';
import type { HeadTable, People } from '../head-table.js';
import { round9 } from '../numbers/round.js';
import { notScored, scored } from './rule-score.js';
import type { RuleScore, TraceRow } from './rule-score.js';

/** Rows too small on their own, summed into one under this name. */
export const SMALL_ROWS = 'small-rows';

type Line = People & { readonly id: string };

/**
 * `RI`: each row's share of women against the share in the staff it is drawn from; more than the reference earns no
 * more. Source: method.md §2; SDG 16.7.1(b) for the ratio.
 */
export const representation = (
  table: HeadTable,
  reference: People & { readonly question: string },
  settings: Settings,
): RuleScore => {
  const { minimumCount } = settings.constants;
  const inputs = {
    question: table.question,
    reference: reference.question,
    referenceWomen: reference.women,
    referenceMen: reference.men,
  };
  const parts = { rule: 'RI', inputs, constants: settings.printed.RI } as const;
  if (reference.n < minimumCount) {
    const values = { referenceCount: reference.n };
    return notScored('reference-too-small', { ...parts, sentence: 'trace.RI.reference-too-small', values });
  }
  if (reference.women === 0) {
    return scored(0, {
      ...parts,
      sentence: 'trace.RI.reference-without-women',
      values: { referenceShare: 0, score: 0 },
    });
  }
  const share = reference.women / reference.n;
  const lines = pooled(table, reference, settings);
  if (lines.length === 0) {
    return notScored('too-small', {
      ...parts,
      sentence: 'trace.RI.too-small',
      values: { referenceShare: round9(share) },
    });
  }
  const rows: TraceRow[] = [];
  let people = 0;
  let weighted = 0;
  for (const line of lines) {
    const own = line.women / line.n;
    const score = 100 * Math.min(1, own / share);
    people += line.n;
    weighted += line.n * score;
    rows.push({ row: line.id, women: line.women, men: line.men, share: round9(own), score: round9(score) });
  }
  const score = round9(weighted / people);
  const values = { referenceShare: round9(share), n: people, weighted: round9(weighted), score };
  return scored(score, { ...parts, sentence: 'trace.RI', values, rows });
};

/** The rows large enough to judge, then the sum of the others if that is. */
const pooled = (table: HeadTable, reference: People, settings: Settings): readonly Line[] => {
  const { minimumCount, minimumExpected } = settings.constants;
  const isSmall = ({ n }: People): boolean => n < minimumCount || n * reference.women < minimumExpected * reference.n;
  const large = table.counting.filter((row) => !isSmall(row));
  if (large.length === table.counting.length) return large;
  const rest: Line = { id: SMALL_ROWS, ...sumOf(table.counting.filter(isSmall)) };
  return isSmall(rest) ? large : [...large, rest];
};
