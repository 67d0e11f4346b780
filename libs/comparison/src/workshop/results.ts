import type { AnswerFile, Instrument, Review } from '@isonomia/instrument';
import { type Profile, scoreProfile } from '@isonomia/scoring';
import type { NamedAgencyResult } from './outcome.js';
import type { AgencyGroup } from './request.js';

/** A group that lets its result be counted, as it scored itself. */
export interface Member {
  readonly group: AgencyGroup;
  readonly holding: string;
  readonly isNamed: boolean;
  readonly profile: Profile;
}

/** Nobody reviews what is said in a workshop. */
const NO_REVIEW: Review = { accepted: [], rejected: [] };

/** Of those who allowed it and answered enough to have a score. */
export const membersOf = (instrument: Instrument, groups: readonly AgencyGroup[]): readonly Member[] =>
  groups.flatMap((group): readonly Member[] => {
    if (group.result === undefined) return [];
    const profile = claimedProfile(instrument, group.result.answers);
    const isScored = Object.values(profile.dimensions).some(({ claimed }) => claimed !== undefined);
    if (!isScored) return [];
    return [{ group, holding: group.holding, isNamed: group.result.choice === 'named', profile }];
  });

const claimedProfile = (instrument: Instrument, answers: AnswerFile): Profile =>
  scoreProfile(instrument, answers, NO_REVIEW);

/** As the group claims it: whole points, and never up to the bound of a level that was not reached. */
export const namedResult = ({ group, profile }: Member, instrument: Instrument): NamedAgencyResult => {
  const { name, country, agencyType } = group;
  const points = (score: number): number => wholePoints(score, instrument.constants.levelBounds);
  const { claimed } = profile.overall;
  return {
    name,
    country,
    agencyType,
    ...(claimed === undefined ? {} : { overall: points(claimed) }),
    dimensions: Object.fromEntries(
      instrument.dimensions.flatMap(({ id }) => {
        const score = profile.dimensions[id]?.claimed;
        return score === undefined ? [] : [[id, points(score)]];
      }),
    ),
    gates: Object.fromEntries(Object.entries(profile.gates).map(([id, { state }]) => [id, state])),
  };
};

const wholePoints = (score: number, bounds: readonly number[]): number => {
  const whole = Math.floor(score + 0.5);
  return bounds.some((bound) => score < bound && whole >= bound) ? Math.floor(score) : whole;
};
