import {
  type DisclosedGroup,
  type DisclosedGroups,
  type DisclosedRow,
  type DisclosureRules,
  type EarlierTable,
  type GroupContributor,
  type GroupTable,
  type LinearSolver,
  type PublishedRow,
  discloseGroups,
  shareOf,
} from '@isonomia/disclosure';
import type { Band, Instrument } from '@isonomia/instrument';
import type { Contribution, People } from './contribution.js';
import { GROUPINGS, type Group, REASONS, groupOf } from './groups.js';
import type { Grouping, PeopleRow, PeopleTable, PeopleTableId, ShownGroup, WithheldReason } from './release.js';

/** What a table of people came to, for every group of every grouping. */
export interface PeopleTables {
  /** What may be shown of a group that is shown. */
  readonly of: (group: Group<Contribution>) => Pick<ShownGroup, PeopleTableId>;
  /** Why a table of a group is not; undefined where it is, or where nobody brought it. */
  readonly reason: (group: Group<Contribution>, table: PeopleTableId) => WithheldReason | undefined;
  /** Rows that a table would have without any protection; none where nobody brought it. */
  readonly rows: (table: PeopleTableId) => number;
  /** Whether bands were put together. */
  readonly merged: boolean;
  /** What a later release of the same contributions is read together with. */
  readonly published: PublishedPeople;
}

export type PublishedPeople = ReadonlyMap<PeopleTableId, EarlierTable>;

export interface PeopleRequest {
  readonly instrument: Instrument;
  readonly contributions: readonly Contribution[];
  readonly rules: DisclosureRules;
  readonly solver: LinearSolver;
}

/** What earlier releases have to do with the tables of this one. */
export interface PeopleBefore {
  /** Tables that must not be released, because too few brought them since an earlier release. */
  readonly refused: readonly PeopleTableId[];
  /** Of each earlier release, its tables. */
  readonly published: readonly PublishedPeople[];
}

/** Rows by id that a contributor brings to a table; undefined when it brings none. */
type RowsOf = (contribution: Contribution) => Readonly<Record<string, People>> | undefined;

interface TableKind {
  readonly id: PeopleTableId;
  readonly rows: RowsOf;
  readonly layouts: (instrument: Instrument) => GroupTable['layouts'];
}

/** One row of everybody who joined, or left. */
const WHOLE: PublishedRow = { id: 'all', of: ['all'] };

const KINDS: readonly TableKind[] = [
  { id: 'people', rows: ({ bands }) => bandRows(bands), layouts: ({ bands }) => layoutsOf(bands) },
  { id: 'hires', rows: ({ hires }) => (hires === undefined ? undefined : { all: hires }), layouts: () => [[WHOLE]] },
  {
    id: 'leavers',
    rows: ({ leavers }) => (leavers === undefined ? undefined : { all: leavers }),
    layouts: () => [[WHOLE]],
  },
];

const bandRows = (bands: Contribution['bands']): Readonly<Record<string, People>> | undefined =>
  bands.length === 0 ? undefined : Object.fromEntries(bands.map(({ band, women, men }) => [band, { women, men }]));

/** Every band that counts; then leaders, other uniformed staff and civilians, so that there are fewer and larger cells. */
const layoutsOf = (bands: readonly Band[]): GroupTable['layouts'] => {
  const counting = bands.filter(({ counts }) => counts);
  const part = (id: string, is: (band: Band) => boolean): readonly PublishedRow[] => {
    const of = counting.filter(is).map((band) => band.id);
    return of.length === 0 ? [] : [{ id, of }];
  };
  return [
    counting.map(({ id }) => ({ id, of: [id] })),
    [
      ...part('leadership', ({ part: of, top }) => of === 'uniformed' && top),
      ...part('other-uniformed', ({ part: of, top }) => of === 'uniformed' && !top),
      ...part('civilian', ({ part: of }) => of === 'civilian'),
    ],
  ];
};

interface Table {
  readonly kind: TableKind;
  readonly bringing: ReadonlySet<string>;
  readonly finest: number;
  readonly members: EarlierTable['members'];
  readonly disclosed: DisclosedGroups | 'earlier-release' | undefined;
}

/** Tables of women and men through disclosure, each on its own, over all groupings that are shown at once. */
export const peopleTablesOf = (
  request: PeopleRequest,
  groups: readonly Group<Contribution>[],
  before: PeopleBefore,
): PeopleTables => {
  const groupings = shownGroupings(groups);
  const tables = new Map(KINDS.map((kind) => [kind.id, tableOf(kind, request, groupings, before)] as const));
  return {
    of: (group) => {
      const people = peopleTable(group, tables.get('people'), request.rules);
      const hires = wholeRow(group, tables.get('hires'), request.rules);
      const leavers = wholeRow(group, tables.get('leavers'), request.rules);
      return {
        ...(people === undefined ? {} : { people }),
        ...(hires === undefined ? {} : { hires }),
        ...(leavers === undefined ? {} : { leavers }),
      };
    },
    reason: (group, id) => reasonOf(group, tables.get(id)),
    rows: (id) => tables.get(id)?.finest ?? 0,
    merged: isMerged(tables.get('people')),
    published: new Map([...tables].flatMap(([id, table]) => publishedTable(id, table))),
  };
};

const shownGroupings = (groups: readonly Group<Contribution>[]): readonly Grouping[] =>
  (['all', ...GROUPINGS] as const).filter((grouping) =>
    groups.some((group) => group.grouping === grouping && group.withheld === undefined),
  );

const tableOf = (
  kind: TableKind,
  { instrument, contributions, rules, solver }: PeopleRequest,
  groupings: readonly Grouping[],
  { refused, published }: PeopleBefore,
): Table => {
  const layouts = kind.layouts(instrument);
  const contributors = contributions.flatMap((contribution): readonly GroupContributor[] => {
    const rows = kind.rows(contribution);
    const { assessment: id, holding, country } = contribution;
    const groupIds = Object.fromEntries(groupings.map((grouping) => [grouping, groupOf(grouping, contribution)]));
    return rows === undefined ? [] : [{ id, holding, country, groups: groupIds, rows }];
  });
  const earlier = published.flatMap((tables) => tables.get(kind.id) ?? []);
  const none = contributors.length === 0 || groupings.length === 0;
  return {
    kind,
    bringing: new Set(contributors.map(({ id }) => id)),
    finest: contributors.length === 0 ? 0 : (layouts[0]?.length ?? 0),
    members: Object.fromEntries(contributors.map(({ id, groups }) => [id, groups])),
    disclosed: refused.includes(kind.id)
      ? 'earlier-release'
      : none
        ? undefined
        : discloseGroups(contributors, { groupings, layouts, earlier }, solver, rules),
  };
};

const publishedTable = (id: PeopleTableId, { members, disclosed }: Table): [PeopleTableId, EarlierTable][] =>
  typeof disclosed === 'object' ? [[id, { members, disclosed }]] : [];

const groupIn = (group: Group<Contribution>, table: Table | undefined): DisclosedGroup | undefined =>
  typeof table?.disclosed === 'object' ? table.disclosed.groupings[group.grouping]?.[group.group] : undefined;

const isMerged = (table: Table | undefined): boolean =>
  typeof table?.disclosed === 'object' && table.disclosed.rows.some(({ id, of }) => of.length !== 1 || of[0] !== id);

const rowOf = ({ women, men, total }: DisclosedRow, { minimumPercentageBase }: DisclosureRules): PeopleRow => {
  const share = shareOf(women, total, minimumPercentageBase);
  return { women, men, total, ...(share === undefined ? {} : { share }) };
};

const peopleTable = (
  group: Group<Contribution>,
  table: Table | undefined,
  rules: DisclosureRules,
): PeopleTable | undefined => {
  const found = groupIn(group, table);
  if (found?.state !== 'shown' || table === undefined || typeof table.disclosed !== 'object') return undefined;
  const bandsOf = new Map(table.disclosed.rows.map(({ id, of }) => [id, of]));
  return {
    rows: found.rows.map((row) => ({ id: row.id, bands: bandsOf.get(row.id) ?? [], ...rowOf(row, rules) })),
    total: rowOf(found.total, rules),
    merged: isMerged(table),
    partial: group.members.some(({ assessment }) => !table.bringing.has(assessment)),
  };
};

const wholeRow = (
  group: Group<Contribution>,
  table: Table | undefined,
  rules: DisclosureRules,
): PeopleRow | undefined => {
  const found = groupIn(group, table);
  const [row] = found?.state === 'shown' ? found.rows : [];
  return row === undefined ? undefined : rowOf(row, rules);
};

const reasonOf = (group: Group<Contribution>, table: Table | undefined): WithheldReason | undefined => {
  if (table === undefined || table.finest === 0) return undefined;
  if (table.disclosed === 'earlier-release') return 'earlier-release';
  const found = groupIn(group, table);
  if (found === undefined) return 'too-few';
  return found.state === 'withheld' ? REASONS[found.reason] : undefined;
};
