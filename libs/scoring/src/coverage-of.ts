import { round9 } from './numbers/round.js';
import type { Coverage } from './result.js';
import { claimedAvailability } from './rules/data-availability.js';
import type { Availability } from './rules/data-availability.js';
import type { ItemScores } from './score-items.js';
import type { Sheet } from './sheet.js';

/** How much was answered, how much of what is claimed is proven, how many of the requested data are there. */
export const coverageOf = (sheet: Sheet, scores: ItemScores, data: Availability): Coverage => {
  let asked = 0;
  let answered = 0;
  for (const entry of sheet.entries) {
    if (entry === undefined) continue;
    asked += 1;
    if (entry.state !== 'unanswered') answered += 1;
  }
  const { claims, proven } = countClaims(sheet, scores);
  const counts = { asked, answered, claims, proven, figures: data.questions };
  const shares = { answered: percent(answered, asked), evidenced: percent(proven, claims), counts };
  return data.questions === 0 ? shares : { ...shares, data: claimedAvailability(data) };
};

/** A claim is an answer that only counts when proven: a level from 2, yes or partly, an option, a "not applicable". */
const countClaims = (sheet: Sheet, scores: ItemScores): { readonly claims: number; readonly proven: number } => {
  let claims = 0;
  let proven = 0;
  for (const { index } of sheet.view.items) {
    const score = scores[index];
    if (score === undefined) continue;
    const verdict = claimOf(score);
    if (verdict === undefined) continue;
    claims += 1;
    if (verdict) proven += 1;
  }
  return { claims, proven };
};

/** Undefined where nothing needs a proof. */
const claimOf = ({ state, rule, claimed, evidenced, trace }: NonNullable<ItemScores[number]>): boolean | undefined => {
  if (state === 'not-applicable') return evidenced === undefined;
  if (claimed === undefined || !NEEDS_PROOF.has(rule)) return undefined;
  if (claimed > (evidenced ?? 0)) return false;
  const counted = rule === 'M' ? claimed > 25 * (trace.constants['unprovenMaturityLevel'] ?? 0) : claimed > 0;
  return counted ? true : undefined;
};

const NEEDS_PROOF: ReadonlySet<string> = new Set(['M', 'Y', 'CL']);

const percent = (part: number, whole: number): number => (whole === 0 ? 0 : round9((100 * part) / whole));
