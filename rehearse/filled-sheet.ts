import { unzip } from '../test/support/unzip.js';
import { zip } from '../test/support/zip.js';

/** Rows of a table as an office at home types them: what stands in the columns of women and of men. */
type Figures = readonly (readonly [women: number, men: number])[];

const FIRST_ROW = 2;

/** Numbers that stand in one agency's sheet and nowhere else: wherever else they turn up, something leaked. */
export const CANARIES: readonly number[] = [1373, 1487, 1613, 1741, 1879];

/** Of the agency with this number: each table with its columns, by the place of its sheet in the workbook. */
function tablesOf(
  agency: number,
): Readonly<Record<string, { readonly columns: readonly [string, string]; readonly figures: Figures }>> {
  const canary = CANARIES[agency] ?? 0;
  const women = (share: number, of: number): number => Math.round((of * (share + agency * 2)) / 100);
  const staff: Figures = [
    [women(30, 160), 110],
    [canary, 4120 + agency],
    [women(18, 900), 640],
    [women(14, 420), 330],
    [women(10, 150), 120],
    [women(8, 30), 24],
    [women(60, 700), 260],
    [women(45, 500), 270],
    [women(25, 120), 85],
  ];
  const units: Figures = [240, 130, 310, 60, 40, 90, 70, 55].map((size) => [women(16, size), Math.round(size * 0.8)]);
  const posts: Figures = [
    [agency % 2, 1 - (agency % 2)],
    [1, 3],
    [3 + agency, 14],
    [2, 12],
    [6, 33],
  ];
  const recruited: Figures = [
    [420 + agency * 10, 900],
    [360 + agency * 10, 780],
    [150 + agency * 5, 330],
    [96 + agency * 2, 200],
    [90 + agency, 190],
  ];
  const promoted: Figures = [
    [320, 860],
    [110 + agency * 6, 420],
    [52 + agency * 3, 190],
    [24 + agency * 2, 96],
  ];
  return {
    'xl/worksheets/sheet2.xml': { columns: ['D', 'E'], figures: staff },
    'xl/worksheets/sheet3.xml': { columns: ['C', 'D'], figures: units },
    'xl/worksheets/sheet4.xml': { columns: ['C', 'D'], figures: posts },
    'xl/worksheets/sheet5.xml': { columns: ['C', 'D'], figures: recruited },
    'xl/worksheets/sheet6.xml': { columns: ['C', 'D'], figures: promoted },
  };
}

/** The sheet that was sent, with its cells filled in, as a spreadsheet program would save it. */
export async function filledSheet(sent: Uint8Array, agency: number, spoiled = false): Promise<Uint8Array> {
  const tables = tablesOf(agency);
  const parts = [...(await unzip(sent))].map(([name, content]) => {
    const table = tables[name];
    if (table === undefined) return { name, content };
    const typed = table.figures.reduce(
      (xml, [women, men], at) => typedIn(xml, FIRST_ROW + at, table.columns, [spoiled && at === 0 ? -1 : women, men]),
      content.toString('utf8'),
    );
    return { name, content: typed };
  });
  return zip(parts);
}

function typedIn(
  xml: string,
  row: number,
  columns: readonly [string, string],
  values: readonly [number, number],
): string {
  const found = new RegExp(`(<row [^>]*r="${row}"[^>]*>)(.*?)(</row>)`, 's').exec(xml);
  if (found === null) throw new Error(`The sheet has no row ${row}.`);
  const [whole, open = '', cells = '', close = ''] = found;
  const kept = columns.reduce((text, column) => text.replace(new RegExp(`<c r="${column}${row}"[^>]*/>`), ''), cells);
  const [before, after] = splitAt(kept, columns[0]);
  const typed = columns.map((column, at) => `<c r="${column}${row}"><v>${values[at] ?? 0}</v></c>`).join('');
  return xml.replace(whole, `${open}${before}${typed}${after}${close}`);
}

/** Cells stand in the order of their columns. */
function splitAt(cells: string, column: string): readonly [string, string] {
  const later = [...cells.matchAll(/<c r="([A-Z]+)\d+"/g)].find(([, name = '']) => name > column);
  return later === undefined ? [cells, ''] : [cells.slice(0, later.index), cells.slice(later.index)];
}
