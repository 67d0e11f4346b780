import type { Contribution } from './contribution.js';
import type { Group } from './groups.js';
import { holdingsOf } from './groups.js';
import type { PeopleTables } from './people.js';
import type {
  Grouping,
  PeopleRow,
  PeopleTableId,
  ReleaseGroup,
  ReleaseTable,
  ShownDistribution,
  ShownGroup,
  Statement,
  Withheld,
} from './release.js';
import type { OrderedRequest } from './request.js';
import { coverageOf } from './scores.js';

const PERCENT = 100;
const PEOPLE_TABLES: readonly PeopleTableId[] = ['people', 'hires', 'leavers'];
/** Women, men, both. */
const CELLS_OF_ROW = 3;
/** Median, two quartiles, claimed median. */
const CELLS_OF_DISTRIBUTION = 4;

export interface Composed {
  readonly request: OrderedRequest;
  readonly groups: readonly Group<Contribution>[];
  readonly shown: readonly ReleaseGroup[];
  readonly people: PeopleTables;
}

export const statementOf = (composed: Composed): Statement => {
  const { request, shown, people } = composed;
  const { instrument, variant, reference, invited, validated, contributions, rules } = request;
  const of = cellsOfGroup(composed) * shown.length;
  const there = shown.reduce((sum, group) => sum + (group.state === 'shown' ? cellsShown(group) : 0), 0);
  return {
    instrument: { id: instrument.id, version: instrument.version, variant },
    reference,
    participation: { invited, validated, sharing: contributions.length, holdings: holdingsOf(contributions) },
    coverage: shown[0]?.state === 'shown' ? coverageOf(contributions, rules) : {},
    suppressed: {
      cells: of - there,
      of,
      percent: of === 0 ? 0 : Math.floor((PERCENT * (of - there)) / of + 0.5),
    },
    merged: people.merged ? groupingsWithPeople(shown) : [],
    withheld: withheldOf(composed),
  };
};

const groupingsWithPeople = (shown: readonly ReleaseGroup[]): readonly Grouping[] => [
  ...new Set(shown.flatMap((group) => (group.state === 'shown' && group.people !== undefined ? [group.grouping] : []))),
];

/** What any of the contributors has at all. */
const somebodyHas = ({ contributions }: OrderedRequest, has: (contribution: Contribution) => boolean): number =>
  Number(contributions.some(has));

/** Cells that a group would have if everything could be shown: the same for all of them. */
const cellsOfGroup = ({ request, people }: Composed): number => {
  const { instrument } = request;
  const dimensions = instrument.dimensions.filter(
    ({ id }) => somebodyHas(request, (one) => one.dimensions[id]?.evidenced !== undefined) > 0,
  ).length;
  const items = instrument.items.filter(({ id }) => somebodyHas(request, (one) => one.items[id] !== undefined) > 0);
  const gates = instrument.gates.filter(({ id }) => somebodyHas(request, (one) => one.gates[id] !== undefined) > 0);
  const overall = somebodyHas(request, (one) => one.overall.evidenced !== undefined);
  const coverage = 2 + somebodyHas(request, (one) => one.coverage.data !== undefined);
  // The table of bands has a total line as well.
  const rows = PEOPLE_TABLES.reduce((sum, id) => sum + people.rows(id), 0) + Math.min(1, people.rows('people'));
  return CELLS_OF_DISTRIBUTION * (dimensions + overall) + items.length + gates.length + coverage + CELLS_OF_ROW * rows;
};

const cellsShown = (group: ShownGroup): number => {
  const { overall, dimensions, items, people, hires, leavers, gates, coverage } = group;
  const distributions = [...(overall === undefined ? [] : [overall]), ...dimensions];
  const rows = [
    ...(people === undefined ? [] : [...people.rows, people.total]),
    ...(hires === undefined ? [] : [hires]),
    ...(leavers === undefined ? [] : [leavers]),
  ];
  return (
    distributions.reduce((sum, one) => sum + cellsOfDistribution(one), 0) +
    items.length +
    gates.length +
    Object.keys(coverage).length +
    rows.reduce((sum, row) => sum + cellsOfRow(row), 0)
  );
};

const cellsOfDistribution = ({ quartiles, claimed }: ShownDistribution): number =>
  1 + (quartiles === undefined ? 0 : 2) + (claimed === undefined ? 0 : 1);

const cellsOfRow = ({ women, men, total }: PeopleRow): number =>
  [women, men, total].filter(({ kind }) => kind === 'count').length;

/** In the order of the groups; a grouping that goes as a whole is named once. */
const withheldOf = (composed: Composed): readonly Withheld[] => {
  const { groups, shown } = composed;
  const whole = new Set(
    shown
      .filter((group) => group.state === 'withheld' && group.reason === 'earlier-release')
      .map(({ grouping }) => grouping),
  );
  return shown.flatMap((group, position): readonly Withheld[] => {
    const { grouping } = group;
    if (group.state === 'shown') {
      const behind = groups[position];
      return behind === undefined ? [] : tablesWithheld(group, behind, composed);
    }
    if (!whole.has(grouping)) return [{ grouping, group: group.group, reason: group.reason }];
    const isFirst = shown.findIndex((one) => one.grouping === grouping) === position;
    return isFirst ? [{ grouping, reason: 'earlier-release' }] : [];
  });
};

const tablesWithheld = (
  shown: ShownGroup,
  behind: Group<Contribution>,
  { request, people }: Composed,
): readonly Withheld[] => {
  const { grouping, group } = shown;
  const few = (table: ReleaseTable, is: boolean): readonly Withheld[] =>
    is ? [{ grouping, group, table, reason: 'too-few' }] : [];
  const asked = request.instrument.dimensions.filter(({ id }) =>
    behind.members.some((one) => one.dimensions[id]?.evidenced !== undefined),
  );
  const gates = request.instrument.gates.filter(({ id }) => behind.members.some((one) => one.gates[id] !== undefined));
  return [
    ...few('overall', shown.overall === undefined),
    ...few('dimensions', shown.dimensions.length < asked.length),
    ...few('quartiles', behind.holdings < request.rules.minimumQuartiles),
    ...few('items', behind.holdings < request.rules.minimumQuartiles),
    ...gatesWithheld(shown, behind, gates.length, request),
    ...PEOPLE_TABLES.flatMap((table): readonly Withheld[] => {
      const reason = people.reason(behind, table);
      return reason === undefined ? [] : [{ grouping, group, table, reason }];
    }),
  ];
};

const gatesWithheld = (
  { grouping, group, gates }: ShownGroup,
  { holdings }: Group<Contribution>,
  asked: number,
  { rules }: OrderedRequest,
): readonly Withheld[] => {
  if (gates.length >= asked) return [];
  return [{ grouping, group, table: 'gates', reason: holdings < rules.minimumShare ? 'too-few' : 'complementary' }];
};
