import type { Grouping } from '@isonomia/comparison';
import { dimensionsSideBySide, gatesSideBySide, sharesSideBySide, type RegionalReading } from '@isonomia/view';
import { DESK, figureOf, PHONE, type FigureView } from '../result/result-parts.js';

/** Groups beside each other: how they stand, women's share, rights minimums; what may not be shown is left out. */
export function sideFigures(
  reading: RegionalReading,
  asked: { readonly grouping: Exclude<Grouping, 'all'>; readonly highlight: string | undefined },
): readonly FigureView[] {
  return [dimensionsSideBySide, sharesSideBySide, gatesSideBySide].flatMap((draw) => {
    const [desk, phone] = [draw(reading, { ...DESK, ...asked }), draw(reading, { ...PHONE, ...asked })];
    return desk === undefined || phone === undefined ? [] : [figureOf(desk, phone, [])];
  });
}
