import type { Settings } from '../constants.js';
import { sumOf, uniformed } from '../head-table.js';
import type { HeadTable } from '../head-table.js';
import { round9 } from '../numbers/round.js';
import { notScored, scored } from './rule-score.js';
import type { RuleScore } from './rule-score.js';

/**
 * `GC`: women's share in the top group against their share in the uniformed service. Source: method.md §2; the inverse
 * of the glass-ceiling index of She Figures (EIGE).
 */
export const glassCeiling = (table: HeadTable, settings: Settings): RuleScore => {
  const { minimumCount, minimumExpected } = settings.constants;
  const rows = uniformed(table);
  const all = sumOf(rows);
  const top = sumOf(rows.filter((row) => row.top));
  const inputs = {
    question: table.question,
    women: all.women,
    men: all.men,
    topWomen: top.women,
    topMen: top.men,
  };
  const parts = { rule: 'GC', inputs, constants: settings.printed.GC } as const;
  const tooSmall = (): RuleScore =>
    notScored('too-small', { ...parts, sentence: 'trace.GC.too-small', values: { n: all.n, topCount: top.n } });
  if (top.n < minimumCount) return tooSmall();
  if (all.women === 0) return scored(0, { ...parts, sentence: 'trace.GC.no-women', values: { score: 0 } });
  if (top.n * all.women < minimumExpected * all.n) return tooSmall();
  const shareAll = all.women / all.n;
  const shareTop = top.women / top.n;
  const score = round9(100 * Math.min(1, shareTop / shareAll));
  const values = { shareAll: round9(shareAll), shareTop: round9(shareTop), score };
  return scored(score, { ...parts, sentence: 'trace.GC', values });
};
