import { describe, expect, it } from '@jest/globals';
import { createFormat } from '../text/format.js';
import { createTranslator } from '../text/translator.js';
import { loadTexts } from '../text/load-texts.js';
import { timelineChart, type TimelineData } from './timeline.js';

const translator = createTranslator('en', 'en-GB', loadTexts('libs/view/texts/en'));
const context = { t: translator.t, format: createFormat('en', translator.t), theme: 'screen', id: 'plan' } as const;
const row = (label: string, due: string | undefined, state: TimelineData['rows'][number]['state']) => ({
  label,
  due,
  state,
  words: state,
  cells: ['Personnel'],
});
const DATA: TimelineData = {
  rows: [
    row('Open a crèche', '2026-11-02', 'done'),
    row('Write an order', '2026-11-12', 'overdue'),
    row('Ask those who leave', '2027-03-22', 'open'),
    row('Some day', undefined, 'open'),
  ],
  today: '2026-11-22',
  finding: '1 task is overdue',
  note: '',
  caption: 'Tasks',
  columns: ['Task', 'Due', 'State', 'In charge'],
};
const placeOf = (svg: string, mark: string): number =>
  Number(new RegExp(`${mark}[^>]*? cx="([\\d.]+)"`).exec(svg)?.[1]);

describe('the timeline of a plan', () => {
  it('tells each state by a shape and a word, and whoever does not see it by a sentence', () => {
    const { svg, alt } = timelineChart(DATA, { ...context, direction: 'ltr', width: 760 });
    const drawn = svg.toString();
    expect(drawn).toContain('12 November 2026: overdue');
    expect(drawn.match(/<path/g)).toHaveLength(1);
    expect(drawn.match(/<circle/g)).toHaveLength(2);
    expect(alt).toContain('Write an order: due on 12 November 2026, overdue.');
  });

  it('is mirrored where people read from right to left', () => {
    const drawn = (direction: 'ltr' | 'rtl') =>
      timelineChart(DATA, { ...context, direction, width: 760 }).svg.toString();
    const [left, right] = [placeOf(drawn('ltr'), '<circle'), placeOf(drawn('rtl'), '<circle')];
    expect(left).toBeGreaterThan(0);
    expect(right).toBeCloseTo(760 - left, 1);
  });

  it('has every task in its table, those without a day too', () => {
    const { table } = timelineChart(DATA, { ...context, direction: 'ltr', width: 340 });
    expect(table.rows.map(({ label, cells }) => [label, cells[0]?.text])).toContainEqual(['Some day', 'No day set']);
  });
});
