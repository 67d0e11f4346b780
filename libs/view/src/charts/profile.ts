import { scaleLinear } from 'd3-scale';

import { textWidth } from '../svg/text-width.js';

import { numeric, row, wording, type Chart, type ChartContext } from './chart.js';
import { Frame } from './frame.js';
import { layRows, type RowLayout } from './rows.js';

export interface ProfileRow {
  readonly id: string;
  readonly label: string;
  readonly claimed?: number | undefined;
  /** Absent with `claimed` where the dimension is not shown. */
  readonly evidenced?: number | undefined;
  readonly interval?: readonly [number, number] | undefined;
  /** Word for the level reached. */
  readonly level?: string | undefined;
  /** Instead of the marks: what is missing. */
  readonly note?: string | undefined;
}

export interface ProfileData {
  readonly rows: readonly ProfileRow[];
  /** Upper bounds of all levels but the last, e.g. 20, 40, 60, 80; and one word for each level. */
  readonly levelBounds: readonly number[];
  readonly levels: readonly string[];
  /** What was scored on what base. */
  readonly note: string;
  /** Closer rows than usual, where the page is full. */
  readonly rowHeight?: number | undefined;
}

type ShownRow = ProfileRow & { readonly evidenced: number };
const isShown = (entry: ProfileRow): entry is ShownRow => entry.evidenced !== undefined;

/** How the dimensions stand, claimed against evidenced, on fixed goalposts from 0 to 100. */
export function profileChart(data: ProfileData, context: ChartContext): Chart {
  const frame = new Frame(context);
  const layout = layRows(frame, {
    labels: data.rows.map((entry) => entry.label),
    top: 20,
    after: 42,
    ...(data.rowHeight === undefined ? {} : { rowHeight: data.rowHeight }),
  });
  const x = scaleLinear([0, 100], [layout.plot.x + 4, layout.plot.x + layout.plot.width - 4]);
  drawBands(frame, layout, x, data);
  data.rows.forEach((entry, index) => {
    layout.drawLabel(index, entry.label);
    drawRow({ frame, layout, x, context }, entry, layout.y(index));
  });
  const height = drawKey(frame, layout, context);
  const finding = profileFinding(data.rows, context);
  const alt = profileAlt(data.rows, context);
  return {
    id: context.id,
    finding,
    note: data.note,
    alt: `${finding} ${alt}`,
    svg: frame.finish(height, { title: finding, description: alt }),
    table: profileTable(data, context),
  };
}

interface Drawing {
  readonly frame: Frame;
  readonly layout: RowLayout;
  readonly x: (value: number) => number;
  readonly context: ChartContext;
}

function drawBands(frame: Frame, layout: RowLayout, x: (value: number) => number, data: ProfileData): void {
  const edges = [0, ...data.levelBounds, 100];
  const top = 16;
  data.levels.forEach((level, index) => {
    const [from, to] = [x(edges[index] ?? 0), x(edges[index + 1] ?? 100)];
    const box = { x: from, y: top, width: to - from, height: layout.bottom - top };
    if (index % 2 === 0) frame.rect(box, 'band');
    if (textWidth(level, frame.sizes.small) < to - from - 4)
      frame.text([(from + to) / 2, 11], level, { anchor: 'middle', size: frame.sizes.small, role: 'muted' });
  });
  for (const edge of edges) {
    frame.line([x(edge), top], [x(edge), layout.bottom], 'grid');
    frame.text([x(edge), layout.bottom + 12], String(edge), {
      anchor: 'middle',
      size: frame.sizes.small,
      role: 'muted',
    });
  }
}

function drawRow(drawing: Drawing, entry: ProfileRow, y: number): void {
  const { frame, layout, x, context } = drawing;
  if (!isShown(entry)) {
    const note = entry.note ?? context.t('chart.profile.not-shown');
    frame.text([x(0) + 6, y + 4], note, { role: 'attention', size: frame.sizes.small });
    return;
  }
  const claimed = entry.claimed ?? entry.evidenced;
  if (entry.interval !== undefined) {
    const [low, high] = entry.interval;
    frame.rect({ x: x(low), y: y - 3, width: Math.max(x(high) - x(low), 2), height: 6 }, 'interval', { rx: 3 });
  }
  frame.line([x(entry.evidenced), y], [x(claimed), y], 'link');
  frame.circle([x(claimed), y], 4.6, 'hollow');
  frame.circle([x(entry.evidenced), y], 4.6, 'primary');
  const end = layout.plot.x + layout.plot.width + 40;
  frame.text([end, y + 4], context.format.score(entry.evidenced), { anchor: 'end', bold: true });
}

/** The key stands under the drawing in words and marks; colour alone says nothing. Returns the height of it all. */
function drawKey(frame: Frame, layout: RowLayout, { t }: ChartContext): number {
  const y = layout.bottom + 30;
  const size = frame.sizes.small;
  const words = ['evidenced', 'claimed', 'interval'].map((key) => t(`chart.profile.${key}`));
  const places: (readonly [number, number])[] = [];
  let next: [number, number] = [frame.compact ? 6 : layout.plot.x + 6, y];
  for (const word of words) {
    places.push(next);
    next = frame.compact ? [6, next[1] + 16] : [next[0] + textWidth(word, size) + 36, y];
  }
  const [evidenced = next, claimed = next, interval = next] = places;
  frame.circle(evidenced, 4.6, 'primary');
  frame.circle(claimed, 4.6, 'hollow');
  frame.rect({ x: interval[0] - 5, y: interval[1] - 3, width: 18, height: 6 }, 'interval', { rx: 3 });
  words.forEach((word, index) => {
    const [x, line] = places[index] ?? next;
    frame.text([x + (index === 2 ? 18 : 9), line + 4], word, { size });
  });
  return interval[1] + 12;
}

function profileFinding(rows: readonly ProfileRow[], { t, format }: ChartContext): string {
  const shown = rows.filter(isShown).toSorted((a, b) => b.evidenced - a.evidenced);
  const [first, second] = shown;
  const last = shown.at(-1);
  if (first === undefined || last === undefined) return t('chart.profile.finding-none');
  if (shown.length < 4 || second === undefined) {
    const key = shown.length === 1 ? 'chart.profile.finding-one' : 'chart.profile.finding-two';
    return t(key, { high: first.label, low: last.label, score: format.score(first.evidenced) });
  }
  const names = (entries: readonly ShownRow[]): string => format.list(entries.map((entry) => entry.label));
  return t('chart.profile.finding', { high: names([first, second]), low: names([last, shown.at(-2) ?? last]) });
}

function profileAlt(rows: readonly ProfileRow[], { t, format }: ChartContext): string {
  return rows
    .map((entry) =>
      isShown(entry)
        ? t('chart.profile.alt-row', {
            label: entry.label,
            evidenced: format.score(entry.evidenced),
            claimed: format.score(entry.claimed ?? entry.evidenced),
          })
        : t('chart.profile.alt-missing', { label: entry.label, note: entry.note ?? t('chart.profile.not-shown') }),
    )
    .join(' ');
}

function profileTable(data: ProfileData, { t, format }: ChartContext): Chart['table'] {
  const column = (key: string, isNumeric: boolean) => ({ label: t(`chart.profile.column.${key}`), numeric: isNumeric });
  return {
    caption: t('chart.profile.caption'),
    columns: [
      column('dimension', false),
      column('evidenced', true),
      column('claimed', true),
      column('interval', true),
      column('level', false),
    ],
    rows: data.rows.map((entry) =>
      isShown(entry)
        ? row(entry.label, [
            numeric(format.score(entry.evidenced)),
            numeric(format.score(entry.claimed ?? entry.evidenced)),
            numeric(
              entry.interval === undefined ? '–' : entry.interval.map((end) => format.score(end, [])).join(' – '),
            ),
            wording(entry.level ?? '–'),
          ])
        : row(entry.label, [
            numeric('–'),
            numeric('–'),
            numeric('–'),
            wording(entry.note ?? t('chart.profile.not-shown')),
          ]),
    ),
    notes: [data.note],
  };
}
