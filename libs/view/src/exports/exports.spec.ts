import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { PublishedRelease } from '@isonomia/application';
import { observationsOf, type Observation, type Release } from '@isonomia/comparison';
import { canonicalJson } from '@isonomia/instrument';
import { writeCsv, writeWorkbook } from '@isonomia/workbook';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';

import { publishedExample } from '../../../../test/support/published-release.js';
import { unzip } from '../../../../test/support/unzip.js';
import { View, type Voice } from '../document/view.js';

import { releaseJson } from './release-json.js';
import { releaseNames } from './release-names.js';
import { releaseSdmx, SDMX_STRUCTURE, sdmxCodes, timePeriod } from './release-sdmx.js';
import { releaseCsv, releaseWorkbook, STATUSES } from './release-sheets.js';

let published: PublishedRelease;
let voice: Voice;
let observations: readonly Observation[];
beforeAll(async () => {
  published = await publishedExample();
  const view = new View({ root: join(import.meta.dirname, '..', '..', '..', '..') });
  voice = view.voice('en', published.published.texts['en'] ?? {});
  observations = observationsOf(published.release);
});

/** What every format has to say of one number, in the same words. */
const told = (one: Record<string, string>): string =>
  [one['grouping'], one['group'], one['table'], one['measure'], one['item'], one['sex'], one['status'], one['value']]
    .map((part) => String(part).toUpperCase().replaceAll('-', '_'))
    .join(' ');
const expected = (): readonly string[] => {
  const names = releaseNames(voice, published.facts.countries);
  return observations.map((one) => {
    const bounds = 'bound' in one.observed ? one.observed.bound : 'low' in one.observed ? one.observed.low : '';
    const value = one.observed.kind === 'value' ? one.observed.value : bounds;
    const place = { ...one, group: names.code(one.grouping, one.group), status: one.observed.kind };
    return told({ ...(place as unknown as Record<string, string>), value: String(value) });
  });
};
const boundOf = (row: Record<string, string>): string =>
  row['status'] === 'value' ? (row['value'] ?? '') : ((row['low'] === '' ? row['high'] : row['low']) ?? '');

const SEXES: Readonly<Record<string, string>> = { F: 'women', M: 'men', _T: 'all' };
/** A line of SDMX in the words of the other formats. */
function fromSdmx(row: Record<string, string>): string {
  const text = (column: string): string => row[column] ?? '';
  const all = (code: string): string => (code === '_T' ? 'all' : code);
  const bound = text('LOWER_BOUND') === '' ? text('UPPER_BOUND') : text('LOWER_BOUND');
  return told({
    grouping: text('GROUPING'),
    group: all(text('GROUP')),
    table: text('TABLE'),
    measure: text('MEASURE'),
    item: all(text('ITEM')).replace(/^(BAND|GATE|COVERAGE)_/, ''),
    sex: SEXES[text('SEX')] ?? '',
    status: text('VALUE_KIND'),
    value: text('OBS_VALUE') === 'NaN' ? bound : text('OBS_VALUE'),
  });
}

const csvRows = (bytes: Uint8Array): Record<string, string>[] =>
  parse(Buffer.from(bytes), { columns: true, bom: true });

describe('the files of a release', () => {
  it('say the same as the release: CSV', () => {
    const rows = csvRows(writeCsv(releaseCsv(published, voice)));
    expect(rows.map((row) => told({ ...row, value: boundOf(row) }))).toEqual(expected());
  });

  it('say the same as the release: XLSX', async () => {
    const rows = await sheetRows(await writeWorkbook(releaseWorkbook(published, voice)), 2);
    const header = releaseCsv(published, voice).header;
    const named = rows
      .slice(1)
      .map((row) => Object.fromEntries(header.map((column, index) => [column, row[index] ?? ''])));
    expect(named.map((row) => told({ ...row, value: boundOf(row) }))).toEqual(expected());
  });

  it('say the same as the release: SDMX-CSV', () => {
    const rows = csvRows(writeCsv(releaseSdmx(published, voice), ''));
    const back = rows.map(fromSdmx);
    expect(back).toEqual(expected());
  });

  it('say the same as the release: JSON, whose hash anybody can compute again', () => {
    const file = JSON.parse(releaseJson(published)) as { release: Release; sha256: string };
    expect(observationsOf(file.release)).toEqual(observations);
    expect(file.sha256).toBe(createHash('sha256').update(canonicalJson(file.release)).digest('hex'));
  });

  it('are the same bytes for the same release', async () => {
    const again = await publishedExample();
    expect(releaseJson(again)).toBe(releaseJson(published));
    const book = async (one: PublishedRelease) => Buffer.from(await writeWorkbook(releaseWorkbook(one, voice)));
    expect((await book(again)).equals(await book(published))).toBe(true);
  });

  it('leave no cell of a withheld number empty, and say the same of each', () => {
    const hidden = csvRows(writeCsv(releaseCsv(published, voice))).filter((row) => row['status'] === 'withheld');
    expect(hidden.length).toBeGreaterThan(100);
    const said = ({ value, low, high, partial }: Record<string, string>) => [value, low, high, partial].join('|');
    expect(new Set(hidden.map(said))).toEqual(new Set(['withheld|||no']));
    const sdmx = csvRows(writeCsv(releaseSdmx(published, voice), '')).filter((row) => row['OBS_STATUS'] === 'Q');
    expect(sdmx.length).toBe(hidden.length);
    expect(new Set(sdmx.map((row) => [row['OBS_VALUE'], row['CONF_STATUS']].join()))).toEqual(new Set(['NaN,C']));
  });

  it('hold no formula, even where a country or a round is named like one', async () => {
    const hostile = '=HYPERLINK("http://example.org","x")';
    const facts = {
      ...published.facts,
      round: hostile,
      countries: published.facts.countries.map((country) => ({ ...country, name: hostile })),
    };
    const rows = csvRows(writeCsv(releaseCsv({ ...published, facts }, voice)));
    expect(rows.some((row) => row['group_name'] === `'${hostile}`)).toBe(true);
    expect(rows.flatMap((row) => Object.values(row)).filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
    const parts = await unzip(await writeWorkbook(releaseWorkbook({ ...published, facts }, voice)));
    expect([...parts.values()].map(String).join('')).not.toMatch(/<f[ >/]|<si><t[^>]*>[=+@]/);
  });
});

describe('the workbook of a release', () => {
  it('has no formula, hidden sheet, defined name, comment, author, application or time', async () => {
    const parts = await unzip(await writeWorkbook(releaseWorkbook(published, voice)));
    const all = [...parts.values()].map(String).join('');
    expect(all).not.toMatch(/<f[ >/]|state="(?:hidden|veryHidden)"|<definedName |<row[^>]* hidden|<col[^>]* hidden/);
    expect(all).not.toMatch(/TargetMode="External"|<!DOCTYPE|vbaProject/);
    expect([...parts.keys()].filter((name) => /docProps|comments|vml|custom|drawing|media/i.test(name))).toEqual([]);
    expect(all).not.toMatch(/<dc:creator>|<cp:lastModifiedBy>|<Application>|<Company>|<AppVersion>/);
    expect(sheetNames(parts)).toEqual(['About', 'Numbers', 'Not shown', 'Codes']);
  });
});

describe('SDMX', () => {
  it('has codes alone, of the letters that codes may have, each of them in a code list', () => {
    const rows = csvRows(writeCsv(releaseSdmx(published, voice), ''));
    const listed = new Set(
      csvRows(writeCsv(sdmxCodes(published, voice))).map((row) => `${row['CODELIST']}/${row['CODE']}`),
    );
    const coded = [
      'GROUPING',
      'GROUP',
      'TABLE',
      'MEASURE',
      'ITEM',
      'SEX',
      'UNIT_MEASURE',
      'VALUE_KIND',
      'OBS_STATUS',
      'CONF_STATUS',
    ];
    for (const row of rows)
      for (const column of coded) {
        expect(row[column]).toMatch(/^[A-Z0-9_]+$/);
        expect(listed).toContain(`CL_${column}/${row[column]}`);
      }
  });

  it('is described, column by column and kind by kind', () => {
    const described = readFileSync(join(import.meta.dirname, '..', '..', '..', '..', 'docs', 'sdmx.md'), 'utf8');
    const { header } = releaseSdmx(published, voice);
    const kinds = STATUSES.map((kind) => kind.toUpperCase().replaceAll('-', '_'));
    const named = [...described.matchAll(/^\| `([A-Z_]+)`/gm)].map(([, name]) => name);
    expect(named).toEqual([...header, ...kinds]);
    expect(described).toContain(SDMX_STRUCTURE);
  });

  it('begins with the three columns that the format asks for, and with no byte order mark', () => {
    const text = Buffer.from(writeCsv(releaseSdmx(published, voice), '')).toString('utf8');
    expect(text.startsWith('STRUCTURE,STRUCTURE_ID,ACTION,')).toBe(true);
  });

  it('has one line for each place of the structure', () => {
    const rows = csvRows(writeCsv(releaseSdmx(published, voice), ''));
    const keys = rows.map((row) =>
      ['GROUPING', 'GROUP', 'TABLE', 'MEASURE', 'ITEM', 'SEX', 'TIME_PERIOD'].map((column) => row[column]).join('.'),
    );
    expect(new Set(keys).size).toBe(rows.length);
  });

  it.each([
    ['2025-01-01', '2025-12-31', '2025'],
    ['2025-04-01', '2026-03-31', '2025-04-01/P365D'],
    ['2024-01-01', '2024-06-30', '2024-01-01/P182D'],
  ])('writes the period from %s to %s as %s', (from, to, period) => {
    expect(timePeriod({ from, to })).toBe(period);
  });
});

const sheetNames = (parts: ReadonlyMap<string, Buffer>): readonly string[] =>
  [...String(parts.get('xl/workbook.xml')).matchAll(/<sheet [^>]*name="([^"]*)"/g)].map(([, name]) => name ?? '');

/** Cells of a sheet as text, read with nothing of ours. */
async function sheetRows(workbook: Uint8Array, sheet: number): Promise<readonly (readonly string[])[]> {
  const parts = await unzip(workbook);
  const shared = [...String(parts.get('xl/sharedStrings.xml')).matchAll(/<si>(.*?)<\/si>/gs)].map(([, item = '']) =>
    item
      .replace(/<[^>]*>/g, '')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&amp;', '&'),
  );
  return [...String(parts.get(`xl/worksheets/sheet${sheet}.xml`)).matchAll(/<row [^>]*>(.*?)<\/row>/gs)].map(
    ([, row = '']) => {
      const cells: string[] = [];
      for (const [, column = '', attributes = '', value = ''] of row.matchAll(
        /<c r="([A-Z]+)\d+"([^>]*?)(?:\/>|><v>(.*?)<\/v><\/c>)/g,
      )) {
        const index = Array.from(column).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
        cells[index] = attributes.includes('t="s"') ? (shared[Number(value)] ?? '') : value;
      }
      return Array.from(cells, (cell: string | undefined) => cell ?? '');
    },
  );
}
