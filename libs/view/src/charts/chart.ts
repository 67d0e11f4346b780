import type { Format } from '../text/format.js';
import type { Markup } from '../svg/markup.js';
import type { Translate } from '../text/translator.js';

/** What every chart is drawn with. Same data and context, same drawing: no clock, no fonts asked, no randomness. */
export interface ChartContext {
  readonly t: Translate;
  readonly format: Format;
  readonly direction: 'ltr' | 'rtl';
  /** Print is set smaller and closer; colours are the same, and readable in grey. */
  readonly theme: 'screen' | 'print';
  /** Unique on the page: names the drawing for assistive technology. */
  readonly id: string;
  /** In CSS pixels; under 480 the labels go above their rows. */
  readonly width?: number;
}

/** What the words and numbers of a table need. */
export type TableContext = Pick<ChartContext, 't' | 'format'>;

/** A drawing with what must stand around it: the sentence that it shows, what was counted, and its table. */
export interface Chart {
  readonly id: string;
  /** A finding, as a sentence: the heading above the drawing. */
  readonly finding: string;
  /** What was counted, when, on what base. */
  readonly note: string;
  readonly svg: Markup;
  /** What the drawing says to those who do not see it. */
  readonly alt: string;
  readonly table: TableView;
}

export interface TableView {
  readonly caption: string;
  readonly columns: readonly ColumnView[];
  readonly rows: readonly TableRowView[];
  /** Under the table: sources, what is not shown and why. */
  readonly notes: readonly string[];
}
export interface ColumnView {
  readonly label: string;
  readonly numeric: boolean;
}
export interface TableRowView {
  /** Header cell of the row. */
  readonly label: string;
  readonly cells: readonly CellView[];
  readonly kind: 'row' | 'total' | 'group';
}
export interface CellView {
  readonly text: string;
  readonly numeric: boolean;
}

export const numeric = (text: string): CellView => ({ text, numeric: true });
export const wording = (text: string): CellView => ({ text, numeric: false });
export const row = (label: string, cells: readonly CellView[]): TableRowView => ({ label, cells, kind: 'row' });
