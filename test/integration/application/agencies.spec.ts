import {
  AssignDimension,
  CreateAgency,
  DefineCountry,
  ListAgencies,
  PublishInstruments,
  SetUpAgency,
  StartAssessment,
  ViewAgency,
  ViewAssessment,
  countryId,
  type Actor,
  type AgencyId,
  type Country,
  type ListAgenciesCommand,
} from '@isonomia/application';
import { dimensionId } from '@isonomia/instrument';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asOwner } from '../../support/database.js';
import { person } from '../../support/people.js';
import { publishedSample } from '../../support/published-sample.js';
import { AGENCY_SETTINGS, Stage } from '../../support/stage.js';

describe('an agency', () => {
  let stage: Stage;
  let country: Country;
  let agency: AgencyId;
  let asha: Actor;
  let fay: Actor;

  beforeAll(async () => {
    stage = await Stage.open();
    country = await stage.country();
    agency = await stage.agency('Police of Norlavia', country);
    asha = person('asha', 'lead', { agencyId: agency });
    fay = person('fay', 'contributor', { agencyId: agency });
    stage.played.people.add(asha, fay);
  });
  afterAll(() => stage.close());

  it('says of itself what stands on every table, and a colleague who was slower is shown it', async () => {
    const settings = {
      ...AGENCY_SETTINGS,
      name: 'State Police of Norlavia',
      marking: 'Official',
      reference: { from: '2025-01-01', to: '2025-12-31' },
      stockDate: '2025-12-31',
    };
    const setUp = (expected: number) => stage.get(SetUpAgency).execute(asha, { agency, settings, expected });
    expect(await setUp(1)).toEqual({ revision: 2 });
    await expect(setUp(1)).rejects.toMatchObject({
      code: 'revision.conflict',
      current: { revision: 2, name: 'State Police of Norlavia' },
    });
    const view = await stage.get(ViewAgency).execute(asha, { agency });
    expect(view.agency).toMatchObject({ ...settings, country: { name: 'Country NV' }, revision: 2, fictional: true });
    expect(view.terms).toEqual({
      agencyTypes: ['police', 'customs'],
      bands: ['trainees', 'officers', 'heads', 'clerks'],
    });
    expect(view.may).toEqual({
      edit: true,
      start: true,
      keepPeople: true,
      readAudit: true,
      keepData: true,
      viewResults: true,
      viewDocuments: true,
    });
    expect(view.colleagues.map(({ name, roles }) => [name, roles])).toEqual([
      ['Asha', ['lead']],
      ['Fay', ['contributor']],
    ]);
  });

  it('is set up by its lead, not by a contributor', async () => {
    await expect(
      stage.get(SetUpAgency).execute(fay, { agency, settings: AGENCY_SETTINGS, expected: 2 }),
    ).rejects.toMatchObject({ code: 'forbidden' });
    expect((await stage.get(ViewAgency).execute(fay, { agency })).may).toEqual({
      edit: false,
      start: false,
      keepPeople: false,
      readAudit: false,
      keepData: false,
      viewResults: false,
      viewDocuments: false,
    });
  });

  it('is created with its lead by an administrator, or by the coordinator of the region', async () => {
    const chen = person('chen', 'coordinator', { regionId: country.regionId });
    const create = (actor: Actor, id = country.id) =>
      stage.get(CreateAgency).execute(actor, {
        country: id,
        settings: { ...AGENCY_SETTINGS, name: 'Border Guard' },
        fictional: true,
        lead: asha.userId,
      });
    const made = await create(chen);
    const sql = 'SELECT user_id, role FROM membership WHERE agency_id = $1';
    const { rows } = await asOwner(stage.database.address, (client) => client.query(sql, [made.agency]));
    expect(rows).toEqual([{ user_id: 'asha', role: 'lead' }]);
    const abroad = await stage.country('Elsewhere', 'EL');
    await expect(create(chen, abroad.id)).rejects.toMatchObject({ code: 'not-found' });
    await expect(create(asha)).rejects.toMatchObject({ code: 'not-found' });
    await expect(create(stage.root, countryId('01900000-0000-7000-8000-000000000000'))).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('lies in a country that is defined once, however often and by how many', async () => {
    const define = () =>
      stage.get(DefineCountry).execute(stage.root, { region: 'North', code: 'zz', name: 'Zetland', fictional: true });
    const made = await Promise.all([define(), define(), define()]);
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
    await expect(
      stage.get(DefineCountry).execute(asha, { region: 'North', code: 'ZZ', name: 'Zetland', fictional: true }),
    ).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('is found by a part of its name, page by page, in one order', async () => {
    for (const name of ['Ärea', 'Zeta', 'alpha', 'Beta 100%', 'Beta_']) await stage.agency(`List ${name}`, country);
    const list = (command: ListAgenciesCommand) =>
      stage.get(ListAgencies).execute(stage.root, { matching: 'List ', ...command });
    const seen: string[] = [];
    for (let page = await list({ size: 2 }); ; page = await list({ size: 2, after: page.next })) {
      seen.push(...page.agencies.map(({ name }) => name));
      if (page.next === undefined) break;
    }
    expect(seen).toEqual(['List Beta 100%', 'List Beta_', 'List Zeta', 'List alpha', 'List Ärea']);
    expect((await list({ matching: 'BETA_' })).agencies.map(({ name }) => name)).toEqual(['List Beta_']);
    expect((await list({ matching: '0%' })).agencies).toHaveLength(1);
  });
});

describe('an assessment', () => {
  let stage: Stage;
  let agency: AgencyId;
  let asha: Actor;
  const start = (change: object = {}) =>
    stage.get(StartAssessment).execute(asha, {
      agency,
      instrument: 'sample',
      version: '1.0.0',
      variant: 'core',
      title: '2025',
      reference: { from: '2025-01-01', to: '2025-12-31' },
      stockDate: '2025-12-31',
      ...change,
    });

  beforeAll(async () => {
    stage = await Stage.open();
    agency = await stage.agency('Police of Norlavia');
    asha = person('asha', 'lead', { agencyId: agency });
    stage.played.people.add(
      asha,
      person('fay', 'contributor', { agencyId: agency }),
      person('rosa', 'recipient', { agencyId: agency }),
    );
  });
  afterAll(() => stage.close());

  it('begins as a draft, with what its variant asks and nothing answered', async () => {
    const { assessment } = await start();
    const view = await stage.get(ViewAssessment).execute(asha, { assessment });
    expect(view.assessment).toMatchObject({ state: 'draft', variant: 'core', agencyType: 'police', createdBy: 'asha' });
    expect(view.dimensions.map(({ dimension, answered, optional }) => [dimension, answered, optional])).toEqual([
      ['D1', 0, 2],
      ['D2', 0, 3],
    ]);
    expect(view.dimensions[0]?.asked).toBe(2);
    expect(view.may).toMatchObject({ assign: true, submit: true, withdraw: false, requestDocument: false });
  });

  it.each([
    ['an unknown instrument', { instrument: 'other' }, 'instrument.unknown'],
    ['an unknown version', { version: '9.0.0' }, 'instrument.unknown'],
    ['a variant that there is not', { variant: 'huge' }, 'input.refused'],
    ['no title', { title: ' ' }, 'input.refused'],
    ['a period the wrong way round', { reference: { from: '2026-01-01', to: '2025-01-01' } }, 'input.refused'],
  ])('does not begin with %s', async (_, change, code) => {
    await expect(start(change)).rejects.toMatchObject({ code });
  });

  it('has each dimension assigned to one who may answer, with a date', async () => {
    const { assessment } = await start();
    const assign = (to?: { user: string; due?: string }, dimension = 'D2') =>
      stage
        .get(AssignDimension)
        .execute(asha, { assessment, dimension: dimensionId(dimension), ...(to !== undefined && { to }) });
    await assign({ user: 'fay', due: '2026-03-31' });
    const line = async () => (await stage.get(ViewAssessment).execute(asha, { assessment })).dimensions[1]?.assignment;
    expect(await line()).toEqual({ dimension: 'D2', userId: 'fay', due: '2026-03-31', name: 'Fay' });
    await expect(assign({ user: 'rosa' })).rejects.toMatchObject({ faults: [{ path: 'user' }] });
    await expect(assign({ user: 'dara' })).rejects.toMatchObject({ faults: [{ path: 'user' }] });
    await expect(assign({ user: 'fay', due: 'soon' })).rejects.toMatchObject({ faults: [{ path: 'due' }] });
    await expect(assign({ user: 'fay' }, 'D9')).rejects.toMatchObject({ code: 'not-found' });
    await assign();
    expect(await line()).toBeUndefined();
  });

  it('stays with its version, which is never changed and takes no new ones once it is retired', async () => {
    const { assessment } = await start();
    const { source } = stage.played;
    const sample = publishedSample();
    const publish = () => stage.get(PublishInstruments).execute();
    source.versions.splice(0, 1, { ...sample, texts: { en: { title: 'Other words' } } });
    expect(await publish()).toEqual([{ instrument: 'sample', version: '1.0.0', publication: 'words-differ' }]);
    source.versions.splice(0, 1, { ...sample, texts: { en: { title: 'Other words' }, fr: { title: 'Titre' } } });
    expect(await publish()).toEqual([{ instrument: 'sample', version: '1.0.0', publication: 'translated' }]);
    const kept = await stage.rows(`SELECT body -> 'texts' AS texts FROM instrument_version`);
    expect(kept).toEqual([{ texts: { ...sample.texts, fr: { title: 'Titre' } } }]);
    const rewrite = `UPDATE instrument_version SET body = jsonb_set(body, '{texts,fr,title}', '"Autre"')`;
    await expect(stage.rows(rewrite)).rejects.toThrow(/only languages can be added/);
    source.versions.splice(0, 1, { ...sample, sha256: 'f'.repeat(64) });
    await expect(publish()).rejects.toMatchObject({ code: 'instrument.changed' });
    const next = { ...sample, instrument: { ...sample.instrument, version: '1.1.0' } };
    source.versions.splice(0, 1, { ...sample, offered: false }, next);
    expect((await publish()).map(({ publication }) => publication)).toEqual(['words-differ', 'new']);
    await expect(start()).rejects.toMatchObject({ code: 'instrument.retired' });
    expect((await start({ version: '1.1.0' })).assessment).toBeDefined();
    const view = await stage.get(ViewAssessment).execute(asha, { assessment });
    expect(view.published.texts).toEqual(sample.texts);
  });
});
