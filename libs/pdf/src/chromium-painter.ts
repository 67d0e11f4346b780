import { DrawingPainter, type Drawings } from '@isonomia/application';

import type { ChromiumPrinter } from './chromium-printer.js';

/** Lets no drawing touch the next. */
const GAP = 8;

/** Draws with the browser that prints: letters are shaped and mirrored as on the paper, by the same fonts. */
export class ChromiumPainter extends DrawingPainter {
  readonly #printer: ChromiumPrinter;

  constructor(printer: ChromiumPrinter) {
    super();
    this.#printer = printer;
  }

  override async paint({ style, language, direction, list }: Drawings): Promise<readonly Uint8Array[]> {
    if (list.length === 0) return [];
    let y = 0;
    const placed = list.map(({ svg, width, height }) => {
      const area = { x: 0, y, width, height };
      y += height + GAP;
      return { svg, area };
    });
    const drawn = placed.map(
      ({ svg, area }) =>
        `<div style="position:absolute;left:0;top:${area.y}px;width:${area.width}px;height:${area.height}px">${svg}</div>`,
    );
    return this.#printer.paint(
      `<!doctype html><html lang="${language}" dir="${direction}"><meta charset="utf-8"><style>${style} svg { display: block; width: 100%; height: 100%; }</style>${drawn.join('')}`,
      placed.map(({ area }) => area),
    );
  }
}
