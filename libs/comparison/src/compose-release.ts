import { STANDARD_RULES } from '@isonomia/disclosure';
import type { Contribution } from './contribution.js';
import { type NewMember, type TooClose, closeToEarlier } from './earlier.js';
import { gateSharesOf, keyOf } from './gate-shares.js';
import { type Group, codeUnits, groupsOf } from './groups.js';
import { highlightsOf } from './highlights.js';
import { type PeopleTables, type PublishedPeople, peopleTablesOf } from './people.js';
import { peopleBefore } from './people-before.js';
import type { Release, ReleaseGroup, ShareRange } from './release.js';
import type { OrderedRequest, ReleaseRequest } from './request.js';
import { coverageOf, dimensionsOf, distributionOf, itemsOf } from './scores.js';
import { statementOf } from './statement.js';

/**
 * A release from what agencies share. The same for the same contributions in any order; everything in it went through
 * disclosure. Where not even everybody may be shown, every group is withheld. Source: method.md §7–§8.
 */
export const composeRelease = (given: ReleaseRequest): Release => {
  const contributions = given.contributions.toSorted((a, b) => codeUnits(a.assessment, b.assessment));
  const request: OrderedRequest = { ...given, contributions, rules: given.rules ?? STANDARD_RULES };
  const { groups, people } = peopleAndGroups(request);
  const shares = sharesOf(request, groups);
  const shown = groups.map((group) => shownGroup(group, { request, people, shares }));
  return {
    format: 'isonomia.release/1',
    statement: statementOf({ request, groups, shown, people }),
    groups: shown,
  };
};

interface PeopleAndGroups {
  readonly groups: readonly Group<Contribution>[];
  readonly people: PeopleTables;
}

/** `published` is given where the earlier releases have been worked out already. */
const peopleAndGroups = (request: OrderedRequest, published?: readonly PublishedPeople[]): PeopleAndGroups => {
  const close = closeToEarlier(request.contributions.map(memberOf), request.earlier, request.rules);
  const groups = allGroups(request, close);
  const before =
    published === undefined
      ? peopleBefore(request, close, (earlier, known) => peopleAndGroups(earlier, known).people)
      : { refused: close.tables, published };
  return { groups, people: peopleTablesOf(request, groups, before) };
};

const memberOf = (contribution: Contribution): NewMember => {
  const { assessment, holding, country, agencyType, sizeBand, bands, hires, leavers } = contribution;
  return {
    assessment,
    holding,
    country,
    agencyType,
    sizeBand,
    brings: [
      ...(bands.length > 0 ? (['people'] as const) : []),
      ...(hires === undefined ? [] : (['hires'] as const)),
      ...(leavers === undefined ? [] : (['leavers'] as const)),
    ],
  };
};

const allGroups = (
  { contributions, known = {}, rules }: OrderedRequest,
  close: TooClose,
): readonly Group<Contribution>[] => {
  const all = groupsOf(contributions, known, rules);
  if (close.all) return all.map((group) => withhold(group, 'earlier-release'));
  if (all[0]?.withheld !== undefined) return all.map((group) => withhold(group, 'too-few'));
  return all.map((group) => (close.groupings.includes(group.grouping) ? withhold(group, 'earlier-release') : group));
};

const withhold = (
  group: Group<Contribution>,
  withheld: NonNullable<Group<Contribution>['withheld']>,
): Group<Contribution> => ({ ...group, withheld });

const sharesOf = (
  { instrument, contributions, rules }: OrderedRequest,
  groups: readonly Group<Contribution>[],
): ReadonlyMap<string, ReadonlyMap<string, ShareRange>> =>
  new Map(instrument.gates.map(({ id }) => [id, gateSharesOf(groups, contributions, id, rules)]));

interface Sources {
  readonly request: OrderedRequest;
  readonly people: PeopleTables;
  readonly shares: ReadonlyMap<string, ReadonlyMap<string, ShareRange>>;
}

const shownGroup = (group: Group<Contribution>, { request, people, shares }: Sources): ReleaseGroup => {
  const { grouping, group: id, members, holdings, withheld } = group;
  if (withheld !== undefined) return { grouping, group: id, state: 'withheld', reason: withheld };
  const { instrument, rules } = request;
  const overall = distributionOf(members, (member) => member.overall, rules);
  const scores = {
    dimensions: dimensionsOf(
      members,
      instrument.dimensions.map((dimension) => dimension.id),
      rules,
    ),
    items: itemsOf(
      members,
      instrument.items.map((item) => item.id),
      rules,
    ),
  };
  return {
    grouping,
    group: id,
    state: 'shown',
    n: { agencies: members.length, holdings },
    ...(overall === undefined ? {} : { overall }),
    ...scores,
    ...people.of(group),
    gates: [...shares].flatMap(([gate, ranges]) => {
      const open = ranges.get(keyOf(group));
      return open === undefined ? [] : [{ gate, open }];
    }),
    coverage: coverageOf(members, rules),
    ...highlightsOf(scores, instrument.constants),
  };
};
