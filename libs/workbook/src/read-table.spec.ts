import { describe, expect, it } from '@jest/globals';
import { workbookParts, zip, type ZipPart } from '../../../test/support/zip.js';
import { readTable, type ReadTable, TABLE_FILE_LIMIT } from './index.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const utf16 = (text: string): Uint8Array => Buffer.from(`\ufeff${text}`, 'utf16le');

const rowsOf = (read: ReadTable): readonly (readonly string[])[] => {
  if (!read.ok) throw new Error(`refused: ${read.fault.code}`);
  return read.table.rows;
};
const codeOf = (read: ReadTable): string => (read.ok ? 'was read' : read.fault.code);

const cell = (name: string, text: string): string => `<c r="${name}" t="inlineStr"><is><t>${text}</t></is></c>`;
const ROWS = `<row r="1">${cell('A1', 'rank')}${cell('B1', 'women')}</row><row r="2">${cell('A2', 'Inspector')}<c r="B2"><v>12</v></c></row>`;
const SHEET = { name: 'Staff', rows: ROWS };
const bent = (...extra: readonly ZipPart[]): Uint8Array => zip([...workbookParts([SHEET]), ...extra]);
const replaced = (part: ZipPart): Uint8Array =>
  zip(workbookParts([SHEET]).map((one) => (one.name === part.name ? part : one)));

describe('a CSV file', () => {
  it.each([
    ['commas', 'rank,women\nInspector,12\n'],
    ['semicolons', 'rank;women\r\nInspector;12\r\n'],
    ['tabs', 'rank\twomen\nInspector\t12'],
    ['a named separator', 'sep=|\nrank|women\nInspector|12\n'],
  ])('is read when its cells are parted by %s', async (_, text) => {
    expect(rowsOf(await readTable(bytes(text), 'staff.csv'))).toEqual([
      ['rank', 'women'],
      ['Inspector', '12'],
    ]);
  });

  it.each([
    ['UTF-8 with a byte order mark', bytes('\ufeffrang,femmes\nLieutenant-détaché,3')],
    ['UTF-16', utf16('rang,femmes\nLieutenant-détaché,3')],
    ['UTF-16 the other way round', Buffer.from(utf16('rang,femmes\nLieutenant-détaché,3')).swap16()],
  ])('is read in %s', async (_, file) => {
    expect(rowsOf(await readTable(file, 'staff.csv'))).toEqual([
      ['rang', 'femmes'],
      ['Lieutenant-détaché', '3'],
    ]);
  });

  it('keeps the position of every cell, empty lines and line ends within a cell included', async () => {
    const read = await readTable(bytes('a,b\n\n"two\nlines",", and "" "\n,,\n\n'), 'staff.csv');
    expect(rowsOf(read)).toEqual([['a', 'b'], [''], ['two\nlines', ', and "']]);
  });

  it('keeps text that looks like a formula as text', async () => {
    expect(rowsOf(await readTable(bytes('a\n=1+1\n@SUM(A1)'), 'x.csv'))).toEqual([['a'], ['=1+1'], ['@SUM(A1)']]);
  });

  it.each([
    ['a NUL', bytes('a,b\n1,\0'), 'workbook.not-a-table'],
    ['broken UTF-8', Uint8Array.of(0x61, 0x2c, 0xe9, 0x0a), 'workbook.encoding'],
    ['half of an UTF-16 character', Uint8Array.of(0xff, 0xfe, 0x61, 0x00, 0x62), 'workbook.encoding'],
    ['a lone surrogate', Uint8Array.of(0xff, 0xfe, 0x00, 0xd8, 0x61, 0x00), 'workbook.encoding'],
    ['a quotation mark that never ends', bytes('a,b\n"1,2\n3,4'), 'workbook.csv-broken'],
    ['nothing', new Uint8Array(), 'workbook.empty'],
    ['blank cells only', bytes(',,\n,,\n'), 'workbook.empty'],
    ['a PDF', bytes('%PDF-1.7\n\0\0'), 'workbook.not-a-table'],
    ['an old .xls or a workbook with a password', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 1), 'workbook.old-or-locked'],
    ['a row of two thousand columns', bytes('1,'.repeat(2_000)), 'workbook.too-many-columns'],
    ['more rows than any register', bytes('1\n'.repeat(100_001)), 'workbook.too-many-rows'],
  ])('with %s is refused', async (_, file, code) => {
    expect(codeOf(await readTable(file, 'staff.csv'))).toBe(code);
  });

  it('says in which line a quotation mark went wrong', async () => {
    const read = await readTable(bytes('a,b\n1,2\n3,"4"5\n'), 'staff.csv');
    expect(read).toMatchObject({ ok: false, fault: { path: 'staff.csv', detail: { line: 3 } } });
  });

  it('above the limit is refused before it is looked at', async () => {
    expect(codeOf(await readTable(new Uint8Array(TABLE_FILE_LIMIT + 1), 'big.csv'))).toBe('workbook.too-large');
  });
});

describe('a workbook', () => {
  it('gives the first visible sheet and names the others', async () => {
    const sheets = [
      { name: 'Notes &amp; keys', rows: ROWS, state: 'hidden' as const },
      SHEET,
      { name: 'Budget', rows: ROWS },
      { name: 'Deep', rows: ROWS, state: 'veryHidden' as const },
    ];
    const read = await readTable(zip(workbookParts(sheets)), 'staff.xlsx');
    expect(read).toEqual({
      ok: true,
      table: {
        format: 'xlsx',
        sheet: 'Staff',
        rows: [
          ['rank', 'women'],
          ['Inspector', '12'],
        ],
        otherSheets: ['Budget'],
        hiddenSheets: ['Notes & keys', 'Deep'],
      },
    });
  });

  it('keeps the position of every cell where rows and columns are left out', async () => {
    const rows = `<row r="2">${cell('B2', 'x')}</row><row r="4"><c r="C4"><v>0.1</v></c></row>`;
    expect(rowsOf(await readTable(zip(workbookParts([{ name: 'S', rows }])), 's.xlsx'))).toEqual([
      ['', '', ''],
      ['', 'x', ''],
      ['', '', ''],
      ['', '', '0.1'],
    ]);
  });

  it('gives the stored result of a formula, never the formula', async () => {
    const rows = `<row r="1"><c r="A1"><f>HYPERLINK("http://x")</f><v>7</v></c><c r="B1" t="b"><v>1</v></c></row>`;
    expect(rowsOf(await readTable(zip(workbookParts([{ name: 'S', rows }])), 's.xlsx'))).toEqual([['7', 'TRUE']]);
  });

  it('with no sheet in sight is refused', async () => {
    const hidden = zip(workbookParts([{ ...SHEET, state: 'hidden' }]));
    expect(codeOf(await readTable(hidden, 's.xlsx'))).toBe('workbook.no-visible-sheet');
  });

  it('with hyperlinks is read: nobody follows them', async () => {
    const rels =
      '<Relationships><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="http://example.org" TargetMode="External"/></Relationships>';
    const file = bent({ name: 'xl/worksheets/_rels/sheet1.xml.rels', content: rels });
    expect(codeOf(await readTable(file, 's.xlsx'))).toBe('was read');
  });
});

const DOCTYPE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>';

describe('a hostile workbook', () => {
  it.each<[string, () => Uint8Array, string]>([
    ['a bomb', () => bent({ name: 'xl/x.xml', content: ' '.repeat(60_000_000) }), 'workbook.unpacks-too-large'],
    ['a dense part', () => bent({ name: 'xl/x.xml', content: ' '.repeat(9_000_000) }), 'workbook.packed-too-densely'],
    [
      'a part larger than it states',
      () => bent({ name: 'xl/x.bin', content: 'x'.repeat(9_000_000), statedSize: 10 }),
      'workbook.broken',
    ],
    [
      'too many parts',
      () => bent(...Array.from({ length: 200 }, (_, i) => ({ name: `xl/m${i}.xml`, content: 'x' }))),
      'workbook.too-many-entries',
    ],
    ['an external entity', () => replaced({ name: 'xl/workbook.xml', content: DOCTYPE }), 'workbook.doctype'],
    [
      'an external entity in UTF-16',
      () => bent({ name: 'xl/styles.xml', content: utf16(DOCTYPE) }),
      'workbook.doctype',
    ],
    ['a macro', () => bent({ name: 'xl/vbaProject.bin', content: 'x' }), 'workbook.macros'],
    [
      'a content type of macros',
      () =>
        replaced({
          name: '[Content_Types].xml',
          content: '<Types><Override ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>',
        }),
      'workbook.macros',
    ],
    [
      'links to other workbooks',
      () => bent({ name: 'xl/externalLinks/externalLink1.xml', content: '<externalLink/>' }),
      'workbook.external-links',
    ],
    [
      'a template to be fetched',
      () =>
        bent({
          name: 'xl/_rels/x.rels',
          content:
            '<Relationships><Relationship TargetMode="External" Type="http://x/attachedTemplate" Target="http://x"/></Relationships>',
        }),
      'workbook.external-links',
    ],
    ['a data connection', () => bent({ name: 'xl/connections.xml', content: '<c/>' }), 'workbook.external-links'],
    [
      'an embedded object',
      () => bent({ name: 'xl/embeddings/oleObject1.bin', content: 'x' }),
      'workbook.embedded-objects',
    ],
    ['a path that climbs', () => bent({ name: '../../evil.xml', content: 'x' }), 'workbook.broken'],
    ['a part twice', () => bent({ name: 'xl/workbook.xml', content: '<workbook/>' }), 'workbook.broken'],
    ['an encrypted part', () => bent({ name: 'xl/x.xml', content: 'x', encrypted: true }), 'workbook.broken'],
    ['a cut end', () => bent().slice(0, -200), 'workbook.broken'],
    ['a cut beginning', () => bent().slice(0, 300), 'workbook.broken'],
    ['no workbook inside', () => zip([{ name: 'readme.txt', content: 'x' }]), 'workbook.not-a-table'],
    [
      'broken XML',
      () => replaced({ name: 'xl/workbook.xml', content: '<workbook><sheets' }),
      'workbook.no-visible-sheet',
    ],
    [
      'a cell at the far end of the sheet',
      () => zip(workbookParts([{ name: 'S', rows: `<row r="1048576">${cell('XFD1048576', 'x')}</row>` }])),
      'workbook.too-many-rows',
    ],
  ])('with %s is refused', async (_, file, code) => {
    expect(codeOf(await readTable(file(), 'staff.xlsx'))).toBe(code);
  });
});
