import {
  AddPractice,
  ChangePractice,
  ListPractices,
  practiceId,
  PracticeStore,
  RecordAnswers,
  SubmitAssessment,
  UnitOfWork,
  ViewPracticeOffer,
  ViewResult,
  WithdrawPractice,
  type Actor,
  type AgencyId,
  type AssessmentId,
  type EntryInput,
  type PracticeId,
  type RegionId,
  type Transaction,
} from '@isonomia/application';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { person } from '../../support/people.js';
import { ENTRY } from '../../support/practice.js';
import { completeAnswers } from '../../support/published-sample.js';
import { APPROVAL, Stage } from '../../support/stage.js';

describe('good practice', () => {
  let stage: Stage;
  let region: RegionId;
  let agency: AgencyId;
  let elsewhere: AgencyId;
  let chen: Actor;
  let asha: Actor;
  let dara: Actor;
  let abroad: Actor;

  beforeAll(async () => {
    stage = await Stage.open();
    const country = await stage.country();
    const other = await stage.country('Other Region', 'OV');
    region = country.regionId;
    agency = await stage.agency('Police of Norlavia', country);
    elsewhere = await stage.agency('Police of Ostravia', other);
    chen = person('chen', 'coordinator', { regionId: region });
    asha = person('asha', 'lead', { agencyId: agency });
    dara = person('dara', 'lead', { agencyId: elsewhere });
    abroad = person('kim', 'coordinator', { regionId: other.regionId });
    stage.played.people.add(asha, dara);
    for (const actor of [chen, asha, dara, abroad]) await stage.enrol(actor);
  });
  afterAll(() => stage.close());
  beforeEach(() => stage.rows("UPDATE good_practice SET state = 'withdrawn'"));

  const add = async (entry: Partial<EntryInput> = {}, publish = true): Promise<PracticeId> =>
    (await stage.get(AddPractice).execute(chen, { region, entry: { ...ENTRY, ...entry }, publish })).practice;
  const change = (practice: PracticeId, entry: Partial<EntryInput>, expected = 1, publish = false) =>
    stage.get(ChangePractice).execute(chen, { practice, entry: { ...ENTRY, ...entry }, publish, expected });
  const handedIn = async (lead: Actor, of: AgencyId): Promise<AssessmentId> => {
    const assessment = await stage.assessment(lead, of);
    const answers = Object.entries(completeAnswers()).map(([question, answer]) => ({ question, answer }));
    await stage.get(RecordAnswers).execute(lead, { assessment, answers });
    await stage.get(SubmitAssessment).execute(lead, { assessment, approval: APPROVAL });
    return assessment;
  };
  const practicesOf = async (actor: Actor, assessment: AssessmentId) =>
    (await stage.get(ViewResult).execute(actor, { assessment })).outcome.practices;
  const shelved = async (actor: Actor): Promise<readonly string[]> =>
    (await stage.get(ListPractices).execute(actor)).shelves.flatMap(({ practices }) => practices.map(({ id }) => id));

  it('of the library is frozen with an outcome, words in every language, once for all outcomes', async () => {
    const [first, second] = [await handedIn(asha, agency), await handedIn(dara, elsewhere)];
    expect(await practicesOf(asha, first)).toMatchObject([
      { id: 'nv-policy', items: ['GOV1'], rules: ['R1'], words: { en: { result: 'It is known.' }, fr: {} } },
    ]);
    expect(await practicesOf(dara, second)).toEqual(await practicesOf(asha, first));
    const parts = await stage.rows('SELECT DISTINCT practices_part FROM outcome');
    expect(parts).toHaveLength(1);
  });

  it('of a region is shown to its agencies alone, and marked as the region’s', async () => {
    const id = await add();
    const theirs = await practicesOf(asha, await handedIn(asha, agency));
    expect(theirs?.map((one) => one.id)).toEqual(['nv-policy', `regional-${id}`]);
    expect(theirs?.[1]).toMatchObject({
      region: 'Test Region',
      words: { en: { organisation: ENTRY.organisation, country: ENTRY.country } },
      sources: [{ publisher: ENTRY.sourcePublisher, title: ENTRY.sourceTitle, year: 2021, url: ENTRY.sourceUrl }],
    });
    const abroadToo = await practicesOf(dara, await handedIn(dara, elsewhere));
    expect(abroadToo?.map((one) => one.id)).toEqual(['nv-policy']);
    expect(await shelved(asha)).toContain(`regional-${id}`);
    expect(await shelved(dara)).not.toContain(`regional-${id}`);
  });

  it('that is a draft is seen by those who keep the region and by nobody else', async () => {
    const id = await add({}, false);
    expect(await shelved(chen)).not.toContain(`regional-${id}`);
    expect((await stage.get(ListPractices).execute(chen)).kept.map((one) => one.id)).toContain(id);
    for (const stranger of [asha, abroad]) {
      expect((await stage.get(ListPractices).execute(stranger)).kept.map((one) => one.id)).not.toContain(id);
      expect(await shelved(stranger)).not.toContain(`regional-${id}`);
    }
    await change(id, {}, 1, true);
    expect(await shelved(asha)).toContain(`regional-${id}`);
  });

  it('stays in an outcome as it was, whatever is changed or withdrawn afterwards', async () => {
    const id = await add();
    const before = await handedIn(asha, agency);
    await change(id, { what: 'Something else was done.' });
    const between = await handedIn(asha, agency);
    await stage.get(WithdrawPractice).execute(chen, { practice: id });
    stage.played.practices.practices = [];
    const after = await handedIn(asha, agency).finally(() => stage.played.practices.reset());
    const told = async (assessment: AssessmentId) =>
      (await practicesOf(asha, assessment))?.map(({ words }) => words['en']?.what);
    expect(await told(before)).toEqual(['A policy was signed by the head.', ENTRY.what]);
    expect(await told(between)).toEqual(['A policy was signed by the head.', 'Something else was done.']);
    expect(await told(after)).toEqual([]);
  });

  it('is missing in outcomes of before, which are read as they were', async () => {
    const assessment = await handedIn(asha, agency);
    await stage.rows('UPDATE outcome SET practices_part = NULL WHERE assessment_id = $1', [assessment]);
    expect(await practicesOf(asha, assessment)).toBeUndefined();
  });

  it('needs a source that can be looked up, and something that it belongs to', async () => {
    const nothing = { sourcePublisher: '', sourceTitle: '', sourceYear: '', sourceUrl: '', items: [], rules: [] };
    const problem = await add(nothing).catch((error: unknown) => error);
    expect(
      (problem as { faults: { path: string; code: string }[] }).faults.map(({ path, code }) => [path, code]),
    ).toEqual(
      ['sourceYear', 'sourcePublisher', 'sourceTitle', 'sourceUrl', 'dimensions'].map((path) => [
        path,
        'input.missing',
      ]),
    );
  });

  it.each([
    ['javascript:alert(1)'],
    ['data:text/html,hello'],
    ['file:///etc/passwd'],
    ['//example.org/page'],
    ['https://name:secret@example.org/'],
    ['https://example.org/two words'],
    ['example.org'],
  ])('has no source at %s', async (sourceUrl) => {
    await expect(add({ sourceUrl })).rejects.toMatchObject({
      faults: [{ path: 'sourceUrl', code: 'input.not-a-web-address' }],
    });
  });

  it('was checked by whoever says so, on a day that is not to come', async () => {
    await expect(add({ checkedOn: '2999-01-01' })).rejects.toMatchObject({
      faults: [{ path: 'checkedOn', code: 'input.in-the-future' }],
    });
    const id = await add({ checkedOn: '2026-01-15' });
    const { practice } = await stage.get(ViewPracticeOffer).execute(chen, { practice: id });
    expect(practice).toMatchObject({ checkedOn: '2026-01-15', checkedBy: chen.userId });
    await change(id, { sourceUrl: 'https://example.org/another', checkedOn: '' });
    const again = await stage.get(ViewPracticeOffer).execute(chen, { practice: id });
    expect(again.practice?.checkedBy).toBeUndefined();
  });

  it('is nobody’s to add, change or withdraw but those who keep its region', async () => {
    const [draft, published] = [await add({}, false), await add()];
    for (const stranger of [asha, dara, abroad]) {
      const command = { region, entry: ENTRY, publish: true };
      await expect(stage.get(AddPractice).execute(stranger, command)).rejects.toMatchObject({ code: 'not-found' });
      await expect(stage.get(WithdrawPractice).execute(stranger, { practice: draft })).rejects.toMatchObject({
        code: 'not-found',
      });
    }
    await expect(stage.get(WithdrawPractice).execute(asha, { practice: published })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(stage.get(WithdrawPractice).execute(abroad, { practice: published })).rejects.toMatchObject({
      code: 'not-found',
    });
    const [row] = await stage.rows<{ state: string }>('SELECT state FROM good_practice WHERE id = $1', [published]);
    expect(row?.state).toBe('published');
  });

  it('is held to its region by the database too, whatever a use case would ask of it', async () => {
    const [draft, published] = [await add({}, false), await add()];
    const store = stage.port(PracticeStore);
    const as = <T>(actor: Actor, work: (tx: Transaction) => Promise<T>): Promise<T> =>
      stage.port(UnitOfWork).run({ actor: actor.userId }, work);
    const seenBy = async (actor: Actor) => (await as(actor, (tx) => store.all(tx))).map(({ id }) => id);
    expect(await seenBy(chen)).toEqual(expect.arrayContaining([draft, published]));
    expect(await seenBy(asha)).toContain(published);
    expect(await seenBy(asha)).not.toContain(draft);
    for (const stranger of [dara, abroad]) {
      expect(await seenBy(stranger)).not.toContain(published);
      expect(await seenBy(stranger)).not.toContain(draft);
    }
    for (const stranger of [asha, dara, abroad]) await as(stranger, (tx) => store.withdraw(tx, published));
    const states = await stage.rows<{ state: string }>('SELECT state FROM good_practice WHERE id = $1', [published]);
    expect(states).toEqual([{ state: 'published' }]);
    await expect(
      as(asha, async (tx) => {
        const [one] = await store.all(tx);
        if (one === undefined) throw new Error('there is none to copy');
        await store.insert(tx, { ...one, id: practiceId(randomUUID()) });
      }),
    ).rejects.toThrow('row-level security');
  });

  it('is not written over by somebody who looked at it earlier', async () => {
    const id = await add();
    await change(id, { what: 'First change.' });
    await expect(change(id, { what: 'Second change.' })).rejects.toMatchObject({ current: { revision: 2 } });
  });
});
