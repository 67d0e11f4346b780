import { scaleLinear } from 'd3-scale';

import { apart } from '../text/direction.js';
import { textWidth, wrapText } from '../svg/text-width.js';

import { row, wording, type Chart, type ChartContext } from './chart.js';
import { Frame } from './frame.js';

export type TimelineState = 'open' | 'overdue' | 'done' | 'dropped';

interface TimelineRow {
  readonly label: string;
  /** ISO date; rows without one stand in the table alone. */
  readonly due?: string | undefined;
  readonly state: TimelineState;
  /** What the mark says: "overdue", "done". */
  readonly words: string;
  /** Further cells of the table. */
  readonly cells: readonly string[];
}

export interface TimelineData {
  readonly rows: readonly TimelineRow[];
  /** ISO date. */
  readonly today: string;
  readonly finding: string;
  readonly note: string;
  readonly caption: string;
  /** Of the table: the first names the row, the second its day, the third its state, then those of `cells`. */
  readonly columns: readonly string[];
}

const HEAD = 30;
const LABEL_SHARE = 0.34;
const MARK = 5.5;
const MOST_LABELS = 8;
const NARROW_LABELS = 3;
const LINES = 2;

const at = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const monthStart = (time: number, months: number): number => {
  const date = new Date(time);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1);
};

interface Ground {
  readonly frame: Frame;
  readonly data: TimelineData;
  readonly context: ChartContext;
  readonly x: (time: number) => number;
  readonly left: number;
  readonly right: number;
  readonly months: readonly number[];
}

/** Tasks by the day on which they are due, month by month; a shape and a word for each state. */
export function timelineChart(data: TimelineData, context: ChartContext): Chart {
  const frame = new Frame(context);
  const dated = data.rows.filter((one): one is TimelineRow & { readonly due: string } => one.due !== undefined);
  const ground = groundOf(frame, data, context);
  const size = frame.sizes.label;
  const height = frame.compact ? size * (LINES * 1.2 + 1) + 26 : Math.max(frame.sizes.row, size * LINES * 1.2 + 8);
  const bottom = HEAD + dated.length * height;
  drawGround(ground, bottom);
  dated.forEach((one, index) => drawRow(ground, one, [HEAD + index * height, height]));
  const description = dated.map((one) => altOf(context, one)).join(' ');
  return {
    id: context.id,
    finding: data.finding,
    note: data.note,
    alt: `${data.finding} ${description}`,
    svg: frame.finish(bottom + 8, { title: data.finding, description }),
    table: tableOf(data, context),
  };
}

function groundOf(frame: Frame, data: TimelineData, context: ChartContext): Ground {
  const times = [data.today, ...data.rows.flatMap(({ due }) => due ?? [])].map(at);
  const first = monthStart(Math.min(...times), 0);
  const last = monthStart(Math.max(...times), 1);
  const left = frame.compact ? 8 : frame.width * LABEL_SHARE;
  const right = frame.width - 8;
  const months: number[] = [];
  for (let month = first; month <= last; month = monthStart(month, 1)) months.push(month);
  return { frame, data, context, x: scaleLinear([first, last], [left, right]), left, right, months };
}

function drawGround({ frame, data, context, x, months }: Ground, bottom: number): void {
  const { t, format } = context;
  const named = new Intl.DateTimeFormat(format.locale, { month: 'short', year: 'numeric', timeZone: 'UTC' });
  const most = frame.compact ? NARROW_LABELS : MOST_LABELS;
  const every = Math.max(1, Math.ceil((months.length - 1) / most));
  months.forEach((month, index) => {
    const isNamed = index % every === 0 && index < months.length - 1;
    if (months.length > 37 && !isNamed) return;
    frame.line([x(month), HEAD - 6], [x(month), bottom], 'grid');
    if (!isNamed) return;
    frame.text([x(month) + 2, HEAD - 10], named.format(month), { size: frame.sizes.small, role: 'muted' });
  });
  const now = x(at(data.today));
  frame.line([now, HEAD - 6], [now, bottom], 'attention-thin');
  const word = t('chart.timeline.today');
  const room = frame.width - now > textWidth(word, frame.sizes.small) + 8;
  frame.text([room ? now + 3 : now - 3, bottom + 6], word, {
    size: frame.sizes.small,
    role: 'attention',
    anchor: room ? 'start' : 'end',
  });
}

function drawRow(
  { frame, context, x, left }: Ground,
  { label, due, state, words }: TimelineRow & { readonly due: string },
  [top, height]: readonly [number, number],
): void {
  const { small, label: size } = frame.sizes;
  const width = frame.compact ? frame.width - 12 : left - 14;
  const lines = wrapText(label, width, size, LINES);
  const middle = frame.compact ? top + height - 13 : top + height / 2;
  const text = frame.compact ? top + (lines.length * size * 1.15) / 2 + 6 : middle;
  const isRtl = context.direction === 'rtl';
  frame.lines([2, text], isRtl ? lines.map(apart) : lines);
  frame.line([left, middle], [frame.width - 8, middle], 'grid');
  const place = x(at(due));
  drawMark(frame, [place, middle], state);
  const said = `${context.format.date(due)}: ${words}`;
  const after = place + MARK + 5 + textWidth(said, small) < frame.width;
  const before = place - MARK - 5 - textWidth(said, small) > left;
  const place2 = after || !before ? place + MARK + 4 : place - MARK - 4;
  const role = state === 'overdue' ? 'attention' : 'muted';
  frame.text([place2, middle - 4], said, { size: small, role, anchor: after || !before ? 'start' : 'end' });
}

/** A filled circle is done, an empty one open, a diamond overdue, a cross dropped. */
function drawMark(frame: Frame, [x, y]: readonly [number, number], state: TimelineState): void {
  if (state === 'overdue') frame.diamond([x, y], MARK + 1.5, 'attention');
  else if (state === 'done') frame.circle([x, y], MARK, 'primary');
  else if (state === 'open') frame.circle([x, y], MARK, 'hollow');
  else {
    frame.line([x - MARK, y - MARK], [x + MARK, y + MARK], 'axis');
    frame.line([x - MARK, y + MARK], [x + MARK, y - MARK], 'axis');
  }
}

const altOf = ({ t, format }: ChartContext, { label, due, words }: TimelineRow & { readonly due: string }): string =>
  t('chart.timeline.alt', { label, due: format.date(due), state: words });

const tableOf = ({ caption, columns, rows }: TimelineData, { format, t }: ChartContext): Chart['table'] => ({
  caption,
  columns: columns.map((label) => ({ label, numeric: false })),
  rows: rows.map(({ label, due, words, cells }) =>
    row(label, [due === undefined ? t('plan.no-day') : format.date(due), words, ...cells].map(wording)),
  ),
  notes: [],
});
