import type { Contribution, Standing } from './contribution.js';
import { groupOf } from './groups.js';
import type { Grouping, Release, ShownDistribution, ShownGroup, ShownScore } from './release.js';

/** `about`: within five points of the median, or at the same end of the scale. */
export interface OwnPlace {
  readonly to: 'below' | 'about' | 'above';
  /** 1 the lowest, 4 the highest; only where quartiles are shown. */
  readonly quarter?: 1 | 2 | 3 | 4;
}

/** Where an agency stands in one group that it belongs to. For its own eyes alone. */
export interface OwnPosition {
  readonly grouping: Grouping;
  readonly group: string;
  readonly overall?: OwnPlace;
  /** By dimension; absent where either side has no score. */
  readonly dimensions: Readonly<Record<string, OwnPlace>>;
}

const ABOUT = 5;

/**
 * An agency's own evidenced scores beside what is published of its groups. It is worked out from the release as everybody
 * sees it, so that it tells the agency nothing else about the others. No rank. Source: method.md §7.
 */
export const ownPosition = (release: Release, contribution: Contribution): readonly OwnPosition[] =>
  release.groups.flatMap((group) => {
    if (group.state === 'withheld' || groupOf(group.grouping, contribution) !== group.group) return [];
    const overall = placeOf(contribution.overall, group.overall);
    return [
      {
        grouping: group.grouping,
        group: group.group,
        ...(overall === undefined ? {} : { overall }),
        dimensions: dimensionPlaces(group, contribution),
      },
    ];
  });

const dimensionPlaces = ({ dimensions }: ShownGroup, contribution: Contribution): OwnPosition['dimensions'] =>
  Object.fromEntries(
    dimensions.flatMap((shown) => {
      const place = placeOf(contribution.dimensions[shown.dimension], shown);
      return place === undefined ? [] : [[shown.dimension, place]];
    }),
  );

const placeOf = (own: Standing | undefined, shown: ShownDistribution | undefined): OwnPlace | undefined => {
  if (own?.evidenced === undefined || shown === undefined) return undefined;
  const quarter = quarterOf(own.evidenced, shown);
  return { to: sideOf(own.evidenced, shown.median), ...(quarter === undefined ? {} : { quarter }) };
};

const sideOf = (own: number, median: ShownScore): OwnPlace['to'] => {
  switch (median.kind) {
    case 'under':
      return own < median.bound ? 'about' : 'above';
    case 'over':
      return own > median.bound ? 'about' : 'below';
    case 'points':
      if (Math.abs(own - median.points) <= ABOUT) return 'about';
      return own < median.points ? 'below' : 'above';
  }
};

const quarterOf = (own: number, { median, quartiles }: ShownDistribution): OwnPlace['quarter'] => {
  if (quartiles === undefined) return undefined;
  const bounds = [quartiles.lower, median, quartiles.upper].map((shown) =>
    shown.kind === 'points' ? shown.points : shown.bound,
  );
  // As rounded as what it is compared with, so that the agency at the median is not below it.
  const points = Math.floor(own + 0.5);
  const passed = bounds.filter((bound) => points >= bound).length;
  return (passed + 1) as OwnPlace['quarter'];
};
