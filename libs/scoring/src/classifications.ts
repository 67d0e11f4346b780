import type { Classification, ItemThreshold } from '@isonomia/instrument';
import type { ClassificationResult } from './result.js';

type ScoreOf = (item: string) => number | undefined;

/**
 * A class derived from scores, such as a gender equality marker. An item without a score meets no threshold: what is not
 * shown cannot carry a class. Warnings look at the evidenced scores.
 */
export const classify = (
  classification: Classification,
  claimed: ScoreOf,
  evidenced: ScoreOf,
): ClassificationResult => ({
  claimed: classOf(classification, claimed),
  evidenced: classOf(classification, evidenced),
  warnings: classification.warnings
    .filter(({ anyUnder }) => anyUnder.some((threshold) => !isMet(threshold, evidenced)))
    .map(({ id }) => id),
});

const classOf = ({ classes, otherwise }: Classification, scoreOf: ScoreOf): string =>
  classes.find(({ allOf }) => allOf.every((threshold) => isMet(threshold, scoreOf)))?.id ?? otherwise;

const isMet = ({ item, atLeast }: ItemThreshold, scoreOf: ScoreOf): boolean => (scoreOf(item) ?? -1) >= atLeast;
