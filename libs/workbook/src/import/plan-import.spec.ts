import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { ContentLibrary } from '@isonomia/content';
import type { Instrument } from '@isonomia/instrument';
import { parse } from 'yaml';
import { type ImportPlan, parseMapping, planImport, type Table } from '../index.js';

const FIXTURE = 'test/fixtures/import';
const rawMapping = (): Record<string, unknown> =>
  parse(readFileSync(`${FIXTURE}/register.yaml`, 'utf8')) as Record<string, unknown>;
const table = (text = readFileSync(`${FIXTURE}/register.csv`, 'utf8')): Table => ({
  format: 'csv',
  rows: text
    .trim()
    .split('\n')
    .map((line) => line.split(';')),
  otherSheets: [],
  hiddenSheets: [],
});

const instrumentOf = async (): Promise<Instrument> => {
  const content = await new ContentLibrary({ content: 'libs/content' }).find('geoa-le');
  if (content === undefined) throw new Error('geoa-le is gone');
  return content.instrument;
};

const plan = async (raw: unknown = rawMapping(), rows = table()): Promise<ImportPlan> => {
  const parsed = parseMapping(raw);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  const planned = planImport(parsed.mapping, await instrumentOf(), rows);
  if (!planned.ok) throw new Error(JSON.stringify(planned.faults));
  return planned.plan;
};
const faultsOf = async (raw: unknown, rows = table()) => {
  const parsed = parseMapping(raw);
  if (!parsed.ok) return parsed.faults;
  const planned = planImport(parsed.mapping, await instrumentOf(), rows);
  return planned.ok ? [] : planned.faults;
};
const agency = ({ agencies }: ImportPlan, ref: string) => {
  const found = agencies.find(({ externalRef }) => externalRef === ref);
  if (found === undefined) throw new Error(`no agency ${ref}`);
  return found;
};

describe('a register read by a mapping', () => {
  it('becomes agencies with name, type and the answers that its columns give', async () => {
    const harbour = agency(await plan(), 'A1');
    expect(harbour).toMatchObject({ row: 2, name: 'Harbour Customs, Lenvar', type: 'customs', currency: 'EUR' });
    expect(harbour.answers['WFC1']).toEqual({
      value: {
        rows: [
          { id: 'officer', label: 'Officer', band: 'officers', women: 26, men: 77 },
          { id: 'lead', label: 'Team leader', band: 'supervisors', women: 4, men: 12 },
          { id: 'chief', label: 'Chief', band: 'head', women: 1, men: 0 },
        ],
      },
      source: 'Invented register of services, 2025',
    });
    expect(harbour.answers['REC1']).toMatchObject({
      value: { cohort: false, stages: expect.arrayContaining([{ id: 'joined', women: 3, men: 9 }]) },
      source: 'Invented register of joiners, 2025',
    });
  });

  it('guesses nothing: what the register lacks is not available', async () => {
    const { answers } = agency(await plan(), 'A1');
    expect(answers['PAY1']).toEqual({ notAvailable: true });
    expect(answers['WFC5']).toMatchObject({
      value: {
        rows: [
          { id: 'head', women: 1, men: 0 },
          { id: 'deputies', notAvailable: true },
          { id: 'directors', notAvailable: true },
          { id: 'regional-heads', notAvailable: true },
          { id: 'site-heads', notAvailable: true },
        ],
      },
    });
    expect(answers['WFC8T']).toBeUndefined();
  });

  it('refuses the cell where what remains is below zero, and keeps the row by its name', async () => {
    const read = await plan();
    expect(agency(read, 'A4').answers['WFC1']).toMatchObject({
      value: { rows: [{ id: 'officer', label: 'Officer', band: 'officers', notAvailable: true }, {}, {}] },
    });
    expect(read.findings).toContainEqual({
      kind: 'refused',
      row: 5,
      column: 'W_ALL',
      code: 'import.negative',
      detail: { whole: 2, parts: 3, result: -1 },
    });
  });

  it('leaves one cell out of a sum rather than the whole row of the register', async () => {
    const night = agency(await plan(), 'A7').answers['WFC1'];
    // The men of A7 are not known: its officers cannot be told, its leaders can.
    expect(night).toMatchObject({
      value: { rows: [{ id: 'officer', notAvailable: true }, { id: 'lead', women: 1, men: 3 }, { id: 'chief' }] },
    });
  });

  it('reports every contradiction with row, column and reason', async () => {
    const { findings } = await plan();
    const contradictions = findings
      .filter(({ code }) => code === 'import.contradiction')
      .map(({ kind, row, column, detail }) => [kind, row, column, detail['check'], detail['left'], detail['right']]);
    expect(contradictions).toEqual([
      ['doubtful', 4, 'STAFF', 'staff-by-sex', 59, 60],
      ['doubtful', 5, 'W_ALL', 'leading-women', 3, 2],
      ['refused', 6, 'JOINED_W', 'whole-force-joined', 29, 30],
    ]);
  });

  it('takes no figure over that a check refuses', async () => {
    expect(agency(await plan(), 'A5').answers['REC1']).toEqual({ notAvailable: true });
  });

  it('leaves a line out whose kind of service has no meaning, and says so', async () => {
    const read = await plan();
    expect(read.agencies.map(({ externalRef }) => externalRef)).not.toContain('A6');
    expect(read.findings).toContainEqual({
      kind: 'refused',
      row: 7,
      column: 'KIND',
      code: 'import.no-agency',
      detail: { field: 'type', got: '7' },
    });
  });

  it('refuses a cell that is no count', async () => {
    expect((await plan()).findings).toContainEqual({
      kind: 'refused',
      row: 9,
      column: 'W_ALL',
      code: 'import.not-a-count',
      detail: { got: 'x' },
    });
  });

  it('adds up women and men over the agencies that have every count', async () => {
    // A7 lacks its men, A8 its women, A6 is no agency.
    expect((await plan()).shares).toEqual({
      agencies: 5,
      rows: [
        { label: 'All', women: 62, men: 267 },
        { label: 'Team leaders', women: 10, men: 33 },
      ],
    });
  });

  it('lists the columns that nothing is taken from, and what is mapped but not asked', async () => {
    const read = await plan();
    expect(read.unused).toEqual([{ column: 'CARS', reason: 'nobody asks for cars' }]);
    expect(read.notAsked).toEqual(['GOV4']);
    expect(read.open).toEqual([]);
  });

  it('reads yes and no where the variant asks, and leaves other codes and empty cells open', async () => {
    const read = await plan({ ...rawMapping(), variant: 'full' });
    expect(agency(read, 'A1').answers['GOV4']).toMatchObject({ value: { answer: 'yes' } });
    expect(agency(read, 'A2').answers['GOV4']).toMatchObject({ value: { answer: 'no' } });
    expect(agency(read, 'A7').answers['GOV4']).toBeUndefined();
    expect(agency(read, 'A4').answers['GOV4']).toBeUndefined();
    const [code] = read.findings.filter(({ column }) => column === 'POLICY');
    expect(code).toMatchObject({ kind: 'refused', row: 5, code: 'import.unknown-code', detail: { got: '9' } });
    expect(read.open).toContain('GOV1');
  });

  it('reads a code as a level', async () => {
    const raw = { ...rawMapping(), variant: 'full', answers: { GOV1: { column: 'POLICY', values: { 1: 2, 2: 0 } } } };
    const read = await plan(raw);
    expect(agency(read, 'A1').answers['GOV1']).toMatchObject({ value: { level: 2 } });
    expect(agency(read, 'A2').answers['GOV1']).toMatchObject({ value: { level: 0 } });
  });
});

describe('a mapping', () => {
  const broken = (change: Record<string, unknown>) => ({ ...rawMapping(), ...change });

  it.each<[string, Record<string, unknown>, string, string]>([
    ['of another format', { format: 'x' }, 'mapping.not-a-choice', 'format'],
    ['with a key that nobody knows', { colour: 'red' }, 'mapping.unknown-key', 'colour'],
    ['without answers', { answers: undefined }, 'mapping.missing-key', 'answers'],
    ['with another variant', { variant: 'tiny' }, 'mapping.not-a-choice', 'variant'],
    [
      'with a quantity that is used before it is there',
      { quantities: { a: { plus: ['b'] }, b: { column: 'STAFF' } }, checks: [], answers: {}, shares: undefined },
      'mapping.unknown-quantity',
      'quantities.a',
    ],
    [
      'with a quantity of no kind',
      { quantities: { a: {} }, checks: [], answers: {}, shares: undefined },
      'mapping.missing-key',
      'quantities.a',
    ],
    [
      'with a number that is no quantity',
      { answers: { WFC5: { value: { rows: [{ id: 'head', women: 'nobody', men: 'men' }] } } } },
      'mapping.unknown-quantity',
      'answers.WFC5',
    ],
    [
      'with a question that is not there',
      { answers: { XYZ1: { column: 'POLICY' } } },
      'mapping.unknown-question',
      'answers.XYZ1',
    ],
    ['with a column that the file lacks', { unused: { CARS: 'x', BOATS: 'x' } }, 'mapping.unknown-column', 'unused'],
    ['that is no list of checks', { checks: 'none' }, 'mapping.not-a-list', 'checks'],
  ])('%s is refused with the place', async (_, change, code, path) => {
    expect(await faultsOf(broken(change))).toContainEqual(expect.objectContaining({ code, path }));
  });

  it('is refused where two columns of the file share a name it uses', async () => {
    const text = readFileSync(`${FIXTURE}/register.csv`, 'utf8').replace('CARS', 'STAFF');
    const raw = broken({ unused: {} });
    expect(await faultsOf(raw, table(text))).toContainEqual(
      expect.objectContaining({ code: 'mapping.column-twice', detail: { column: 'STAFF' } }),
    );
  });

  it.each([undefined, null, 'text', 7, []])('is not %j', async (raw) => {
    expect(await faultsOf(raw)).toContainEqual(expect.objectContaining({ code: 'mapping.not-an-object' }));
  });
});
