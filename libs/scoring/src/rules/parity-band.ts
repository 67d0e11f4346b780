import type { Settings } from '../constants.js';
import { sumOf } from '../head-table.js';
import type { HeadTable, People } from '../head-table.js';
import { isOver } from '../numbers/ratio.js';
import { round9 } from '../numbers/round.js';
import { notScored, scored } from './rule-score.js';
import type { RuleScore, TraceRow } from './rule-score.js';

/**
 * `PB`: full marks while each sex holds at least 40 %, falling in proportion below. The band is a tolerance; the target
 * stated to users is 50 : 50. Source: method.md §2; Council of Europe Rec(2003)3 for the band, CEDAW GR 40 for the target.
 */
export const parityBand = (table: HeadTable, over: 'rows' | 'total', settings: Settings): RuleScore => {
  const { constants } = settings;
  const total = sumOf(table.counting);
  const inputs = { question: table.question, women: total.women, men: total.men, other: total.other };
  const parts = { rule: 'PB', inputs, constants: settings.printed.PB } as const;
  if (total.n < constants.minimumCount) {
    return notScored('too-small', { ...parts, sentence: 'trace.PB.too-small', values: { n: total.n } });
  }
  const withOther = isOver(total.other, total.n + total.other, settings.otherShareLimit);
  const lines = over === 'total' ? [{ id: 'total', ...total }] : table.counting;
  const rows: TraceRow[] = [];
  let weights = 0;
  let weighted = 0;
  for (const line of lines) {
    const share = countedShare(line, withOther);
    const score = 100 * Math.min(1, share / constants.parityThreshold, (1 - share) / constants.parityThreshold);
    const weight = over === 'total' ? 1 : Math.min(1, line.n / constants.parityFullWeightCount);
    weights += weight;
    weighted += weight * score;
    rows.push(traceRow(line, share, score, weight));
  }
  const score = round9(weighted / weights);
  const values = { n: total.n, withOther, weights: round9(weights), weighted: round9(weighted), score };
  return scored(score, { ...parts, sentence: over === 'total' ? 'trace.PB.total' : 'trace.PB.rows', values, rows });
};

/** Women's share; where the undisclosed weigh more than 5 %, over all three and with them in the row's larger sex. */
const countedShare = ({ women, men, other, n }: People, withOther: boolean): number =>
  withOther ? (women > men ? women + other : women) / (n + other) : women / n;

const traceRow = (line: People & { readonly id: string }, share: number, score: number, weight: number): TraceRow => ({
  row: line.id,
  women: line.women,
  men: line.men,
  other: line.other,
  share: round9(share),
  score: round9(score),
  weight: round9(weight),
});
