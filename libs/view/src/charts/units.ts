import { plainCount, shareOf, type Cell } from '@isonomia/disclosure';

import { wrapText } from '../svg/text-width.js';

import { numeric, row, type Chart, type ChartContext } from './chart.js';
import { Frame } from './frame.js';
import type { Role } from './roles.js';

export interface UnitRow {
  readonly id: string;
  readonly label: string;
  readonly women: Cell;
  readonly men: Cell;
  /** Women and men. */
  readonly base: Cell;
}

export interface UnitsData {
  readonly rows: readonly UnitRow[];
  /** What the units are, e.g. "Specialised units". */
  readonly title: string;
  readonly caption: string;
  readonly note: string;
  /** Women's share in what the units are set against. */
  readonly reference?: { readonly share: number; readonly label: string } | undefined;
  readonly minimumBase: number;
  readonly digits: 0 | 1;
}

interface SharedUnit extends UnitRow {
  readonly share: number | undefined;
}

const GAP = 6;
const TINT_BOUNDS: readonly number[] = [0.1, 0.2, 0.4];
const TINTS: readonly Role[] = ['tint-1', 'tint-2', 'tint-3', 'tint-4'];

/** A tile a unit, women's share in figures on a tint that grows with it: the number speaks, the tint helps. */
export function unitsChart(data: UnitsData, context: ChartContext): Chart {
  const frame = new Frame(context);
  const units = data.rows.map((entry): SharedUnit => ({
    ...entry,
    share: shareOf(entry.women, entry.base, data.minimumBase),
  }));
  const columns = frame.narrow ? 2 : 4;
  // Half a line of the outer tiles' border lies outside them.
  const width = (frame.width - 2 - GAP * (columns - 1)) / columns;
  const height = frame.sizes.label * 4.6;
  units.forEach((unit, index) => {
    const x = 1 + (index % columns) * (width + GAP);
    const y = Math.floor(index / columns) * (height + GAP) + 1;
    drawTile({ frame, context, box: { x, y, width, height } }, unit);
  });
  const bottom = Math.ceil(units.length / columns) * (height + GAP);
  const finding = unitsFinding(units, data, context);
  const alt = units.map((unit) => unitAlt(unit, context)).join(' ');
  return {
    id: context.id,
    finding,
    note: data.note,
    alt: `${finding} ${alt}`,
    svg: frame.finish(bottom, { title: finding, description: alt }),
    table: unitsTable(units, data, context),
  };
}

interface Tile {
  readonly frame: Frame;
  readonly context: ChartContext;
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

function drawTile({ frame, context, box }: Tile, unit: SharedUnit): void {
  const { format, t } = context;
  const size = frame.sizes.small;
  frame.rect(box, unit.share === undefined ? 'state' : tint(unit.share), { rx: 3 });
  const left = box.x + 7;
  wrapText(unit.label, box.width - 12, size, 2).forEach((line, index) =>
    frame.text([left, box.y + size * 1.25 + index * size * 1.12], line, { size }),
  );
  const bottom = box.y + box.height - 7;
  if (unit.share === undefined) {
    frame.text([left, bottom], unknownText(unit, context), { role: 'muted', size });
    return;
  }
  frame.text([left, bottom], format.percent(unit.share), { bold: true, size: frame.sizes.label * 1.12 });
  const base = t('chart.units.of', { women: format.cell(unit.women), base: format.cell(unit.base) });
  frame.text([box.x + box.width - 7, bottom], base, { anchor: 'end', size });
}

const tint = (share: number): Role => TINTS[TINT_BOUNDS.filter((bound) => share >= bound).length] ?? 'tint-1';

/** A small unit of the agency's own says its counts; one that may not be shown says that. */
function unknownText(unit: UnitRow, { t, format }: ChartContext): string {
  const women = plainCount(unit.women);
  const base = plainCount(unit.base);
  if (base === 0) return t('chart.units.nobody');
  if (women === undefined || base === undefined) {
    return t(unit.women.kind === 'missing' ? 'format.not-available' : 'format.too-small');
  }
  return t('chart.units.of', { women: format.count(women), base: format.count(base) });
}

function unitsFinding(units: readonly SharedUnit[], data: UnitsData, { t, format }: ChartContext): string {
  const shown = units.filter((unit): unit is SharedUnit & { readonly share: number } => unit.share !== undefined);
  const lowest = shown.toSorted((a, b) => a.share - b.share)[0];
  if (lowest === undefined) return t('chart.units.finding-none', { title: data.title });
  const values = { title: data.title, unit: lowest.label, share: format.percent(lowest.share) };
  const reference = data.reference;
  if (reference === undefined) return t('chart.units.finding', values);
  const under = shown.filter((unit) => unit.share < reference.share).length;
  return t('chart.units.finding-reference', {
    ...values,
    count: under,
    units: shown.length,
    reference: format.percent(reference.share),
    of: reference.label,
  });
}

function unitAlt(unit: SharedUnit, context: ChartContext): string {
  const { t, format } = context;
  return unit.share === undefined
    ? t('chart.units.alt-hidden', { label: unit.label, state: unknownText(unit, context) })
    : t('chart.pipeline.alt-point', {
        label: unit.label,
        share: format.percent(unit.share),
        base: format.cell(unit.base),
      });
}

function unitsTable(units: readonly SharedUnit[], data: UnitsData, { t, format }: ChartContext): Chart['table'] {
  return {
    caption: data.caption,
    columns: [
      { label: t('chart.units.column'), numeric: false },
      ...['women', 'men', 'womens-share'].map((key) => ({ label: t(`chart.${key}`), numeric: true })),
    ],
    rows: units.map((unit) =>
      row(unit.label, [
        numeric(format.cell(unit.women)),
        numeric(format.cell(unit.men)),
        numeric(unit.share === undefined ? t('chart.no-share') : format.percent(unit.share, data.digits)),
      ]),
    ),
    notes: [data.note],
  };
}
