import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  ChangeOffer,
  ChangeOwnSeat,
  HoldSeat,
  KeepCommitment,
  KeepPlans,
  MakeOffer,
  TakeCommitments,
  ViewAttended,
  ViewNetwork,
} from '@isonomia/application';
import { asOwner } from '../../support/database.js';
import { Stage } from '../../support/stage.js';
import { workshopCast, type Seated, type WorkshopCast } from '../../support/workshop.js';

const LANGUAGES = ['en', 'ru'];
const DAY_MS = 86_400_000;

describe('what is left of a workshop', () => {
  let stage: Stage;
  let cast: WorkshopCast;
  let elsewhere: WorkshopCast;
  let due: string;
  beforeAll(async () => {
    stage = await Stage.open();
    cast = await workshopCast(stage.database);
    elsewhere = await workshopCast(stage.database, { nth: 1 });
    due = new Date(Date.now() + 100 * DAY_MS).toISOString().slice(0, 10);
    const seat = await seatOf(cast.agencies[0].people[0]);
    for (const position of [1, 2])
      await stage
        .get(KeepCommitment)
        .execute(seat, { position, what: `Do ${position}`, owner: 'HR', due, expected: 0 });
  });
  afterAll(() => stage.close());

  const seatOf = ({ secret }: Seated) => stage.get(HoldSeat).execute({ secret });
  const list = async (one: Seated, contact: string, focalPoint = false) =>
    stage.get(ChangeOwnSeat).execute(await seatOf(one), { language: 'en', languages: LANGUAGES, contact, focalPoint });
  const namesFor = async (one: Seated) =>
    (await stage.get(ViewNetwork).ofRoom(await seatOf(one))).contacts.map(({ name }) => name);

  it('is told to the lead of an agency: what its people undertook, and that no task has come of it', async () => {
    const { workshops, mayPlan } = await stage
      .get(ViewAttended)
      .execute(cast.agencies[0].lead, { agency: cast.agencies[0].id });
    expect(mayPlan).toBe(true);
    expect(workshops).toMatchObject([
      { id: cast.workshop, commitments: [{ what: 'Do 1', owner: 'HR', due }, { what: 'Do 2' }] },
    ]);
    expect(workshops[0]?.commitments.every(({ task }) => task === undefined)).toBe(true);
  });

  it('is told to nobody who does not lead that agency', async () => {
    for (const actor of [cast.facilitator, cast.coordinator, cast.stranger, cast.agencies[1].lead, stage.root])
      await expect(stage.get(ViewAttended).execute(actor, { agency: cast.agencies[0].id })).rejects.toHaveProperty(
        'code',
        expect.stringMatching(/^(not-found|forbidden)$/),
      );
  });

  it('becomes tasks of the action plan, once, with who is in charge and when it is due', async () => {
    const [{ lead, id: agency }] = cast.agencies;
    const command = { agency, workshop: cast.workshop };
    expect(await stage.get(TakeCommitments).execute(lead, command)).toEqual({ tasks: 2 });
    expect(await stage.get(TakeCommitments).execute(lead, command)).toEqual({ tasks: 0 });
    const tasks = 'SELECT what, owner_role, due::text, state FROM plan_task WHERE agency_id = $1 ORDER BY what';
    expect(await stage.rows(tasks, [agency])).toEqual([
      { what: 'Do 1', owner_role: 'HR', due, state: 'to-do' },
      { what: 'Do 2', owner_role: 'HR', due, state: 'to-do' },
    ]);
    const { workshops } = await stage.get(ViewAttended).execute(lead, { agency });
    expect(workshops[0]?.commitments.map(({ task }) => task?.state)).toEqual(['to-do', 'to-do']);
  });

  it('makes no task in another agency’s plan, whoever asks', async () => {
    const command = { agency: cast.agencies[1].id, workshop: cast.workshop };
    for (const actor of [cast.agencies[0].lead, cast.facilitator])
      await expect(stage.get(TakeCommitments).execute(actor, command)).rejects.toHaveProperty('code');
    // Another workshop's promises are not there for this agency.
    const foreign = { agency: cast.agencies[0].id, workshop: elsewhere.workshop };
    await expect(stage.get(TakeCommitments).execute(cast.agencies[0].lead, foreign)).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('is a network of those who agreed to be listed, for as long as they agree', async () => {
    const [listed, reader] = [cast.agencies[0].people[0], cast.agencies[1].people[0]];
    expect(await namesFor(reader)).toEqual([]);
    await list(listed, 'someone@example.org', true);
    expect(await namesFor(reader)).toEqual([listed.name]);
    expect(await namesFor(elsewhere.agencies[0].people[0])).toEqual([]);
    const network = stage.get(ViewNetwork);
    const asked = { workshop: cast.workshop };
    expect((await network.ofWorkshop(cast.facilitator, asked)).contacts).toMatchObject([
      { contact: 'someone@example.org', focalPoint: true },
    ]);
    await expect(network.ofWorkshop(cast.stranger, asked)).rejects.toMatchObject({ code: 'not-found' });
    const ofAgency = { agency: cast.agencies[1].id };
    expect((await network.ofAgency(cast.agencies[1].lead, ofAgency)).contacts).toHaveLength(1);
    await expect(network.ofAgency(cast.agencies[0].lead, ofAgency)).rejects.toHaveProperty('code');
    await list(listed, '');
    expect(await namesFor(reader)).toEqual([]);
  });

  it('shows what is still offered and asked for, and no longer what was met', async () => {
    const seat = await seatOf(cast.agencies[0].people[0]);
    const subject = 'D1';
    const { offer } = await stage.get(MakeOffer).execute(seat, { kind: 'offer', dimension: subject, body: 'We come.' });
    const open = async () =>
      (await stage.get(ViewNetwork).ofRoom(await seatOf(cast.agencies[1].people[0]))).offers.map(({ body }) => body);
    expect(await open()).toEqual(['We come.']);
    await stage.get(ChangeOffer).execute(seat, { offer, state: 'met', expected: 1 });
    expect(await open()).toEqual([]);
  });

  it('is asked about after six and twelve months, once each, and only of agencies that undertook something', async () => {
    await asOwner(stage.database.address, async (client) => {
      await client.query(
        `UPDATE workshop SET state = 'closed', closed_at = now(), joining = false, starts_on = current_date,
           ends_on = current_date WHERE id = $1`,
        [cast.workshop],
      );
      await client.query(
        `WITH lead AS (INSERT INTO identity."user" (id, name, email, "emailVerified")
           VALUES (gen_random_uuid(), 'Lead', 'lead@example.org', true) RETURNING id)
         INSERT INTO membership (id, user_id, role, agency_id) SELECT gen_random_uuid(), id::text, 'lead', $1 FROM lead`,
        [cast.agencies[0].id],
      );
    });
    const offered = async (days: number) => {
      stage.played.clock.forward(days * DAY_MS);
      await stage.get(KeepPlans).execute();
      return (
        await stage.rows<{ readonly params: Record<string, string>; readonly recipient: string }>(
          `SELECT recipient, params FROM mail WHERE template = 'workshop-follow-up' ORDER BY id`,
        )
      ).map(({ recipient, params }) => `${recipient} ${params['months'] ?? ''}`);
    };
    expect(await offered(1)).toEqual([]);
    expect(await offered(190)).toEqual(['lead@example.org 6']);
    expect(await offered(1)).toEqual(['lead@example.org 6']);
    expect(await offered(190)).toEqual(['lead@example.org 6', 'lead@example.org 12']);
  });
});
