import type { Reading } from '../outcome/reading.js';

import { practicesOfItem, practiceView, type PracticeView } from './practice-views.js';

/** What others have done about items that stand low, each practice once: who stands well needs no example. */
export function besideWeakItems(reading: Reading, items: readonly string[]): readonly PracticeView[] {
  const { result, instrument, practices } = reading.outcome;
  const weak = items.filter((id) => {
    const evidenced = result.items[id]?.evidenced;
    return evidenced !== undefined && evidenced < instrument.constants.recommendationThreshold;
  });
  const found = new Set(weak.flatMap((id) => practicesOfItem(practices, id)));
  return [...found].map((practice) => practiceView(reading, practice));
}
