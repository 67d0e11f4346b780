import type { Settings } from '../constants.js';
import { sumOf } from '../head-table.js';
import type { HeadTable, People } from '../head-table.js';
import { round9 } from '../numbers/round.js';
import { SMALL_ROWS } from './representation.js';
import { notScored, scored } from './rule-score.js';
import type { RuleScore, TraceRow } from './rule-score.js';

type Line = People & { readonly id: string };

/**
 * `DI`: 100 less Duncan's index of dissimilarity, the share of women (or men) who would have to change unit for every
 * unit to have the same mix. Source: method.md §2; Duncan and Duncan (1955).
 */
export const segregation = (table: HeadTable, settings: Settings): RuleScore => {
  const { minimumCount } = settings.constants;
  const total = sumOf(table.counting);
  const inputs = { question: table.question, women: total.women, men: total.men };
  const parts = { rule: 'DI', inputs, constants: settings.printed.DI } as const;
  const lines = merged(table, total, settings);
  if (lines.length < 2 || total.women < minimumCount || total.men < minimumCount) {
    return notScored('too-small', { ...parts, sentence: 'trace.DI.too-small', values: { rows: lines.length } });
  }
  const rows: TraceRow[] = [];
  let sum = 0;
  for (const line of lines) {
    const ofMen = line.men / total.men;
    const ofWomen = line.women / total.women;
    const difference = Math.abs(ofMen - ofWomen);
    sum += difference;
    rows.push({
      row: line.id,
      women: line.women,
      men: line.men,
      ofWomen: round9(ofWomen),
      ofMen: round9(ofMen),
      difference: round9(difference),
    });
  }
  const dissimilarity = 0.5 * sum;
  const score = round9(100 * (1 - dissimilarity));
  return scored(score, {
    ...parts,
    sentence: 'trace.DI',
    values: { differences: round9(sum), dissimilarity: round9(dissimilarity), score },
    rows,
  });
};

/** Small rows make D look large by chance, so they are summed into one row, which stays even if small itself. */
const merged = (table: HeadTable, total: People, settings: Settings): readonly Line[] => {
  const { minimumCount, minimumExpected } = settings.constants;
  const rarer = Math.min(total.women, total.men);
  const isSmall = ({ n }: People): boolean => n < minimumCount || n * rarer < minimumExpected * total.n;
  const large = table.counting.filter((row) => !isSmall(row));
  if (large.length === table.counting.length) return large;
  return [...large, { id: SMALL_ROWS, ...sumOf(table.counting.filter(isSmall)) }];
};
