import type { SharesRule } from './mapping.js';
import type { Quantities } from './quantities.js';

/** Women and men of one band over all agencies that are complete. */
export interface Share {
  readonly label: string;
  readonly women: number;
  readonly men: number;
}

/** Sums over the agencies that have every quantity named; the share is the reader's to divide. */
export function sharesOf(
  rule: SharesRule,
  agencies: readonly Quantities[],
): { readonly agencies: number; readonly rows: readonly Share[] } {
  const complete = agencies.filter((known) => rule.complete.every((name) => known.has(name)));
  const sum = (name: string): number => complete.reduce((total, known) => total + (known.get(name) ?? 0), 0);
  return {
    agencies: complete.length,
    rows: rule.rows.map(({ label, women, men }) => ({ label, women: sum(women), men: sum(men) })),
  };
}
