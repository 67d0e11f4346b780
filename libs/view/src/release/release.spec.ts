import type { PublishedRelease } from '@isonomia/application';
import type { ShownGroup } from '@isonomia/comparison';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';

import { publishedExample } from '../../../../test/support/published-release.js';
import type { Chart } from '../charts/chart.js';
import { View } from '../document/view.js';
import { readRelease, type RegionalReading } from '../regional/regional-reading.js';

import { distributionFigure, flowFigure, gateFigure, peopleFigure, type OwnStandings } from './group-figures.js';
import { roundsFigure } from './over-rounds.js';
import { dimensionsSideBySide, sharesSideBySide } from './side-by-side.js';

const DESK = { theme: 'screen', width: 760 } as const;

let published: PublishedRelease;
let reading: RegionalReading;
beforeAll(async () => {
  published = await publishedExample();
  const view = new View({ root: join(import.meta.dirname, '..', '..', '..', '..') });
  reading = readRelease(published, view.voice('en', published.published.texts['en'] ?? {}));
});

const everybody = (): ShownGroup => {
  if (reading.everybody === undefined) throw new Error('Everybody is not shown.');
  return reading.everybody;
};
/** Attributes of the marks of one role. */
const marks = (chart: Chart, name: string, role: string): readonly Readonly<Record<string, number>>[] =>
  [...chart.svg.toHTML().matchAll(new RegExp(`<${name}((?: [\\w-]+="[^"]*")*)>`, 'g'))]
    .map(([, attributes = '']) => attributes)
    .filter((attributes) => attributes.includes(`class="chart-${role}"`))
    .map((attributes) =>
      Object.fromEntries(
        [...attributes.matchAll(/ ([\w-]+)="(-?[\d.]+)"/g)].map(([, key = '', value]) => [key, Number(value)]),
      ),
    );
const cellsOf = ({ table }: Chart, row: string): readonly string[] =>
  table.rows.find(({ label }) => label === row)?.cells.map(({ text }) => text) ?? [];

describe('how the agencies of a group stand', () => {
  it('is a line for the median on a bar for the middle half, as far apart as the numbers are', () => {
    const chart = distributionFigure(reading, everybody(), DESK);
    // The overall score and fourteen dimensions; the key has one of each more.
    expect(marks(chart, 'rect', 'interval')).toHaveLength(16);
    const medians = marks(chart, 'rect', 'primary').slice(0, 15);
    const [overall, governance, budget] = medians.map((mark) => (mark['x'] ?? 0) + 1.75);
    const point = ((governance ?? 0) - (overall ?? 0)) / (52 - 45);
    expect((budget ?? 0) - (overall ?? 0)).toBeCloseTo(point * (21 - 45), 0);
    expect(cellsOf(chart, 'Governance')).toEqual(['38', '52', '66', '68']);
  });

  it('draws of a median that is only known to be low no more than that', () => {
    const low = { kind: 'under', bound: 10 } as const;
    const dimensions = everybody().dimensions.map(({ dimension }) => ({ dimension, median: low, partial: false }));
    const chart = distributionFigure(reading, { ...everybody(), dimensions }, DESK);
    const stretches = marks(chart, 'rect', 'state');
    expect(stretches).toHaveLength(dimensions.length);
    expect(new Set(stretches.map(({ x, width }) => `${x} ${width}`)).size).toBe(1);
    expect(cellsOf(chart, 'Governance')).toEqual(['–', 'under 10', '–', '–']);
  });

  it('draws what is not shown as a state, without a place on the scale', () => {
    const chart = distributionFigure(reading, { ...everybody(), dimensions: [] }, DESK);
    expect(marks(chart, 'rect', 'state')).toHaveLength(14);
    expect(chart.alt).toContain('Governance: not shown.');
    expect(chart.finding).toBe('Too few agencies have scores to show how they stand');
  });

  it('marks the reader’s own agency in every row where it stands, and tells its place as a band', () => {
    const mark = (score: number) => ({ from: score, to: score, text: String(score) });
    const own: OwnStandings = {
      name: 'Customs of Norlavia',
      dimensions: {
        D1: { score: mark(60), interval: { low: mark(55), high: mark(66) }, position: 'above the median' },
        D2: { score: mark(12), position: 'below the median' },
      },
    };
    const chart = distributionFigure(reading, everybody(), { ...DESK, own });
    // One more in the key.
    expect(marks(chart, 'path', 'attention')).toHaveLength(3);
    expect(cellsOf(chart, 'Governance').slice(4)).toEqual(['60', '55 – 66', 'above the median']);
    expect(cellsOf(chart, 'Pay').slice(4)).toEqual(['–', '–', '–']);
    expect(chart.alt).toContain('Your agency: above the median.');
  });

  it('emphasises what the reader asks for without moving a mark', () => {
    const [plain, emphasised] = [undefined, 'D4'].map((highlight) =>
      distributionFigure(reading, everybody(), { ...DESK, highlight }),
    );
    expect(emphasised?.table).toEqual(plain?.table);
    expect(emphasised?.alt).toEqual(plain?.alt);
    expect(emphasised && marks(emphasised, 'rect', 'attention')).toHaveLength(1);
    expect(plain && marks(plain, 'rect', 'attention')).toHaveLength(0);
  });
});

describe('people and rights minimums of a group', () => {
  it('have uniformed staff above civilian, the highest band first', () => {
    const chart = peopleFigure(reading, everybody(), DESK);
    expect(chart?.table.rows.map(({ label }) => label)).toEqual([
      'Head and deputies',
      'Directors, regional and port heads',
      'Heads of unit or shift',
      'First-line supervisors',
      'Officers',
      'Trainees',
      'Civilian managers',
      'Civilian professionals',
      'Civilian support staff',
      'All staff',
    ]);
  });

  it('have no picture where nothing may be shown', () => {
    const { people: _, hires: __, leavers: ___, ...bare } = everybody();
    expect(peopleFigure(reading, bare, DESK)).toBeUndefined();
    expect(flowFigure(reading, bare, DESK)).toBeUndefined();
    expect(gateFigure(reading, { ...bare, gates: [] }, DESK)).toBeUndefined();
  });
});

describe('groups side by side', () => {
  it('stand by name, everybody last, and those that are too small have neither dot nor bar', () => {
    const chart = dimensionsSideBySide(reading, { ...DESK, grouping: 'country' });
    expect(chart?.table.rows.map(({ label }) => label)).toEqual([
      'Kelm Islands',
      'Marrowen',
      'Oriel Coast',
      'Vardania',
      'Everybody',
    ]);
    expect(chart && marks(chart, 'circle', 'primary')).toHaveLength(14 * 3);
    expect(chart && marks(chart, 'rect', 'state')).toHaveLength(14 * 2);
  });

  it('say where the bands of a group were put together, not that it is small', () => {
    const chart = sharesSideBySide(reading, { ...DESK, grouping: 'country' });
    expect(chart && cellsOf(chart, 'Everybody')).toEqual([
      'in other bands',
      'in other bands',
      'in other bands',
      '31 %',
    ]);
  });

  it('have no picture where no group may be shown', () => {
    expect(dimensionsSideBySide(reading, { ...DESK, grouping: 'size-band' })).toBeUndefined();
  });
});

describe('round after round', () => {
  const before = () => ({
    id: 'before',
    name: 'Round 2024',
    statement: published.release.statement,
    all: {
      ...everybody(),
      dimensions: everybody().dimensions.map((one) => ({ ...one, median: { kind: 'points', points: 30 } as const })),
    },
  });
  const round = { id: 'now', name: 'Round 2026' };

  it('shows the dimensions that mean the same in each, and says what moved most', () => {
    const chart = roundsFigure(reading, { ...DESK, before: [before()], round, bridged: ['D1', 'D4'] });
    expect(chart?.finding).toBe('Recruitment moved most since the last round, from 30 to 61');
    expect(chart?.table.columns.map(({ label }) => label)).toEqual(['Round', 'Governance', 'Recruitment']);
    expect(chart && cellsOf(chart, 'Round 2024')[0]).toMatch(/^30 /);
    expect(chart && cellsOf(chart, 'Round 2026')[0]).toMatch(/^52 /);
  });

  it('is no picture of one round, nor of rounds that have nothing in common', () => {
    expect(roundsFigure(reading, { ...DESK, before: [], round, bridged: ['D1'] })).toBeUndefined();
    expect(roundsFigure(reading, { ...DESK, before: [before()], round, bridged: [] })).toBeUndefined();
  });
});
