import {
  type DisclosureRules,
  type HeldValue,
  discloseMedian,
  discloseQuartiles,
  shareRange,
} from '@isonomia/disclosure';
import type { Instrument } from '@isonomia/instrument';
import { pointsOf } from '../scores.js';
import type { ClaimedDistribution, JointFigures, NamedPart, ShownFigures } from './outcome.js';
import type { WorkshopOutcomeRequest } from './request.js';
import { type Member, membersOf, namedResult } from './results.js';

export interface Results {
  readonly figures: JointFigures;
  readonly named: NamedPart;
  readonly consents: Readonly<Record<string, 'counted' | 'named'>>;
}

interface Given {
  readonly instrument: Instrument;
  readonly members: readonly Member[];
  readonly rules: DisclosureRules;
}

/**
 * Joint figures, and results under a name. Behind every figure are five holdings; and those that are seen nowhere else, by
 * name here or on the wall, are five of them or none: with four names beside it, a median of five is the fifth's. Where both
 * cannot stand, the joint figures do. Worked out once: two counts of almost the same agencies would show who differs.
 */
export const resultsOf = (request: WorkshopOutcomeRequest, rules: DisclosureRules): Results => {
  const { instrument, groups, earlier } = request;
  const given: Given = { instrument, members: membersOf(instrument, groups), rules };
  const results = request.forgotten === true ? NOTHING : resultsAfter(given, earlier);
  return { ...results, consents: consentsOf(results, given.members) };
};

type Shown = Omit<Results, 'consents'>;

const resultsAfter = (given: Given, earlier: ShownFigures | undefined): Shown =>
  earlier === undefined ? firstResults(given) : laterResults(given, earlier);

const firstResults = (given: Given): Shown => {
  const { members, rules } = given;
  const withNames = namedPart(given);
  if (holdingsOf(members) < rules.minimumHoldings) return { figures: withheld('too-few'), named: withNames };
  if (areCovered(members, isOpen, rules)) return { figures: figuresOf(given, isOpen), named: withNames };
  if (areCovered(members, isSeen, rules)) return { figures: figuresOf(given, isSeen), named: LEFT_OUT };
  return { figures: withheld('seen-elsewhere'), named: withNames };
};

/** What was printed is known: it stands as it is, or not at all. */
const laterResults = (given: Given, earlier: ShownFigures): Shown => {
  const inEarlier = given.members.filter(({ group }) => earlier.members.includes(group.id));
  const stands = inEarlier.length === earlier.members.length;
  const covered = holdingsOf(inEarlier.filter((member) => !isOpen(member)));
  // Whoever withdrew is in the figures that were printed: with all others named, they would be what is left.
  const safe = covered >= given.rules.minimumHoldings || (covered === 0 && stands);
  return { figures: stands ? earlier : withheld('withdrawn'), named: safe ? namedPart(given) : LEFT_OUT };
};

const withheld = (reason: 'too-few' | 'seen-elsewhere' | 'withdrawn'): JointFigures => ({ state: 'withheld', reason });
const LEFT_OUT: NamedPart = { state: 'left-out' };
/** What was printed cannot be looked at: whatever is said beside it may lay open who is gone. */
const NOTHING: Shown = { figures: withheld('withdrawn'), named: LEFT_OUT };

type Openness = (member: Member) => boolean;
const isSeen: Openness = ({ group }) => group.seen;
const isOpen: Openness = (member) => member.isNamed || member.group.seen;

const holdingsOf = (members: readonly Pick<Member, 'holding'>[]): number =>
  new Set(members.map(({ holding }) => holding)).size;

/** Whether those that nobody sees elsewhere are enough to stand for each other, or none. */
const areCovered = (members: readonly Member[], open: Openness, { minimumHoldings }: DisclosureRules): boolean => {
  const covered = holdingsOf(members.filter((member) => !open(member)));
  return covered === 0 || covered >= minimumHoldings;
};

const namedPart = ({ instrument, members }: Given): NamedPart => {
  const named = members.filter(({ isNamed }) => isNamed);
  if (named.length === 0) return { state: 'none' };
  return { state: 'shown', agencies: named.map((member) => namedResult(member, instrument)) };
};

const consentsOf = ({ figures, named }: Shown, members: readonly Member[]): Results['consents'] => {
  const counted = figures.state === 'shown' ? figures.members : [];
  const byName = named.state === 'shown' ? members.filter(({ isNamed }) => isNamed).map(({ group }) => group.id) : [];
  return Object.fromEntries([
    ...counted.map((id) => [id, 'counted'] as const),
    ...byName.map((id) => [id, 'named'] as const),
  ]);
};

type ScoreOf = (member: Member) => number | undefined;

const figuresOf = (given: Given, open: Openness): ShownFigures => {
  const { instrument, members, rules } = given;
  const told = (score: ScoreOf): ClaimedDistribution | undefined => distributionOf(given, score, open);
  const overall = told(({ profile }) => profile.overall.claimed);
  const dimensions = instrument.dimensions.flatMap(({ id }) => {
    const found = told(({ profile }) => profile.dimensions[id]?.claimed);
    return found === undefined ? [] : [{ dimension: String(id), ...found }];
  });
  return {
    state: 'shown',
    n: { agencies: members.length, holdings: holdingsOf(members) },
    members: members.map(({ group }) => group.id),
    ...(overall === undefined ? {} : { overall }),
    dimensions,
    gates: instrument.gates.flatMap(({ id }) => {
      const share = gateShare(members, id, rules);
      return share === undefined ? [] : [{ gate: String(id), open: share }];
    }),
    ...highlights(dimensions, instrument),
  };
};

const distributionOf = ({ members, rules }: Given, score: ScoreOf, open: Openness): ClaimedDistribution | undefined => {
  const having = members.filter((member) => score(member) !== undefined);
  if (!areCovered(having, open, rules)) return undefined;
  const values = having.map((member): HeldValue => ({ holding: member.holding, value: score(member) ?? 0 }));
  const median = discloseMedian(values, rules);
  if (median === undefined) return undefined;
  const quartiles = discloseQuartiles(values, rules);
  return { median, ...(quartiles === undefined ? {} : { quartiles }), partial: having.length < members.length };
};

const gateShare = (members: readonly Member[], gate: string, rules: DisclosureRules) => {
  const asked = members.filter(({ profile }) => profile.gates[gate] !== undefined);
  const open = asked.filter(({ profile }) => profile.gates[gate]?.state === 'open').length;
  const holdings = holdingsOf(asked);
  const share = asked.length === 0 ? undefined : shareRange((open * holdings) / asked.length, holdings, rules);
  return share && { low: Math.floor(share.from + 0.5), high: Math.floor(share.to + 0.5) };
};

const MOST = 3;

/** What half of them and more say they do well, or lack, from the medians as they are shown. */
const highlights = (
  dimensions: ShownFigures['dimensions'],
  { constants }: Instrument,
): Pick<ShownFigures, 'strengths' | 'gaps'> => {
  const [, low = 0, high = 0] = constants.levelBounds;
  const scored = dimensions.map(({ dimension, median }) => ({ dimension, points: pointsOf(median) }));
  const ids = (some: typeof scored): readonly string[] => some.slice(0, MOST).map(({ dimension }) => dimension);
  return {
    strengths: ids(scored.filter(({ points }) => points >= high).toSorted((a, b) => b.points - a.points)),
    gaps: ids(scored.filter(({ points }) => points < low).toSorted((a, b) => a.points - b.points)),
  };
};
