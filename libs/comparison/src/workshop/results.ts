import { findQuestion, questionsOfRule } from '@isonomia/instrument';
import type { AnswerFile, Instrument, Item, QuestionType, Review } from '@isonomia/instrument';
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
    const hasScore = Object.values(profile.dimensions).some(({ claimed }) => claimed !== undefined);
    if (!hasScore) return [];
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
        return score === undefined || isOneFigure(instrument, profile, id) ? [] : [[id, points(score)]];
      }),
    ),
    gates: Object.fromEntries(Object.entries(profile.gates).map(([id, { state }]) => [id, state])),
  };
};

const wholePoints = (score: number, bounds: readonly number[]): number => {
  const whole = Math.floor(score + 0.5);
  return bounds.some((bound) => score < bound && whole >= bound) ? Math.floor(score) : whole;
};

const FIGURES: ReadonlySet<QuestionType> = new Set(['headcount', 'flow', 'rate', 'means', 'pay', 'coverage']);

/** Of a short questionnaire a dimension may be one number of people or money: its score could be turned back into it. */
const isOneFigure = (instrument: Instrument, profile: Profile, dimension: string): boolean => {
  const scored = instrument.items.filter((item) => isScored(item, profile) && item.dimension === dimension);
  return scored.length === 1 && scored.every((item) => isFromFigures(instrument, item));
};

const isScored = ({ id }: Item, profile: Profile): boolean => profile.items[id]?.claimed !== undefined;

const isFromFigures = (instrument: Instrument, { rule }: Item): boolean =>
  questionsOfRule(rule).some((id) => {
    const type = findQuestion(instrument, id)?.type;
    return type !== undefined && FIGURES.has(type);
  });
