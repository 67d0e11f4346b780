import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';

const SIDES =
  /(?:^|[\s;{"'])(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)|(?:left|right))(?:-[a-z]+)?\s*:/;
const ALIGNED = /(?:text-align|float|clear|caption-side|background-position)\s*:\s*(?:left|right)\b/;
const CORNERS = /border-(?:top|bottom)-(?:left|right)-radius/;
/** `margin: top right bottom left` where right and left differ. */
const FOUR = /(?:margin|padding|inset)\s*:\s*([\w.-]+)\s+([\w.-]+)\s+([\w.-]+)\s+([\w.-]+)\s*(?:;|$)/;
const ARROWS = /[←→‹›«»⇐⇒◀▶]|&(?:larr|rarr|laquo|raquo);/;

/** Why a line would look wrong from right to left; undefined where it does not. */
function fault(line: string, isStyle: boolean): string | undefined {
  const bare = line.replace(/\/\/ .*$/, '');
  if (SIDES.test(bare) || ALIGNED.test(bare) || CORNERS.test(bare)) return 'names a side: write start or end';
  const four = FOUR.exec(bare);
  if (four !== null && four[2] !== four[4]) return 'names a side in the fourth value: write -block and -inline';
  if (!isStyle && ARROWS.test(bare)) return 'has an arrow that would point the wrong way';
  return undefined;
}

const filesUnder = (folder: string, ending: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => path.join(folder, name));

describe('styles and templates', () => {
  it.each([
    ['  margin-left: 1rem;', true],
    ['  text-align: right;', true],
    ['  left: 0;', true],
    ['  padding: 0 1rem 0 0;', true],
    ['  border-top-left-radius: 2px;', true],
    ['<a href="x">back ←</a>', false],
    ['<p style="float: left">', false],
  ])('that read "%s" would be refused', (line, isStyle) => {
    expect(fault(line, isStyle)).toBeDefined();
  });

  it.each(['  margin-inline-start: 1rem;', '  text-align: start;', '  padding: 0 1rem;', '  inset-inline-start: 0;'])(
    'that read "%s" are as they should be',
    (line) => {
      expect(fault(line, true)).toBeUndefined();
    },
  );

  it('name start and end, never left and right, so that they serve languages of either direction', () => {
    const files = [
      ...filesUnder('apps/web/styles', '.scss'),
      ...filesUnder('libs/view/styles', '.css'),
      ...filesUnder('templates', '.hbs'),
    ];
    expect(files.length).toBeGreaterThan(100);
    const found = files.flatMap((file) =>
      readFileSync(file, 'utf8')
        .split('\n')
        .flatMap((line, index) => {
          const why = fault(line, /css$/.test(file));
          return why === undefined ? [] : [`${file}:${index + 1} ${why}: ${line.trim()}`];
        }),
    );
    expect(found).toEqual([]);
  });
});
