import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

import { createFormat } from '../text/format.js';
import { loadTexts } from '../text/load-texts.js';
import { createTranslator } from '../text/translator.js';

import { trendsChart, type TrendPanel, type TrendsData } from './trends.js';

const translator = createTranslator('en', 'en-GB', loadTexts(join(import.meta.dirname, '..', '..', 'texts', 'en')));
const format = createFormat('en', translator.t);
const draw = (data: Partial<TrendsData> = {}, more: { readonly width?: number; readonly direction?: 'rtl' } = {}) =>
  trendsChart(
    {
      panels: [GOVERNANCE, STAFF],
      times: ['2023', '2025'],
      levelBounds: [20, 40, 60, 80],
      finding: 'Found',
      caption: 'Caption',
      note: 'Note',
      ...data,
    },
    { t: translator.t, format, direction: 'ltr', theme: 'screen', id: 'c', ...more },
  );
const GOVERNANCE: TrendPanel = {
  id: 'D1',
  label: 'Governance',
  marks: [
    { claimed: 60, evidenced: 40, interval: [35, 45] },
    { claimed: 80, evidenced: 59.96, interval: [55, 65] },
  ],
};
const STAFF: TrendPanel = { id: 'D2', label: 'Staff', marks: [{}, { claimed: 0, evidenced: 0, interval: [0, 0] }] };

interface Mark {
  readonly name: string;
  readonly role: string;
  readonly text: string;
  readonly at: Readonly<Record<string, number>>;
}
const marks = (chart: ReturnType<typeof draw>): readonly Mark[] =>
  [...chart.svg.toHTML().matchAll(/<(rect|line|circle|text)((?: [\w-]+="[^"]*")*)>([^<]*)/g)].map((match) => {
    const attributes = [...(match[2] ?? '').matchAll(/ ([\w-]+)="([^"]*)"/g)];
    const found = Object.fromEntries(attributes.map((pair) => [pair[1] ?? '', pair[2] ?? '']));
    const at = Object.fromEntries(Object.entries(found).map(([key, value]) => [key, Number(value)]));
    return { name: match[1] ?? '', role: (found['class'] ?? '').replace('chart-', ''), text: match[3] ?? '', at };
  });
const dots = (chart: ReturnType<typeof draw>, role: string) =>
  // Without that of the key.
  marks(chart)
    .filter((mark) => mark.name === 'circle' && mark.role === role)
    .slice(0, -1);

describe('results over time', () => {
  it('are drawn evidenced and filled, claimed and hollow, each on the same scale', () => {
    const chart = draw();
    expect(dots(chart, 'primary')).toHaveLength(3);
    expect(dots(chart, 'hollow')).toHaveLength(3);
    const [low, high, zero] = dots(chart, 'primary').map(({ at }) => at['cy'] ?? 0);
    expect(low).toBeGreaterThan(high ?? 0);
    expect(zero).toBeGreaterThan(low ?? 0);
  });

  it('are joined only where both ends are known', () => {
    const joined = marks(draw()).filter((mark) => mark.name === 'line' && mark.role === 'axis');
    expect(joined).toHaveLength(1);
  });

  it('say where there was too little', () => {
    const chart = draw();
    expect(chart.alt).toContain('Staff: 2023 insufficient data, 2025 0.0.');
    expect(chart.table.rows[1]?.cells[0]?.text).toBe('insufficient data');
  });

  it('say the same in drawing, words and table, and never a level that was not reached', () => {
    const chart = draw();
    expect(chart.alt).toContain('Governance: 2023 40.0, 2025 59.9.');
    expect(chart.table.rows[0]?.cells.map(({ text }) => text)).toEqual([
      '40.0 (60.0; 35.0 – 45.0)',
      '59.9 (80.0; 55.0 – 65.0)',
    ]);
    const numbers = marks(chart).filter(({ text }) => /^\d+\.\d$/.test(text));
    expect(numbers.map(({ text }) => text)).toEqual(['40.0', '59.9', '0.0']);
  });

  it('keep every mark within the drawing, on a phone and from right to left', () => {
    for (const more of [{ width: 340 }, { width: 760 }, { width: 340, direction: 'rtl' as const }]) {
      const width = more.width;
      for (const { at } of marks(draw({}, more))) {
        for (const x of [at['x'], at['cx'], at['x1'], at['x2']])
          if (x !== undefined) expect([width, x >= 0 && x <= width]).toEqual([width, true]);
      }
    }
  });

  it('name the first and the last time where there is no room for all', () => {
    const times = ['2019', '2020', '2021', '2022', '2023', '2024'];
    const panel = { ...GOVERNANCE, marks: times.map((_, index) => ({ evidenced: 10 * index })) };
    const words = marks(draw({ panels: [panel], times })).map(({ text }) => text);
    expect(times.filter((time) => words.includes(time))).toEqual(['2019', '2024']);
  });
});
