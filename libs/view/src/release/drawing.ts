import type { ShownScore } from '@isonomia/comparison';

import type { ChartContext } from '../charts/chart.js';
import type { Mark } from '../charts/distribution.js';
import type { Voice } from '../document/view.js';
import { observedWords } from '../exports/release-names.js';
import type { DrawingOptions } from '../outcome/portrait.js';

export function drawingContext(voice: Voice, id: string, options: DrawingOptions): ChartContext {
  const { translator, format, direction } = voice;
  return {
    t: translator.t,
    format,
    direction,
    theme: options.theme,
    id: `${options.prefix ?? ''}${id}`,
    ...(options.width !== undefined && { width: options.width }),
  };
}

const HIGHEST = 100;

/** A score as it is shown, and where: of what is "under 10" no more is drawn than that it lies under 10. */
export function scoreMark(voice: Voice, shown: ShownScore): Mark {
  switch (shown.kind) {
    case 'points':
      return { from: shown.points, to: shown.points, text: words(voice, { kind: 'value', value: shown.points }) };
    case 'under':
      return { from: 0, to: shown.bound, text: words(voice, shown) };
    case 'over':
      return { from: shown.bound, to: HIGHEST, text: words(voice, shown) };
  }
}

const words = (voice: Voice, observed: Parameters<typeof observedWords>[1]): string =>
  observedWords(voice, observed, 'points');

/** Where scores are compared in a sentence: the middle of what is known. */
export const middleOf = ({ from, to }: Mark): number => (from + to) / 2;
