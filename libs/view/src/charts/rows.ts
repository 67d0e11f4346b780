import { textWidth, wrapText } from '../svg/text-width.js';

import type { Frame } from './frame.js';

/** Where labelled rows go: a label column beside the plot, or, on a narrow screen, a line above each row. */
export interface RowLayout {
  readonly plot: { readonly x: number; readonly width: number };
  /** Middle of the marks of a row. */
  readonly y: (index: number) => number;
  readonly rowHeight: number;
  readonly bottom: number;
  readonly drawLabel: (index: number, label: string) => void;
}

export interface RowOptions {
  readonly labels: readonly string[];
  readonly top: number;
  /** Room kept on the far side of the plot, for values. */
  readonly after: number;
  readonly rowHeight?: number;
}

const WIDEST_LABEL = 0.38;
const GAP = 10;

export function layRows(frame: Frame, options: RowOptions): RowLayout {
  const size = frame.sizes.label;
  const rowHeight = options.rowHeight ?? frame.sizes.row;
  const widest = Math.max(0, ...options.labels.map((label) => textWidth(label, size)));
  const labelWidth = frame.compact ? 0 : Math.min(widest, frame.width * WIDEST_LABEL);
  const x = frame.compact ? 0 : labelWidth + GAP;
  const step = frame.compact ? rowHeight + size * 1.5 : rowHeight;
  const y = (index: number): number =>
    options.top + index * step + (frame.compact ? step - rowHeight / 2 : rowHeight / 2);
  return {
    plot: { x, width: frame.width - x - options.after },
    y,
    rowHeight,
    bottom: options.top + options.labels.length * step,
    drawLabel: (index, label) => {
      if (frame.compact) frame.text([0, y(index) - rowHeight / 2 - 1], shortened(label, frame.width, size));
      else frame.lines([labelWidth, y(index)], wrapText(label, labelWidth + 2, size, 2), { anchor: 'end' });
    },
  };
}

const shortened = (label: string, width: number, size: number): string => wrapText(label, width, size, 1)[0] ?? '';
