import type {
  BandRow,
  DimensionDistribution,
  Grouping,
  PeopleTable,
  Release,
  ReleaseGroup,
  ShownGroup,
  ShownScore,
} from '@isonomia/comparison';
import { exactCell, HIDDEN, shareOf, sumCells, type Cell } from '@isonomia/disclosure';

/** Countries of the fictional Middle Region, by the ids that the release names them by. */
export const EXAMPLE_COUNTRIES = [
  { id: '0d0a0000-0000-4000-8000-000000000001', code: 'MW', name: 'Marrowen' },
  { id: '0d0a0000-0000-4000-8000-000000000002', code: 'OR', name: 'Oriel Coast' },
  { id: '0d0a0000-0000-4000-8000-000000000003', code: 'VD', name: 'Vardania' },
  { id: '0d0a0000-0000-4000-8000-000000000004', code: 'KE', name: 'Kelm Islands' },
] as const;

const points = (value: number): ShownScore => ({ kind: 'points', points: value });
const UNDER: ShownScore = { kind: 'under', bound: 10 };
const OVER: ShownScore = { kind: 'over', bound: 90 };
const end = (value: number): ShownScore => (value < 10 ? UNDER : value > 90 ? OVER : points(value));

/** Lower quartile, median, upper quartile and claimed median of each dimension, over everybody. */
const ALL: readonly (readonly [string, number, number, number, number])[] = [
  ['D1', 38, 52, 66, 68],
  ['D2', 6, 21, 35, 33],
  ['D3', 31, 44, 55, 44],
  ['D4', 48, 61, 72, 74],
  ['D5', 24, 35, 47, 52],
  ['D6', 40, 53, 63, 62],
  ['D7', 45, 58, 74, 63],
  ['D8', 28, 41, 60, 64],
  ['D9', 22, 33, 46, 49],
  ['D10', 30, 47, 58, 57],
  ['D11', 36, 50, 69, 66],
  ['D12', 12, 26, 39, 41],
  ['D13', 41, 57, 71, 60],
  ['D14', 33, 49, 92, 58],
];
const ITEMS: readonly (readonly [string, number])[] = [
  ['GOV1', 75],
  ['GOV4', 40],
  ['BUD1', 25],
  ['WFC1', 46],
  ['REC1', 80],
  ['REC4', 78],
  ['PRO1', 33],
  ['PRO4', 25],
  ['WLB2', 60],
  ['PAY4', 70],
  ['HAR1', 75],
  ['HAR4', 25],
  ['CUL2', 20],
  ['EQP1', 45],
  ['SVC2', 50],
  ['SOC2', 20],
  ['DAT1', 75],
  ['NET2', 50],
];

function dimensions(shift: number, withQuartiles: boolean): readonly DimensionDistribution[] {
  return ALL.map(([dimension, lower, median, upper, claimed]) => ({
    dimension,
    median: end(median + shift),
    ...(withQuartiles && { quartiles: { lower: end(lower + shift), upper: end(upper + shift) } }),
    claimed: end(claimed + shift),
    partial: dimension === 'D7',
  }));
}

type Counts = readonly (readonly [id: string, women: Cell, men: Cell])[];
const cell = (count: number): Cell => exactCell(count);
const few: Cell = { kind: 'under', bound: 5 };

function row(women: Cell, men: Cell) {
  const total = sumCells([women, men]);
  const share = shareOf(women, total, 20);
  return { women, men, total, ...(share !== undefined && { share }) };
}

function people(counts: Counts, merged = false): PeopleTable {
  const rows = counts.map(([id, women, men]): BandRow => ({ id, bands: MERGED[id] ?? [id], ...row(women, men) }));
  const total = row(sumCells(rows.map((one) => one.women)), sumCells(rows.map((one) => one.men)));
  return { rows, total, merged, partial: false };
}

const MERGED: Readonly<Record<string, readonly string[]>> = {
  leadership: ['unit-heads', 'directors', 'head'],
  'other-uniformed': ['trainees', 'officers', 'supervisors'],
  civilian: ['support', 'professionals', 'managers'],
};

const EVERYBODY: Counts = [
  ['trainees', cell(610), cell(1190)],
  ['officers', cell(4215), cell(11870)],
  ['supervisors', cell(905), cell(4130)],
  ['unit-heads', cell(265), cell(1985)],
  ['directors', cell(30), cell(310)],
  ['head', cell(10), cell(55)],
  ['support', cell(2480), cell(1620)],
  ['professionals', cell(1310), cell(1105)],
  ['managers', cell(240), cell(390)],
];

interface Sketch {
  readonly grouping: Grouping;
  readonly group: string;
  readonly n: number;
  readonly holdings: number;
  readonly shift: number;
  readonly staff?: PeopleTable;
}

/** From ten holdings on quartiles and items, from twelve on shares of gates. */
function shown({ grouping, group, n, holdings, shift, staff }: Sketch): ShownGroup {
  const large = holdings >= 10;
  return {
    grouping,
    group,
    state: 'shown',
    n: { agencies: n, holdings },
    overall: {
      median: points(45 + shift),
      ...(large && { quartiles: { lower: points(36 + shift), upper: points(57 + shift) } }),
      claimed: points(58 + shift),
      partial: false,
    },
    dimensions: dimensions(shift, large),
    items: large ? ITEMS.map(([item, median]) => ({ item, median: end(median + shift), partial: false })) : [],
    ...(staff !== undefined && { people: staff }),
    ...(large && { hires: row(cell(735), cell(1260)), leavers: row(cell(280), cell(595)) }),
    gates:
      holdings < 12
        ? []
        : [
            { gate: 'REC2', open: { low: 20, high: 40 } },
            { gate: 'SVC1', open: { low: 0, high: 20 } },
            { gate: 'SVC7', open: { low: 40, high: 60 } },
          ],
    coverage: { answered: points(94 + Math.min(0, shift)), evidenced: points(61 + shift), data: points(72 + shift) },
    strengths: { dimensions: ['D4', 'D7', 'D13'], items: large ? ['REC1', 'REC4', 'GOV1', 'HAR1', 'DAT1'] : [] },
    gaps: { dimensions: ['D2', 'D12', 'D9'], items: large ? ['CUL2', 'SOC2', 'BUD1', 'HAR4', 'PRO4'] : [] },
  };
}

const withheld = (
  grouping: Grouping,
  group: string,
  reason: 'too-few' | 'complementary' = 'too-few',
): ReleaseGroup => ({
  grouping,
  group,
  state: 'withheld',
  reason,
});

const [MARROWEN, ORIEL, VARDANIA, KELM] = EXAMPLE_COUNTRIES;

/**
 * A release as a round of a fictional region might bring it about: 26 agencies of four countries. Written by hand for
 * those who show releases; whether a release may say this is not its matter.
 */
export const EXAMPLE_RELEASE: Release = {
  format: 'isonomia.release/1',
  statement: {
    instrument: { id: 'geoa-le', version: '1.0.0', variant: 'full' },
    reference: { from: '2025-01-01', to: '2025-12-31' },
    participation: { invited: 31, validated: 28, sharing: 26, holdings: 22 },
    coverage: { answered: points(94), evidenced: points(61), data: points(72) },
    suppressed: { cells: 412, of: 1630, percent: 25 },
    merged: ['country'],
    withheld: [
      { grouping: 'country', group: VARDANIA.id, reason: 'too-few' },
      { grouping: 'country', group: KELM.id, reason: 'complementary' },
      { grouping: 'country', table: 'items', reason: 'too-few' },
      { grouping: 'country', table: 'gates', reason: 'too-few' },
      { grouping: 'agency-type', group: 'prison', reason: 'too-few' },
      { grouping: 'agency-type', group: 'prosecution', reason: 'complementary' },
      { grouping: 'agency-type', table: 'people', reason: 'audit' },
      { grouping: 'size-band', reason: 'earlier-release' },
    ],
  },
  groups: [
    shown({ grouping: 'all', group: 'all', n: 26, holdings: 22, shift: 0, staff: people(EVERYBODY) }),
    shown({
      grouping: 'country',
      group: MARROWEN.id,
      n: 9,
      holdings: 7,
      shift: 6,
      staff: people(
        [
          ['leadership', cell(120), cell(640)],
          ['other-uniformed', cell(2105), cell(5430)],
          ['civilian', cell(1560), cell(1010)],
        ],
        true,
      ),
    }),
    shown({
      grouping: 'country',
      group: ORIEL.id,
      n: 7,
      holdings: 6,
      shift: -5,
      staff: people(
        [
          ['leadership', HIDDEN, HIDDEN],
          ['other-uniformed', cell(935), cell(3120)],
          ['civilian', cell(610), cell(455)],
        ],
        true,
      ),
    }),
    withheld('country', VARDANIA.id),
    withheld('country', KELM.id, 'complementary'),
    shown({ grouping: 'agency-type', group: 'border', n: 6, holdings: 5, shift: -3 }),
    shown({
      grouping: 'agency-type',
      group: 'customs',
      n: 10,
      holdings: 10,
      shift: 4,
      staff: people([
        ['trainees', cell(210), cell(330)],
        ['officers', cell(1890), cell(4020)],
        ['supervisors', cell(405), cell(1310)],
        ['unit-heads', cell(120), cell(645)],
        ['directors', cell(15), cell(95)],
        ['head', few, cell(20)],
        ['support', cell(1105), cell(640)],
        ['professionals', cell(560), cell(430)],
        ['managers', HIDDEN, HIDDEN],
      ]),
    }),
    shown({ grouping: 'agency-type', group: 'police', n: 7, holdings: 6, shift: -2 }),
    withheld('agency-type', 'prison'),
    withheld('agency-type', 'prosecution', 'complementary'),
  ],
};
