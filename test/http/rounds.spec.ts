import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { href, ROUTES } from '../../apps/web/src/paths.js';
import { asOwner } from '../support/database.js';
import { sendForm } from '../support/staff.js';
import { signedIn, type Visitor } from '../support/visitors.js';
import { startTestWeb, type TestWeb } from '../support/web.js';
import { populate, type World } from '../support/world.js';

const PERSON = { accept: 'text/html' };
const DAY_MS = 86_400_000;
const day = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);
/** What a person reads of a page. */
const textOf = (html: string): string =>
  (html.split('<main')[1] ?? '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&nbsp;/g, ' ')
    .replace(/\s+/g, ' ');

describe('a round, by forms without a script', () => {
  let web: TestWeb;
  let world: World;
  let cora: Visitor;
  let asha: Visitor;
  let region: string;
  let round: string;
  beforeAll(async () => {
    web = await startTestWeb();
    world = await populate(web);
    [cora, asha] = [await signedIn(web, 'cora'), await signedIn(web, 'asha')];
    region = world.actors.cora.memberships[0]?.regionId ?? '';
  }, 60_000);
  afterAll(() => web.close());

  const rows = <Row extends object>(sql: string, parameters: readonly unknown[] = []): Promise<readonly Row[]> =>
    asOwner(web.database.address, async (client) => (await client.query(sql, [...parameters])).rows as Row[]);
  const page = async (visitor: Visitor, address: string, status = 200): Promise<string> =>
    textOf((await visitor.get(address).set(PERSON).expect(status)).text);
  const fieldsOf = (html: string, name: string): readonly string[] =>
    [...html.matchAll(new RegExp(`name="${name}" value="([^"]*)"`, 'g'))].map((match) => match[1] ?? '');

  it('is in nobody’s header but of those who follow rounds', async () => {
    expect((await cora.get(ROUTES.rounds).set(PERSON).expect(200)).text).toContain(`href="${ROUTES.rounds}">Rounds`);
    expect((await asha.get(href(ROUTES.agency, { agency: world.agency })).set(PERSON)).text).not.toContain(
      `href="${ROUTES.rounds}"`,
    );
    expect((await asha.get(ROUTES.rounds).set(PERSON)).status).toBe(403);
    expect(await page(cora, ROUTES.rounds)).toContain('No round yet');
  });

  it('is planned: what is wrong is named beside its field, and nothing typed is lost', async () => {
    const { text } = await cora.get(ROUTES.newRound).set(PERSON).expect(200);
    const [choice = ''] = fieldsOf(text, 'choice');
    const plan = {
      region,
      revision: '0',
      name: 'Round of Four Rivers',
      choice,
      agencyTypes: fieldsOf(text, 'agencyTypes'),
      countries: fieldsOf(text, 'countries'),
      opensOn: day(3),
      closesOn: day(40),
      from: '2025-01-01',
      to: '2025-12-31',
      stockDate: '',
      previous: '',
    };
    const wrong = await sendForm(cora, ROUTES.newRound, { ...plan, closesOn: day(1), countries: [] });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('value="Round of Four Rivers"');
    expect(textOf(wrong.text)).toContain('2 things need another look');
    const made = await sendForm(cora, ROUTES.newRound, plan);
    expect(made.status).toBe(303);
    round = /rounds\/([0-9a-f-]{36})/.exec(String(made.headers['location']))?.[1] ?? '';
    expect(await page(cora, String(made.headers['location']))).toMatch(/Planned.*Nobody is invited yet/);
    expect(await rows('SELECT state, agency_types, countries FROM round')).toEqual([
      { state: 'planned', agency_types: [], countries: [] },
    ]);
  });

  it('is changed while it is planned, and says when somebody else was faster', async () => {
    const { text } = await cora.get(href(ROUTES.editRound, { round })).set(PERSON).expect(200);
    const fields = Object.fromEntries(
      ['region', 'revision', 'choice', 'opensOn', 'closesOn', 'from', 'to', 'stockDate'].map((name) => [
        name,
        (name === 'choice' ? /value="([^"]*)" checked/ : new RegExp(`name="${name}"[^>]* value="([^"]*)"`)).exec(
          text,
        )?.[1] ?? '',
      ]),
    );
    const plan = {
      ...fields,
      name: 'Round 2026',
      previous: '',
      agencyTypes: fieldsOf(text, 'agencyTypes'),
      countries: fieldsOf(text, 'countries'),
    };
    expect((await sendForm(cora, href(ROUTES.editRound, { round }), plan)).status).toBe(303);
    const late = await sendForm(cora, href(ROUTES.editRound, { round }), { ...plan, name: 'Late' });
    expect([
      late.status,
      late.text.includes('value="Late"'),
      textOf(late.text).includes('Somebody else changed this plan'),
    ]).toEqual([409, true, true]);
  });

  it('invites: every agency that fits is ticked, and its leads get a letter', async () => {
    const { text } = await cora.get(href(ROUTES.inviteToRound, { round })).set(PERSON).expect(200);
    const agencies = [...text.matchAll(/name="agencies" value="([^"]+)" checked/g)].map((match) => match[1] ?? '');
    expect([...agencies].sort()).toEqual([world.agency, world.theirs].sort());
    const none = await sendForm(cora, href(ROUTES.inviteToRound, { round }), {});
    expect([none.status, textOf(none.text).includes('Choose at least one.')]).toEqual([422, true]);
    expect((await sendForm(cora, href(ROUTES.inviteToRound, { round }), { agencies })).status).toBe(303);
    const mails = await rows<{ recipient: string }>(
      "SELECT recipient FROM mail WHERE template = 'round-invitation' ORDER BY 1",
    );
    expect(mails.map(({ recipient }) => recipient)).toEqual(['asha@example.org', 'dara@example.org']);
    expect(await page(cora, href(ROUTES.inviteToRound, { round }))).toContain('invited already');
  });

  it('opens after a page that says what follows', async () => {
    expect(await page(cora, href(ROUTES.openRound, { round }))).toContain('can start at once');
    expect((await sendForm(cora, href(ROUTES.openRound, { round }), {})).status).toBe(303);
    expect(await page(cora, href(ROUTES.round, { round }))).toMatch(/Open .*0 of 2 agencies have handed in/);
    expect((await cora.get(href(ROUTES.editRound, { round })).set(PERSON)).status).toBe(409);
  });

  it('is on the home page of the agency, and says there who sees what', async () => {
    const home = (
      await asha
        .get(href(ROUTES.agency, { agency: world.agency }))
        .set(PERSON)
        .expect(200)
    ).text;
    const address = href(ROUTES.roundOfAgency, { agency: world.agency, round });
    expect(home).toContain(address);
    expect(textOf(home)).toMatch(/Round 2026 Open Last day .* 40 days left/);
    const text = await page(asha, address);
    for (const part of [
      'Organised by Cora Vesely',
      'Who sees what',
      'Only we ourselves',
      'without our name',
      'Your results stay with you',
    ])
      expect(text).toContain(part);
    expect((await cora.get(address).set(PERSON)).status).toBe(403);
    const dara = await signedIn(web, 'dara');
    expect((await dara.get(address).set(PERSON)).status).toBe(404);
  });

  it('keeps what the agency chooses to share, and shows the choices that it made', async () => {
    const place = { agency: world.agency, round };
    const share = (choice: string) => sendForm(asha, href(ROUTES.shareInRound, place), { choice });
    expect((await share('anonymous')).status).toBe(303);
    expect((await share('everybody')).status).toBe(422);
    const text = await page(asha, href(ROUTES.roundOfAgency, place));
    expect(text).toMatch(/Choices so far .*In the comparison, without our name \(Asha Tevdor\)/);
    expect(await page(cora, href(ROUTES.round, { round }))).toMatch(
      /Tarsenia Customs Service .* Shares Norlavia|Norlavia Border Guard .* Does not share/,
    );
  });

  it('is declined after a question, and the refusal taken back', async () => {
    const place = { agency: world.agency, round };
    expect(await page(asha, href(ROUTES.declineRound, place))).toContain('The coordinator sees that you declined');
    expect((await sendForm(asha, href(ROUTES.declineRound, place), {})).status).toBe(303);
    expect(await page(cora, href(ROUTES.round, { round }, { query: { progress: 'declined' } }))).toContain(
      'Tarsenia Customs Service',
    );
    expect((await sendForm(asha, href(ROUTES.acceptRound, place), {})).status).toBe(303);
    expect(await page(cora, href(ROUTES.round, { round }, { query: { progress: 'declined' } }))).toContain(
      'No agency fits',
    );
  });

  it('reminds those who have not handed in, once a day', async () => {
    await rows("UPDATE participation SET invited_at = invited_at - interval '3 days'");
    expect(await page(cora, href(ROUTES.remindInRound, { round }))).toMatch(
      /2 agencies have not handed in.*Send 2 reminders/,
    );
    expect((await sendForm(cora, href(ROUTES.remindInRound, { round }), {})).status).toBe(303);
    expect(await page(cora, href(ROUTES.remindInRound, { round }))).toContain(
      '2 of them were written to within the last day',
    );
    expect(await rows("SELECT FROM mail WHERE template = 'round-reminder'")).toHaveLength(2);
  });

  it('is given more time, and closes', async () => {
    const early = await sendForm(cora, href(ROUTES.extendRound, { round }), { closesOn: day(40) });
    expect([early.status, textOf(early.text).includes('Choose a day after')]).toEqual([422, true]);
    expect((await sendForm(cora, href(ROUTES.extendRound, { round }), { closesOn: day(60) })).status).toBe(303);
    expect(await page(cora, href(ROUTES.closeRound, { round }))).toContain(
      'What is still a draft stays with its agency',
    );
    expect((await sendForm(cora, href(ROUTES.closeRound, { round }), {})).status).toBe(303);
    expect(await page(cora, href(ROUTES.round, { round }))).toMatch(/Closed/);
    expect((await sendForm(asha, href(ROUTES.declineRound, { agency: world.agency, round }), {})).status).toBe(409);
  });

  it('takes no field that its forms do not have', async () => {
    const sent = await sendForm(cora, href(ROUTES.extendRound, { round }), { closesOn: day(90), state: 'planned' });
    expect(sent.status).toBe(400);
  });

  it('knows the ministry of an agency, which the agency and its coordinator may say', async () => {
    const [before] = await rows<{ revision: number }>('SELECT revision FROM agency WHERE id = $1', [world.agency]);
    const { text } = await cora
      .get(href(ROUTES.agencyEntry, { agency: world.agency }))
      .set(PERSON)
      .expect(200);
    expect(textOf(text)).toContain('two agencies of one ministry count as one');
    const country = /value="([0-9a-f-]{36})" selected/.exec(text)?.[1] ?? '';
    const entry = {
      name: 'Tarsenia Customs Service',
      type: 'customs',
      country,
      ministry: 'Ministry of Finance',
      revision: String(before?.revision),
    };
    expect((await sendForm(cora, href(ROUTES.agencyEntry, { agency: world.agency }), entry)).status).toBe(303);
    const setUp = (
      await asha
        .get(href(ROUTES.setUp, { agency: world.agency }))
        .set(PERSON)
        .expect(200)
    ).text;
    expect(setUp).toContain('value="Ministry of Finance"');
  });
});
