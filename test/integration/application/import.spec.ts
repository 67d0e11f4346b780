import {
  ImportAssessments,
  ListAgencies,
  ViewDimension,
  ViewResult,
  type Country,
  type ImportAssessmentsCommand,
  type ImportedAgency,
} from '@isonomia/application';
import { dimensionId, evidenceId } from '@isonomia/instrument';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asOwner } from '../../support/database.js';
import { person } from '../../support/people.js';
import { completeAnswers } from '../../support/published-sample.js';
import { AGENCY_SETTINGS, APPROVAL, Stage } from '../../support/stage.js';

describe('an import', () => {
  let stage: Stage;
  let country: Country;
  const agencies = (count: number, prefix: string): readonly ImportedAgency[] =>
    Array.from({ length: count }, (_, index) => ({
      ...AGENCY_SETTINGS,
      externalRef: `${prefix}${index}`,
      name: `Agency ${prefix}${index}`,
      answers: completeAnswers(),
    }));
  const run = (change: Partial<ImportAssessmentsCommand>, actor = stage.root, state = 'submitted') =>
    stage.get(ImportAssessments).execute(actor, {
      instrument: 'sample',
      version: '1.0.0',
      variant: 'full',
      country: country.id,
      fictional: false,
      title: 'Survey 2025',
      reference: { from: '2025-01-01', to: '2025-12-31' },
      stockDate: '2025-12-31',
      agencies: agencies(3, 'A'),
      ...(state === 'submitted' && { submit: { approval: APPROVAL } }),
      ...change,
    });
  const counts = () =>
    asOwner(stage.database.address, async (client) => {
      const tables = ['agency', 'assessment', 'answer', 'answer_history', 'outcome', 'approval', 'evidence', 'audit'];
      const sql = tables.map((name) => `(SELECT count(*)::int FROM ${name}) AS ${name}`);
      return (await client.query(`SELECT ${sql.join(', ')}`)).rows[0] as Record<string, number>;
    });

  beforeAll(async () => {
    stage = await Stage.open();
    country = await stage.country('Survey', 'US');
  });
  afterAll(() => stage.close());

  it('makes agencies with submitted assessments, a batch at a time, each with history, outcome and audit', async () => {
    const before = await counts();
    const told: [number, number][] = [];
    const made = await run({ agencies: agencies(120, 'B'), onProgress: (done, total) => told.push([done, total]) });
    const after = await counts();
    const perAgency = Object.keys(completeAnswers()).length;
    const grown = Object.fromEntries(
      Object.keys(after).map((table) => [table, (after[table] ?? 0) - (before[table] ?? 0)]),
    );
    expect(grown).toEqual({
      agency: 120,
      assessment: 120,
      answer: 120 * perAgency,
      answer_history: 120 * perAgency,
      outcome: 120,
      approval: 120,
      evidence: 0,
      audit: 240,
    });
    expect(told).toEqual([
      [50, 120],
      [100, 120],
      [120, 120],
    ]);
    const view = await stage.get(ViewResult).execute(stage.root, { assessment: made[7]!.assessment });
    expect(view.assessment).toMatchObject({ state: 'submitted', submittedBy: 'root', agencyName: 'Agency B7' });
    expect(view.outcome).toMatchObject({ status: 'submitted', respondents: [{ role: 'import' }], approval: APPROVAL });
    expect(view.frozen?.id).toBe(made[7]!.outcome);
  });

  it('that fails on the last agency leaves nothing behind', async () => {
    const before = await counts();
    const broken = { ...agencies(1, 'C')[0]!, externalRef: 'C99', name: 'x', answers: completeAnswers() };
    await asOwner(stage.database.address, (client) =>
      client.query("ALTER TABLE agency ADD CONSTRAINT planted CHECK (external_ref <> 'C99')"),
    );
    await expect(run({ agencies: [...agencies(60, 'C'), broken] })).rejects.toThrow('planted');
    expect(await counts()).toEqual(before);
  });

  it('tells every fault of every agency, with its place, before anything is written', async () => {
    const before = await counts();
    const [first, second, third] = agencies(3, 'D');
    const { GOV1: _, ...open } = completeAnswers();
    const problem = await run({
      agencies: [
        { ...first!, answers: { ...completeAnswers(), GOV1: { value: { level: 9 } } } },
        { ...second!, type: 'bakery', answers: open },
        { ...third!, answers: { ...completeAnswers(), GOV1: { value: { level: 1 }, evidence: ['E1'] } } },
        third!,
      ],
    }).catch((error: unknown) => error);
    const places = (problem as { faults: { path: string; code: string }[] }).faults.map(
      ({ path, code }) => `${path} ${code}`,
    );
    expect(places).toContain('agencies.D0.answers.GOV1.value.level answer.out-of-range');
    expect(places).toContain('agencies.D1.type input.not-in-list');
    expect(places).toContain('agencies.D2.answers.GOV1 answer.unknown-evidence');
    expect(places).toContain('agencies.D2 input.repeated');
    expect(await counts()).toEqual(before);
  });

  it('demands every answer when it submits, and keeps a draft as it is when it does not', async () => {
    const open = agencies(1, 'E').map((agency) => ({ ...agency, answers: { PAY2: { notAvailable: true } } }));
    await expect(run({ agencies: open })).rejects.toMatchObject({
      faults: expect.arrayContaining([
        { code: 'answer.missing', path: 'agencies.E0.answers.GOV1', detail: { question: 'GOV1' } },
      ]),
    });
    const [made] = await run({ agencies: open }, stage.root, 'draft');
    expect(made).not.toHaveProperty('outcome');
  });

  it('run dry reads everything and writes nothing', async () => {
    const before = await counts();
    expect(await run({ agencies: agencies(2, 'F'), dryRun: true })).toEqual([]);
    await expect(run({ agencies: [{ ...agencies(1, 'F')[0]!, type: 'bakery' }], dryRun: true })).rejects.toMatchObject({
      code: 'input.refused',
    });
    expect(await counts()).toEqual(before);
  });

  it('does not make an agency that its country already has', async () => {
    await run({ agencies: agencies(1, 'G') });
    await expect(run({ agencies: agencies(2, 'G') })).rejects.toMatchObject({
      faults: [{ code: 'input.already-imported', path: 'agencies.G0' }],
    });
  });

  it('carries evidence that its answers name, under ids of our own, to a lead who can go on', async () => {
    const [agency] = agencies(1, 'H');
    const asha = person('asha', 'lead');
    const imported = {
      agencies: [
        {
          ...agency!,
          lead: asha.userId,
          answers: {
            GOV1: { value: { level: 3 }, evidence: [evidenceId('E1')] },
            CTX1: { value: { answer: 'yes' } },
            SOC3: { value: { checked: ['age'], proved: { age: ['E2'] } } },
          },
          evidence: [
            { id: evidenceId('E1'), question: 'GOV1', title: 'Order 7', restricted: false },
            {
              id: evidenceId('E2'),
              question: 'SOC3',
              option: 'age',
              title: 'Form',
              url: 'https://example.org/form',
              restricted: true,
            },
          ],
        },
      ],
    };
    const [made] = await run(imported, stage.root, 'draft');
    const lead = { ...asha, memberships: [{ role: 'lead' as const, agencyId: made!.agency }] };
    stage.played.people.add(lead);
    const page = await stage
      .get(ViewDimension)
      .execute(lead, { assessment: made!.assessment, dimension: dimensionId('D1') });
    expect(page.evidence.map(({ kind, title }) => [kind, title])).toEqual([
      ['citation', 'Order 7'],
      ['link', 'Form'],
    ]);
    const { outcome } = await stage.get(ViewResult).execute(lead, { assessment: made!.assessment });
    expect(outcome.result.items['GOV1']).toMatchObject({ claimed: 75, evidenced: 75 });
    expect(outcome.result.items['SOC3']).toMatchObject({ claimed: 50, evidenced: 50 });
  });

  it('is for administrators', async () => {
    const chen = person('chen', 'coordinator', { regionId: country.regionId });
    await expect(run({}, chen)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(run({}, person('dara', 'lead'))).rejects.toMatchObject({ code: 'not-found' });
    expect((await stage.get(ListAgencies).execute(chen, { matching: 'Agency A' })).agencies).toEqual([]);
  });
});
