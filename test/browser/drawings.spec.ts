import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ChromiumPainter, ChromiumPrinter } from '@isonomia/pdf';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

let folder = '';
let printer: ChromiumPrinter;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'isonomia-drawings-'));
  printer = new ChromiumPrinter({ folder, atOnce: 1, warn: () => undefined });
});
afterAll(async () => {
  await printer.close();
  await rm(folder, { recursive: true, force: true });
});

const square = (color: string, size: number) => ({
  svg: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" width="100%"><rect width="${size}" height="${size}" fill="${color}"></rect></svg>`,
  width: size,
  height: size,
});
const paint = (list: readonly ReturnType<typeof square>[]) =>
  new ChromiumPainter(printer).paint({ style: '', language: 'ar', direction: 'rtl', list });
const sizeOf = (png: Uint8Array): readonly number[] => {
  const view = new DataView(png.buffer, png.byteOffset);
  return [view.getUint32(16), view.getUint32(20)];
};

describe('drawings that are painted', () => {
  it('come one by one in their order, fine enough for print, wherever the page begins', async () => {
    const [small, large, again] = await paint([square('#A4161A', 40), square('#1D4F91', 200), square('#A4161A', 40)]);
    if (small === undefined || large === undefined || again === undefined) throw new Error('a drawing is missing');
    expect([small, large, again].map(sizeOf)).toEqual([
      [100, 100],
      [500, 500],
      [100, 100],
    ]);
    // The same drawing at another place of the sheet is the same picture: nothing of a neighbour, nothing cut off.
    expect(Buffer.compare(Buffer.from(small), Buffer.from(again))).toBe(0);
    const [other] = await paint([square('#1D4F91', 40)]);
    expect(Buffer.compare(Buffer.from(small), Buffer.from(other ?? []))).not.toBe(0);
  }, 60_000);

  it('are none where there is nothing to draw', async () => {
    expect(await paint([])).toEqual([]);
  });
});
