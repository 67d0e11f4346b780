import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { command, isLongRun, type Ran } from '../support/command.js';
import { holdDatabase } from '../support/held-database.js';

const SLOW = 180_000;
const MAPPING = 'test/fixtures/import/register.yaml';
const REGISTER = 'test/fixtures/import/register.csv';
/** Real figures, kept outside of the project; the tests that need them run where they are. */
const LEMAS = path.resolve('../shared/data/lemas2016_rank_sex_policy.csv');

interface Finding {
  readonly kind: string;
  readonly row: number;
  readonly column: string;
  readonly code: string;
  readonly reason: string;
}
interface Report {
  readonly agencies: number;
  readonly findings: readonly Finding[];
  readonly shares: {
    readonly agencies: number;
    readonly rows: readonly { label: string; women: number; men: number }[];
  };
  readonly unused: readonly { readonly column: string }[];
  readonly imported: readonly { readonly row: number; readonly externalRef: string; readonly assessment: string }[];
}

let folder: string;
let run: (args: readonly string[]) => Promise<Ran>;
let database: Awaited<ReturnType<typeof holdDatabase>>;
const report = (name = 'report.json'): Report => JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as Report;
const importing = (...more: readonly string[]): Promise<Ran> =>
  run(['import', '--mapping', MAPPING, '--file', REGISTER, ...more, '--report', path.join(folder, 'report.json')]);

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'isonomia import '));
  const data = path.join(folder, 'data');
  run = command(data);
  database = await holdDatabase(data);
  expect((await run(['migrate'])).code).toBe(0);
}, SLOW);
afterAll(async () => {
  await database.release();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
});

describe('an import', () => {
  it(
    'leaves nothing behind when it is tried dry, when it fails, and when it is broken off by a fault of one agency',
    async () => {
      const dry = await importing('--dry-run');
      expect(dry).toMatchObject({ code: 0 });
      expect(dry.out).toMatch(/^7 agencies read, nothing written \(dry run\)/);
      expect(report().imported).toEqual([]);

      const mapping = path.join(folder, 'faulty.yaml');
      writeFileSync(mapping, readFileSync(MAPPING, 'utf8').replace('Asia/Tbilisi', 'Asia/Nowhere'));
      const failed = await run(['import', '--mapping', mapping, '--file', REGISTER, '--submit']);
      expect(failed).toMatchObject({ code: 1, out: '' });
      expect(failed.err).toMatch(/register\.csv: input\.[\w-]+: row 2, timeZone/);

      // Were anything left, the same ids would now be refused.
      const done = await importing('--submit');
      expect(done.err).not.toMatch(/already-imported/);
      expect(done.code).toBe(0);
    },
    SLOW,
  );

  it('says what was done, what to look at, and the shares', () => {
    const { imported, findings, shares, unused } = report();
    expect(imported.map(({ row, externalRef }) => [row, externalRef])).toEqual([
      [2, 'A1'],
      [3, 'A2'],
      [4, 'A3'],
      [5, 'A4'],
      [6, 'A5'],
      [8, 'A7'],
      [9, 'A8'],
    ]);
    expect(findings).toContainEqual({
      kind: 'refused',
      row: 6,
      column: 'JOINED_W',
      code: 'import.contradiction',
      reason: 'The whole force seems to have joined in one year. (29 against 30)',
    });
    expect(shares.rows[0]).toEqual({ label: 'All', women: 62, men: 267 });
    expect(unused).toEqual([{ column: 'CARS', reason: 'nobody asks for cars' }]);
  });

  it(
    'refuses agencies that were imported before, each with its row',
    async () => {
      const again = await importing();
      expect(again).toMatchObject({ code: 1, out: '' });
      expect(again.err).toMatch(/input\.already-imported: row 2: /);
      expect(again.err).toMatch(/input\.already-imported: row 9: /);
    },
    SLOW,
  );

  it(
    'gives a document for any of its agencies',
    async () => {
      const out = path.join(folder, 'a2.pdf');
      const assessment =
        report('report.json').imported.find(({ externalRef }) => externalRef === 'A2')?.assessment ?? '';
      const ran = await run(['document', '--assessment', assessment, '--edition', 'sharing', '--out', out]);
      expect(ran).toMatchObject({ code: 0, out: '' });
      expect(readFileSync(out).subarray(0, 5).toString()).toBe('%PDF-');
    },
    SLOW,
  );

  it.each<[string, string, RegExp]>([
    ['no YAML', 'a: [', /mapping\.not-yaml/],
    ['another format', 'format: x', /mapping\.not-a-choice: format: /],
    [
      'an alias that explodes',
      `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [${'*a,'.repeat(9)}]\nc: [${'*b,'.repeat(99)}]`,
      /mapping\./,
    ],
  ])(
    'refuses a mapping that is %s',
    async (_, text, message) => {
      const mapping = path.join(folder, 'bad.yaml');
      writeFileSync(mapping, text);
      const ran = await run(['import', '--mapping', mapping, '--file', REGISTER]);
      expect(ran).toMatchObject({ code: 1, out: '' });
      expect(ran.err).toMatch(message);
    },
    SLOW,
  );

  it(
    'refuses a file that is no table',
    async () => {
      const file = path.join(folder, 'x.csv');
      writeFileSync(file, Uint8Array.of(0x61, 0x00, 0x62));
      const ran = await run(['import', '--mapping', MAPPING, '--file', file]);
      expect(ran).toMatchObject({ code: 1, out: '', err: expect.stringContaining('workbook.not-a-table') });
    },
    SLOW,
  );
});

const describeWithFile = existsSync(LEMAS) ? describe : describe.skip;

describeWithFile('LEMAS 2016', () => {
  it(
    'comes in whole and submitted within a minute, its contradictions told and its shares as published',
    async () => {
      const began = performance.now();
      const ran = await run([
        ...['import', '--mapping', 'mappings/lemas-2016.yaml', '--file', LEMAS, '--submit'],
        ...['--report', path.join(folder, 'lemas.json')],
      ]);
      const seconds = (performance.now() - began) / 1000;
      expect(ran).toMatchObject({ code: 0 });
      expect(ran.out).toMatch(/^2784 agencies read, 2784 assessments imported and submitted/);
      // Beside other tests on two cores a clock says little; the long run has the machine to itself.
      expect(seconds).toBeLessThan(isLongRun() ? 60 : SLOW / 1000);
      const { findings, shares, imported, agencies } = report('lemas.json');
      expect([agencies, imported.length]).toEqual([2784, 2784]);
      const told = (column: string, words: RegExp): number =>
        findings.filter((finding) => finding.column === column && words.test(finding.reason)).length;
      expect(told('FTSWORN', /do not add up/)).toBe(383);
      expect(told('PERS_FEMALE', /more women in supervising/)).toBe(42);
      expect(told('PERS_MALE', /more men in supervising/)).toBe(83);
      expect(told('PERS_NEW_TOTS', /nine tenths/)).toBe(24);
      expect(shares).toEqual({
        agencies: 2552,
        rows: [
          { label: 'Sworn officers', women: 55_430, men: 413_407 - 55_430 },
          { label: 'Sergeants', women: 6_624, men: 58_721 - 6_624 },
          { label: 'Intermediate supervisors', women: 3_104, men: 31_235 - 3_104 },
        ],
      });
      expect(ran.out).toMatch(/Sworn officers\s+13\.4 % \(55,430 of 413,407\)/);
      expect(ran.out).toMatch(/Sergeants\s+11\.3 %/);
      expect(ran.out).toMatch(/Intermediate supervisors\s+9\.9 %/);
      expect(ran.out).toMatch(/Mapped, but not asked in this variant: SVC4, SVC5/);
    },
    SLOW,
  );
});
