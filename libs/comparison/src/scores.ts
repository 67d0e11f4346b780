import {
  type DisclosureRules,
  type HeldValue,
  discloseItemMedian,
  discloseMedian,
  discloseQuartiles,
} from '@isonomia/disclosure';
import type { Contribution, Standing } from './contribution.js';
import type { CoverageMedians, DimensionDistribution, ItemMedian, ShownDistribution, ShownScore } from './release.js';

type ScoreOf = (contribution: Contribution) => number | undefined;

const valuesOf = (members: readonly Contribution[], score: ScoreOf): readonly HeldValue[] =>
  members.flatMap((member) => {
    const value = score(member);
    return value === undefined ? [] : [{ holding: member.holding, value }];
  });

/** Median and quartiles of the evidenced score, and the claimed median beside it; absent where too few have one. */
export const distributionOf = (
  members: readonly Contribution[],
  standing: (contribution: Contribution) => Standing | undefined,
  rules: DisclosureRules,
): ShownDistribution | undefined => {
  const values = valuesOf(members, (member) => standing(member)?.evidenced);
  const median = discloseMedian(values, rules);
  if (median === undefined) return undefined;
  const quartiles = discloseQuartiles(values, rules);
  const claimed = discloseMedian(
    valuesOf(members, (member) => standing(member)?.claimed),
    rules,
  );
  return {
    median,
    ...(quartiles === undefined ? {} : { quartiles }),
    ...(claimed === undefined ? {} : { claimed }),
    partial: values.length < members.length,
  };
};

export const dimensionsOf = (
  members: readonly Contribution[],
  ids: readonly string[],
  rules: DisclosureRules,
): readonly DimensionDistribution[] =>
  ids.flatMap((dimension) => {
    const found = distributionOf(members, ({ dimensions }) => dimensions[dimension], rules);
    return found === undefined ? [] : [{ dimension, ...found }];
  });

export const itemsOf = (
  members: readonly Contribution[],
  ids: readonly string[],
  rules: DisclosureRules,
): readonly ItemMedian[] =>
  ids.flatMap((item) => {
    const values = valuesOf(members, ({ items }) => items[item]);
    const median = discloseItemMedian(values, rules);
    return median === undefined ? [] : [{ item, median, partial: values.length < members.length }];
  });

export const coverageOf = (members: readonly Contribution[], rules: DisclosureRules): CoverageMedians => {
  const one = (key: keyof CoverageMedians): CoverageMedians => {
    const median = discloseMedian(
      valuesOf(members, ({ coverage }) => coverage[key]),
      rules,
    );
    return median === undefined ? {} : { [key]: median };
  };
  return { ...one('answered'), ...one('evidenced'), ...one('data') };
};

/** The number that a score stands for where scores are put in order: an end counts as its bound. */
export const pointsOf = (shown: ShownScore): number => (shown.kind === 'points' ? shown.points : shown.bound);
