import { discloseAverages, discloseTable, exactAverages, exactTable, type ShownTable } from '@isonomia/disclosure';
import { describe, expect, it } from '@jest/globals';
import { join } from 'node:path';

import { createFormat } from '../text/format.js';
import { loadTexts } from '../text/load-texts.js';
import { createTranslator } from '../text/translator.js';

import type { Chart, ChartContext } from './chart.js';
import { compositionChart } from './composition.js';
import { flowChart } from './flow.js';
import { payChart } from './pay.js';
import { pipelineChart, worstStep } from './pipeline.js';
import { profileChart } from './profile.js';
import { unitsChart } from './units.js';

const translator = createTranslator('en', 'en-GB', loadTexts(join(import.meta.dirname, '..', '..', 'texts', 'en')));
const format = createFormat('en', translator.t);
const context = (more: Partial<ChartContext> = {}): ChartContext => ({
  t: translator.t,
  format,
  direction: 'ltr',
  theme: 'print',
  id: 'c',
  ...more,
});

interface Mark {
  readonly name: string;
  readonly role: string;
  readonly text: string;
  readonly attributes: Readonly<Record<string, string>>;
}
/** The marks of a drawing: what is drawn where, not how it is written. */
function marks(chart: Chart): readonly Mark[] {
  return [...chart.svg.toHTML().matchAll(/<(rect|line|circle|text)((?: [\w-]+="[^"]*")*)>([^<]*)/g)].map((match) => {
    const attributes = Object.fromEntries(
      [...(match[2] ?? '').matchAll(/ ([\w-]+)="([^"]*)"/g)].map((pair) => [pair[1] ?? '', pair[2] ?? '']),
    );
    const role = (attributes['class'] ?? '').replace('chart-', '');
    return { name: match[1] ?? '', role, text: match[3] ?? '', attributes };
  });
}
const of = (chart: Chart, role: string, name: string): readonly Mark[] =>
  marks(chart).filter((mark) => mark.role === role && mark.name === name);
const number = (mark: Mark | undefined, name: string): number => Number(mark?.attributes[name]);

const STAFF = [
  { id: 'head', women: 0, men: 4 },
  { id: 'supervisors', women: 41, men: 197 },
  { id: 'officers', women: 268, men: 744 },
];
const composition = (table: ShownTable, more: Partial<ChartContext> = {}, minimumBase = 10) => {
  const named = (row: ShownTable['total']) => ({ ...row, label: row.id });
  const data = {
    rows: table.rows.map(named),
    total: named(table.total),
    caption: 'Staff',
    note: 'Counted today.',
    notes: [],
    minimumBase,
    digits: 1 as const,
  };
  return compositionChart(data, context(more));
};

describe('rank composition', () => {
  it('draws women before the line and men after it, on one scale', () => {
    const chart = composition(exactTable(STAFF));
    const [axis] = of(chart, 'axis', 'line');
    const women = of(chart, 'women', 'rect');
    const men = of(chart, 'men', 'rect');
    const centre = number(axis, 'x1');
    // Nobody has no bar: two of three rows have women.
    expect(women).toHaveLength(2);
    expect(men).toHaveLength(3);
    for (const bar of women) expect(number(bar, 'x') + number(bar, 'width')).toBeCloseTo(centre, 1);
    for (const bar of men) expect(number(bar, 'x')).toBeCloseTo(centre, 1);
    expect(number(women[1], 'width') / number(men[2], 'width')).toBeCloseTo(268 / 744, 2);
  });

  it('says the finding with its base, and has every count on it and in its table', () => {
    const chart = composition(exactTable(STAFF));
    expect(chart.finding).toBe('Women are 25 % of staff');
    const texts = marks(chart).map((mark) => mark.text);
    for (const count of ['0', '4', '41', '197', '268', '744']) expect(texts).toContain(count);
    expect(chart.table.rows.at(-1)?.cells.map((cell) => cell.text)).toEqual(['309', '945', '1,254', '24.6 %']);
    expect(chart.svg.toHTML()).toContain('role="img"');
    expect(chart.alt).toContain('supervisors: women 41, men 197.');
  });

  it('gives a small cell no bar and no share: only that it is small', () => {
    const rows = [{ id: 'directors', women: 3, men: 28 }, ...STAFF.slice(1)];
    const chart = composition(discloseTable(rows, 'shown'), {}, 20);
    expect(of(chart, 'women', 'rect')).toHaveLength(2);
    expect(of(chart, 'state', 'rect')).toHaveLength(1);
    expect(chart.svg.toHTML()).toContain('&lt;5');
    expect(chart.finding).toBe('The staff shown here are at least 310 women and 970 men');
    expect(JSON.stringify(chart.table)).not.toMatch(/"28"|"3"|"268"|"744"/);
  });

  it('is the same drawing whatever the small cell holds', () => {
    const drawn = (women: number): string =>
      composition(discloseTable([{ id: 'a', women, men: 28 }, ...STAFF.slice(1)], 'shown'), {}, 20).svg.toHTML();
    expect(drawn(1)).toBe(drawn(4));
  });

  it('is mirrored for readers from right to left', () => {
    const [ltr, rtl] = [composition(exactTable(STAFF)), composition(exactTable(STAFF), { direction: 'rtl' })];
    const bars = (chart: Chart) => of(chart, 'men', 'rect');
    bars(ltr).forEach((bar, index) => {
      const other = bars(rtl)[index];
      expect(number(other, 'x')).toBeCloseTo(640 - number(bar, 'x') - number(bar, 'width'), 1);
    });
  });
});

describe('pipeline', () => {
  const points = exactTable([
    { id: 'officers', women: 268, men: 744 },
    { id: 'supervisors', women: 41, men: 197 },
    { id: 'heads', women: 14, men: 96 },
    { id: 'top', women: 0, men: 4 },
  ]).rows.map((row) => ({ ...row, label: row.id, base: row.total }));
  const chart = pipelineChart({ points, note: '', minimumBase: 10, digits: 1 }, context());

  it('names the steepest fall and draws it apart', () => {
    expect(chart.finding).toBe("Women's share falls most between officers (26 %) and supervisors (17 %)");
    expect(of(chart, 'attention-line', 'line')).toHaveLength(1);
    expect(of(chart, 'women-line', 'line')).toHaveLength(1);
  });

  it('draws a level with too few people as a state, and no line to it', () => {
    expect(of(chart, 'state', 'circle')).toHaveLength(1);
    expect(chart.svg.toHTML()).toContain('too small to show');
    expect(of(chart, 'women', 'circle')).toHaveLength(3);
  });

  it('takes the first of equal falls, skips what is not shown, and knows when nothing falls', () => {
    expect(worstStep([0.4, 0.2, 0.1])).toEqual({ from: 0, ratio: 0.5 });
    expect(worstStep([0.4, undefined, 0.1])).toBeUndefined();
    const even = points.slice(0, 2).map((point) => ({ ...point, women: point.base }));
    expect(pipelineChart({ points: even, note: '', minimumBase: 10, digits: 1 }, context()).finding).toContain(
      'does not fall',
    );
  });
});

describe('flows', () => {
  const rows = [
    { id: 'applied', women: 312, men: 641 },
    { id: 'tested', women: 150, men: 468 },
    { id: 'joined', women: 36, men: 110 },
  ];
  const flow = (table: ShownTable, minimumBase = 10) =>
    flowChart(
      {
        stages: table.rows.map((row) => ({ ...row, label: row.id })),
        verdicts: [{ stage: 'tested', verdict: 'finding', p: 0.00004 }],
        caption: 'Recruitment',
        title: 'Recruitment',
        note: '',
        minimumBase,
        digits: 1,
        threshold: 0.8,
      },
      context(),
    );

  it('name the step that loses most women, with the ratio of the rates', () => {
    const chart = flow(exactTable(rows));
    expect(chart.finding).toBe('Recruitment: at “tested” women pass at 0.66 of the rate of men');
    const texts = marks(chart).map((mark) => mark.text);
    expect(texts).toContain('ratio 0.66 · finding');
    expect(texts).toContain('women 48.1 %, men 73.0 %');
    expect(chart.table.rows[1]?.cells.at(-1)?.text).toBe('finding (p under 0.001)');
  });

  it('compare no rates where too few entered', () => {
    const few = exactTable([
      { id: 'applied', women: 9, men: 641 },
      ...rows.slice(1).map((row) => ({ ...row, women: 3 })),
    ]);
    expect(flow(few).finding).toContain('too few people');
  });
});

describe('pay', () => {
  const grades = [
    { id: 'low', women: { count: 60, mean: 2100 }, men: { count: 90, mean: 2080 } },
    { id: 'middle', women: { count: 41, mean: 3100 }, men: { count: 190, mean: 3290 } },
    { id: 'high', women: { count: 3, mean: 5200 }, men: { count: 30, mean: 5400 } },
  ];
  const pay = (averages: ReturnType<typeof exactAverages>) =>
    payChart(
      {
        rows: averages.rows.map((row) => ({ ...row, label: row.id })),
        title: 'Base pay',
        caption: 'Base pay',
        currency: 'EUR a month',
        note: '',
        findingGap: 0.05,
        minimumCount: 10,
      },
      context(),
    );

  it('names the widest gap that can be compared, and its direction', () => {
    const chart = pay(exactAverages(grades));
    expect(chart.finding).toContain('5.8 % in “middle”');
    expect(marks(chart).map((mark) => mark.text)).toContain('1.0 % more');
    expect(of(chart, 'women', 'circle').length).toBe(3);
  });

  it('shows no dot and no mean of a grade with few women outside the agency', () => {
    const chart = pay(discloseAverages(grades));
    expect(JSON.stringify(chart.table)).not.toMatch(/5,200|5,400/);
    expect(chart.svg.toHTML()).toContain('too small to show');
  });
});

describe('units', () => {
  it('name the lowest, and how many stand under what they are held against', () => {
    const rows = exactTable([
      { id: 'Canine', women: 0, men: 24 },
      { id: 'Port', women: 12, men: 88 },
      { id: 'Tiny', women: 1, men: 3 },
    ]).rows.map((row) => ({ ...row, label: row.id, base: row.total }));
    const data = { rows, title: 'Units', caption: 'Units', note: '', minimumBase: 10, digits: 1 as const };
    const chart = unitsChart({ ...data, reference: { share: 0.21, label: 'all officers' } }, context());
    expect(chart.finding).toBe(
      "Units: women's share is lowest in “Canine”, 0 %; 2 of the 2 shown stand under all officers (21 %)",
    );
    expect(marks(chart).map((mark) => mark.text)).toContain('1 of 4');
  });
});

describe('the profile', () => {
  const row = (id: string, evidenced: number | undefined, claimed: number | undefined) => ({
    id,
    label: id,
    evidenced,
    claimed,
    interval: evidenced === undefined ? undefined : ([evidenced - 5, evidenced + 5] as const),
    level: 'Emerging',
    note: evidenced === undefined ? 'Insufficient data: 3 items' : undefined,
  });
  const chart = profileChart(
    {
      rows: [row('A', 38, 62), row('B', 74, 74), row('C', 18, 33), row('D', undefined, undefined), row('E', 59.96, 61)],
      levelBounds: [20, 40, 60, 80],
      levels: ['initial', 'emerging', 'developing', 'advanced', 'leading'],
      note: '',
    },
    context(),
  );

  it('draws evidenced filled, claimed hollow, and a dimension without data in words', () => {
    // One of each in the key.
    expect(of(chart, 'primary', 'circle')).toHaveLength(4 + 1);
    expect(of(chart, 'hollow', 'circle')).toHaveLength(4 + 1);
    expect(marks(chart).map((mark) => mark.text)).toContain('Insufficient data: 3 items');
  });

  it('names what stands highest and lowest, and prints no score as having reached its next level', () => {
    expect(chart.finding).toBe('B and E stand highest; C and A stand lowest');
    expect(marks(chart).map((mark) => mark.text)).toContain('59.9');
  });

  it('tells those who do not see it every value', () => {
    expect(chart.alt).toContain('A: evidenced 38.0, claimed 62.0.');
    expect(chart.alt).toContain('D: Insufficient data: 3 items.');
  });

  it('holds no style, script or address', () => {
    expect(chart.svg.toHTML()).not.toMatch(/<style|<script|style=|href|url\(/);
  });

  it('is the same, byte for byte, each time', () => {
    const again = () => composition(exactTable(STAFF)).svg.toHTML();
    expect(again()).toBe(again());
  });
});
