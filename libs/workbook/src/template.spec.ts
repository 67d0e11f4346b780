import { describe, expect, it } from '@jest/globals';
import {
  type FlowQuestion,
  type HeadcountQuestion,
  type PayQuestion,
  questionId,
  dimensionId,
} from '@isonomia/instrument';
import {
  readTable,
  readTemplate,
  type Table,
  templateOf,
  type TemplateWords,
  writeCsv,
  writeWorkbook,
} from './index.js';

const base = {
  id: questionId('WFC1'),
  dimension: dimensionId('D3'),
  variants: ['full'],
  agencyTypes: ['customs'],
  notApplicable: false,
  optional: false,
  references: [],
};
const ranks: HeadcountQuestion = { ...base, type: 'headcount', rows: [], banded: true, rowsFrom: 'ranks' };
const units: HeadcountQuestion = { ...base, type: 'headcount', rows: ['canine', 'marine'], banded: false };
const flow: FlowQuestion = { ...base, type: 'flow', stages: ['applied', 'joined'] };
const pay: PayQuestion = { ...base, type: 'pay', rows: [] };

const words: TemplateWords = {
  sheet: 'Staff by rank',
  columns: {
    id: 'Code',
    label: 'Row',
    band: 'Common band',
    women: 'Women',
    men: 'Men',
    other: 'Other',
    womenCount: 'Women, number',
    womenMean: 'Women, mean',
    menCount: 'Men, number',
    menMean: 'Men, mean',
  },
  notAvailable: 'not available',
  row: (id) => `Row ${id}`,
  band: (id) => (id === 'officers' ? 'Officers' : id),
  decimalMark: '.',
  rightToLeft: false,
};
const agency = {
  ranks: [
    { id: 'inspector', label: '=Inspector', band: 'officers' },
    { id: 'chief', label: 'Chief', band: 'head' },
  ],
  units: [{ id: 'hq', label: 'Headquarters' }],
};
const bands = ['officers', 'head'];

const table = (rows: readonly (readonly string[])[], format: Table['format'] = 'csv'): Table => ({
  format,
  rows,
  otherSheets: [],
  hiddenSheets: [],
});

describe('the template of a table', () => {
  it('proposes the ranks that the agency named, with the words of their bands', () => {
    expect(templateOf(ranks, words, agency)).toMatchObject({
      header: ['Code', 'Row', 'Common band', 'Women', 'Men', 'Other'],
      rows: [
        ['inspector', '=Inspector', 'Officers', undefined, undefined, undefined],
        ['chief', 'Chief', 'head', undefined, undefined, undefined],
      ],
    });
  });

  it('lists the rows that the instrument fixes', () => {
    expect(templateOf(flow, words, agency).rows).toEqual([
      ['applied', 'Row applied', undefined, undefined],
      ['joined', 'Row joined', undefined, undefined],
    ]);
    expect(templateOf(units, words, agency).rows.map(([id]) => id)).toEqual(['canine', 'marine']);
  });

  it.each(['xlsx', 'csv'] as const)('comes back as %s with the figures that were written into it', async (format) => {
    const { header, rows, name } = templateOf(ranks, words, agency);
    const filled = rows.map((row, index) => [...row.slice(0, 3), 10 + index, 20, index]);
    const sheet = { name, header, rows: filled };
    const read = await readTable(format === 'csv' ? writeCsv(sheet) : await writeWorkbook([sheet]), `x.${format}`);
    if (!read.ok) throw new Error(read.fault.code);
    expect(readTemplate(ranks, words, read.table, bands)).toEqual({
      ok: true,
      rows: [
        {
          line: 2,
          id: 'inspector',
          label: '=Inspector',
          band: 'officers',
          notAvailable: false,
          cells: { women: '10', men: '20', other: '0' },
        },
        {
          line: 3,
          id: 'chief',
          label: 'Chief',
          band: 'head',
          notAvailable: false,
          cells: { women: '11', men: '20', other: '1' },
        },
      ],
    });
  });

  it('is read whatever the order of its columns, and without the rows left empty', () => {
    const rows = [
      ['men', 'WOMEN', 'code', 'remarks'],
      ['', '', 'applied', 'to come'],
      ['12', '7', 'joined', ''],
    ];
    expect(readTemplate(flow, words, table(rows), bands)).toMatchObject({
      ok: true,
      rows: [{ line: 3, id: 'joined', cells: { women: '7', men: '12' } }],
    });
  });

  it('marks a row as not available only when every figure says so', () => {
    const rows = [
      ['Code', 'Women', 'Men'],
      ['applied', 'Not available', 'not available'],
      ['joined', '3', 'not available'],
    ];
    expect(readTemplate(flow, words, table(rows), bands)).toMatchObject({
      ok: true,
      rows: [
        { notAvailable: true, cells: {} },
        { notAvailable: false, cells: { women: '3', men: 'not available' } },
      ],
    });
  });

  it('gives a mean of an XLSX file with the decimal mark of the language', () => {
    const rows = [
      ['Row', 'Women, number', 'Women, mean', 'Men, number', 'Men, mean'],
      ['Grade 1', '3', '1250.5', '4', '1300'],
    ];
    const read = readTemplate(pay, { ...words, decimalMark: ',' }, table(rows, 'xlsx'), bands);
    expect(read).toMatchObject({ rows: [{ cells: { womenMean: '1250,5', menMean: '1300' } }] });
  });

  it('refuses a line that the instrument has no row for, and says in which cell', () => {
    const rows = [
      ['Row', 'Code', 'Women', 'Men'],
      ['Dogs', 'dogs', '1', '2'],
    ];
    expect(readTemplate(units, words, table(rows), bands)).toEqual({
      ok: false,
      faults: [{ code: 'workbook.unknown-row', path: 'B2', detail: { cell: 'B2', row: 'dogs' } }],
    });
  });

  it('refuses a table without the column of a sex', () => {
    const read = readTemplate(
      flow,
      words,
      table([
        ['Code', 'Women'],
        ['applied', '1'],
      ]),
      bands,
    );
    expect(read).toMatchObject({ ok: false, faults: [{ code: 'workbook.missing-column', detail: { column: 'Men' } }] });
  });
});
