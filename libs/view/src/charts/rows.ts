import { textWidth, wrapText } from '../svg/text-width.js';

import type { Frame, TextOptions } from './frame.js';

/** Where labelled rows go: a label column beside the plot, or, on a narrow screen, a line above each row. */
export interface RowLayout {
  readonly plot: { readonly x: number; readonly width: number };
  /** Middle of the marks of a row. */
  readonly y: (index: number) => number;
  readonly rowHeight: number;
  readonly bottom: number;
  readonly drawLabel: (index: number, label: string, options?: Pick<TextOptions, 'bold'>) => void;
}

export interface RowOptions {
  readonly labels: readonly string[];
  readonly top: number;
  /** Room kept on the far side of the plot, for values. */
  readonly after: number;
  readonly rowHeight?: number;
  /** Labels on a line of their own; else only on a phone. */
  readonly above?: boolean;
}

const WIDEST_LABEL = 0.38;
const WIDEST_LABEL_NARROW = 0.44;
const GAP = 10;

export function layRows(frame: Frame, options: RowOptions): RowLayout {
  const size = frame.sizes.label;
  const above = options.above ?? frame.compact;
  const widest = Math.max(0, ...options.labels.map((label) => textWidth(label, size)));
  const most = frame.width * (frame.narrow ? WIDEST_LABEL_NARROW : WIDEST_LABEL);
  const labelWidth = above ? 0 : Math.min(widest, most);
  const wraps = !above && widest > most;
  const rowHeight = Math.max(options.rowHeight ?? frame.sizes.row, wraps ? size * 2.4 : 0);
  const x = above ? 0 : labelWidth + GAP;
  const step = above ? rowHeight + size * 1.5 : rowHeight;
  const y = (index: number): number => options.top + index * step + (above ? step - rowHeight / 2 : rowHeight / 2);
  return {
    plot: { x, width: frame.width - x - options.after },
    y,
    rowHeight: Math.min(rowHeight, options.rowHeight ?? frame.sizes.row * 1.15),
    bottom: options.top + options.labels.length * step,
    drawLabel: (index, label, options = {}) => {
      if (above) frame.text([0, y(index) - rowHeight / 2 - 1], shortened(label, frame.width, size), options);
      else frame.lines([labelWidth, y(index)], wrapText(label, labelWidth + 2, size, 2), { anchor: 'end', ...options });
    },
  };
}

const shortened = (label: string, width: number, size: number): string => wrapText(label, width, size, 1)[0] ?? '';
