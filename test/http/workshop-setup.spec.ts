import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readSheets, writeWorkbook, type ReadSheets } from '@isonomia/workbook';
import { csrfTokenOf, signedIn, type Visitor } from '../support/visitors.js';
import { startTestWeb, type TestWeb } from '../support/web.js';
import { populate } from '../support/world.js';

describe('setting up a workshop by its pages', () => {
  let web: TestWeb;
  let cora: Visitor;
  let dara: Visitor;
  let token: string;
  let workshop: string;
  beforeAll(async () => {
    web = await startTestWeb();
    await populate(web);
    cora = await signedIn(web, 'cora');
    dara = await signedIn(web, 'dara');
    token = await csrfTokenOf(cora);
    workshop = await planned();
  });
  afterAll(() => web.close());

  const PLAN = {
    title: 'Women at the border',
    place: 'Norhaven',
    startsOn: '2026-08-28',
    endsOn: '2026-08-30',
    timeZone: 'Asia/Bishkek',
    organisers: 'Office of the Four Rivers\nFund for Borders',
    donors: '',
    purpose: 'To learn from each other.',
    choice: 'geoa-le 1.0.0 core',
    from: '2025-01-01',
    to: '2025-12-31',
    leading: 'en',
    languages: 'ru',
    quiz: 'on',
  };
  const post = (address: string, fields: Readonly<Record<string, unknown>>) =>
    cora
      .post(address)
      .type('form')
      .send({ ...fields, _csrf: token });

  async function planned(): Promise<string> {
    const region = String(
      (await cora.get('/workshops/new').expect(200)).text.match(/name="region" value="([^"]+)"/)?.[1],
    );
    const { headers } = await post('/workshops/new', { ...PLAN, region, revision: '0' }).expect(303);
    return String(headers['location']).split('?')[0] ?? '';
  }

  it('shows the plan to whoever leads workshops of the region, to an administrator that it is held, to a lead nothing', async () => {
    const page = await cora.get(workshop).expect(200);
    expect(page.text).toContain('Women at the border');
    expect(page.text).toContain('Workshop self-assessment');
    expect((await cora.get('/workshops').expect(200)).text).toContain('Norhaven');
    await dara.get(workshop).expect(404);
    await dara.get('/workshops').expect(403);
    const adam = await signedIn(web, 'adam');
    expect((await adam.get(workshop).expect(200)).text).not.toContain(`${workshop}/roster`);
    for (const page of ['roster', 'groups', 'badges', 'sheets']) await adam.get(`${workshop}/${page}`).expect(404);
  });

  it('names what is wrong with a plan beside the field, and keeps what was typed', async () => {
    const page = await post('/workshops/new', {
      ...PLAN,
      region: String((await cora.get('/workshops/new')).text.match(/name="region" value="([^"]+)"/)?.[1]),
      revision: '0',
      endsOn: '2026-08-01',
      timeZone: 'Nowhere',
    });
    expect(page.status).toBe(422);
    expect(page.text).toContain('lies before the first');
    expect(page.text).toContain('Europe/Madrid');
    expect(page.text).toContain('value="Norhaven"');
  });

  it('opens, shuts its door, and closes; a closed workshop is changed no more', async () => {
    const move = (name: string) => post(`${workshop}/move`, { move: name });
    await move('close').expect(409);
    await move('open').expect(303);
    expect((await cora.get(workshop)).text).toMatch(/[0-9A-Z]{4}-[0-9A-Z]{4}/);
    await move('shut').expect(303);
    await post(`${workshop}/edit`, { ...PLAN, place: 'Kadria', revision: '2', from: '', to: '', choice: '' }).expect(
      303,
    );
    await move('close').expect(303);
    await cora.get(`${workshop}/edit`).expect(409);
    await move('reopen').expect(303);
  });

  it('begins an agenda with a proposal, and refuses a point outside the days', async () => {
    await post(`${workshop}/agenda/suggest`, {}).expect(303);
    const page = await cora.get(`${workshop}/agenda`).expect(200);
    expect(page.text).toContain('Agency groups answer');
    const point = { day: '2026-09-15', starts: '10:00', ends: '09:00', title: 'Late', kind: 'talk' };
    const refused = await post(`${workshop}/agenda`, point).expect(422);
    expect(refused.text).toContain('on which the workshop is held');
    await post(`${workshop}/agenda`, { ...point, day: '2026-08-29', ends: '11:00', title: 'Ten minutes more' }).expect(
      303,
    );
    expect((await cora.get(`${workshop}/agenda`)).text).toContain('Ten minutes more');
  });

  const upload = (text: string) =>
    cora.post(`${workshop}/roster/upload`).field('_csrf', token).attach('file', Buffer.from(text), 'people.csv');

  it('takes a list of people only when every line of it is right, and each of them once', async () => {
    const head = 'Country,Agency,Other organisation,Name,Function,Sex,E-mail,Language';
    const faulty = await upload(
      [head, 'Tarsenia,Nowhere Police,,Ada Alm,,F,,en', ',Tarsenia Customs Service,,Bo Berg,,maybe,no address,ru'].join(
        '\n',
      ),
    );
    expect(faulty.status).toBe(422);
    expect(faulty.text).toContain('Line 2:');
    expect(faulty.text).toContain('Nowhere Police');
    expect(faulty.text).toContain('/administration/agencies/new');
    expect(faulty.text.match(/Line 3:/g)).toHaveLength(2);
    expect(faulty.text).not.toContain('name="rows"');

    const people = [
      'Tarsenia,tarsenia  customs service,,Ada Alm,Inspector,F,ada@example.net,en',
      ',Tarsenia Customs Service,,Bo Berg,Analyst,m,,Russian',
      ',Norlavia Border Guard,,Cy Cho,,,,',
      ',,Office of the Four Rivers,Di Dorn,Adviser,woman,,',
    ];
    const shown = await upload([head, ...people].join('\n')).expect(200);
    expect(shown.text).toContain('4 people would be added');
    expect((await cora.get(`${workshop}/roster`)).text).not.toContain('Ada Alm');
    const rows = String(shown.text.match(/name="rows" value="([^"]+)"/)?.[1]).replaceAll('&quot;', '"');
    await post(`${workshop}/roster/import`, { rows }).expect(303);
    await post(`${workshop}/roster/import`, { rows }).expect(303);
    const roster = await cora.get(`${workshop}/roster`).expect(200);
    expect(roster.text).toContain('4 people');
    const groups = await cora.get(`${workshop}/groups`).expect(200);
    for (const name of ['Tarsenia Customs Service', 'Norlavia Border Guard', 'Guests'])
      expect(groups.text).toContain(name);
    await dara.get(`${workshop}/roster`).expect(404);
  });

  it('spreads people over mixed groups, and prints a badge for each', async () => {
    await post(`${workshop}/groups/spread`, { count: '0' }).expect(422);
    await post(`${workshop}/groups/spread`, { count: '2' }).expect(303);
    const groups = (await cora.get(`${workshop}/groups`).expect(200)).text;
    expect(groups).toContain('Mixed group 2');
    const badges = (await cora.get(`${workshop}/badges`).expect(200)).text;
    expect(badges.match(/<li class="badge">/g)).toHaveLength(4);
    await dara.get(`${workshop}/badges`).expect(404);
  });

  it('changes and removes a person, and shows who was faster', async () => {
    const roster = (await cora.get(`${workshop}/roster`)).text;
    const address = String(roster.match(/href="([^"]+)">Bo Berg/)?.[1]);
    const form = (await cora.get(address).expect(200)).text;
    const agency = String(form.match(/<option value="([^"]+)">Norlavia Border Guard/)?.[1]);
    const person = {
      name: 'Bo Bergson',
      agency,
      organisation: '',
      country: '',
      function: '',
      sex: 'man',
      language: 'ru',
      email: '',
    };
    const revision = String(form.match(/name="revision" value="(\d+)"/)?.[1]);
    await post(address, { ...person, revision }).expect(303);
    await post(address, { ...person, revision }).expect(409);
    await post(`${address}/free`, {}).expect(303);
    // After the last day the page of a person is shut; whoever asks to be forgotten still can be.
    await post(`${workshop}/move`, { move: 'close' }).expect(303);
    await cora.get(address).expect(409);
    expect((await cora.get(`${workshop}/roster`)).text).toContain(`action="${address}/remove"`);
    await post(`${address}/remove`, {}).expect(303);
    await post(`${workshop}/move`, { move: 'reopen' }).expect(303);
    expect((await cora.get(`${workshop}/roster`)).text).not.toContain('Bo Bergson');
  });

  describe('data sheets', () => {
    let sheet: string;
    const fetched = async (): Promise<ReadSheets & { ok: true }> => {
      const { body } = await cora.get(`${sheet}/en.xlsx`).buffer(true).parse(binary).expect(200);
      const read = await readSheets(body as Uint8Array, 'sheet.xlsx');
      if (!read.ok) throw new Error(read.fault.code);
      return read;
    };
    /** The sheet of one table with the same figures in every row; the others as they were. */
    const filled = async (table: string, ...figures: readonly string[]): Promise<Buffer> => {
      const { sheets } = await fetched();
      const written = sheets.map(({ name, rows: [header = [], ...rows] }) => ({
        name,
        header,
        rows: name.startsWith(table)
          ? rows.map(([id = '', label = '']) => [
              id,
              label,
              ...figures.map((figure) => (Number.isNaN(Number(figure)) ? figure : Number(figure))),
            ])
          : rows,
      }));
      return Buffer.from(await writeWorkbook(written));
    };
    const ofAnother = async (file: Buffer): Promise<Buffer> => {
      const read = await readSheets(file, 'sheet.xlsx');
      if (!read.ok) throw new Error(read.fault.code);
      const written = read.sheets.map(({ name, rows: [header = [], ...rows] }, at) => ({
        name,
        header: at === 0 ? ['Tarsenia Customs', ...header.slice(1)] : header,
        rows,
      }));
      return Buffer.from(await writeWorkbook(written));
    };
    const handIn = (file: Buffer, by = cora, csrf = token) =>
      by.post(sheet).field('_csrf', csrf).attach('file', file, 'sheet.xlsx');

    it('are made for each agency of the roster, and fetched by its lead but by no other', async () => {
      const page = (await cora.get(`${workshop}/sheets`).expect(200)).text;
      sheet = String(page.match(/href="([^"]+)">Norlavia Border Guard/)?.[1]);
      const { sheets } = await fetched();
      expect(sheets[0]?.rows[0]).toEqual(['Norlavia Border Guard', 'Women at the border']);
      expect(sheets.map(({ name }) => name.split(' ')[0])).toEqual([
        'Read',
        'WFC1',
        'WFC3',
        'WFC5',
        'REC1',
        'PRO1',
        'PAY1',
      ]);
      await dara.get(sheet).expect(200);
      await (await signedIn(web, 'asha')).get(sheet).expect(404);
    });

    it('say which sheet, row and column is wrong, and nothing of them is then taken', async () => {
      const refused = await handIn(await filled('WFC5', 'many', '3')).expect(422);
      expect(refused.text).toMatch(/Sheet “WFC5 [^”]+”: /);
      expect((await handIn(await filled('none')).expect(422)).text).toContain('No table of this workbook');
      const mixedUp = await handIn(await ofAnother(await filled('WFC5', '2', '3'))).expect(422);
      expect(mixedUp.text).toContain('This is the data sheet of Tarsenia Customs.');
      expect(await web.database.operator.query('SELECT FROM workshop_consensus')).toHaveLength(0);
    });

    it('fill what the group finds when it answers, handed in by the facilitator and by the lead of the agency', async () => {
      await handIn(await filled('WFC5', '2', '3')).expect(303);
      await handIn(await filled('WFC5', '4', '3'), dara, await csrfTokenOf(dara)).expect(303);
      const rows: readonly { answer: { value: { rows: readonly { women: number }[] } }; origin: string }[] =
        await web.database.operator.query('SELECT answer, origin FROM workshop_consensus');
      expect(rows.map(({ origin, answer }) => [origin, answer.value.rows[0]?.women])).toEqual([['sheet', 4]]);
    });

    it('are handed in from a seat of the group too, and not from that of guests', async () => {
      const phoneOf = async (name: string): Promise<Visitor> => {
        const digest = createHash('sha256').update(name).digest('hex');
        await web.database.operator.query('UPDATE workshop_participant SET seat_sha256 = $2 WHERE name = $1', [
          name,
          digest,
        ]);
        const phone = web.agent();
        phone.jar.setCookie(`isonomia-seat=${name.replace(' ', '%20')}; path=/workshop`);
        return phone;
      };
      await post(`${workshop}/groups/spread`, { count: '2' }).expect(303);
      const phone = await phoneOf('Cy Cho');
      const csrf = String(
        (await phone.get('/workshop/sheet').expect(200)).text.match(/name="_csrf" value="([^"]+)"/)?.[1],
      );
      const file = await filled('REC1', '9', '12');
      const sent = phone.post('/workshop/sheet').field('_csrf', csrf).attach('file', file, 'sheet.xlsx');
      expect((await sent.expect(303)).headers['location']).toBe('/workshop/sheet?filled=1');
      const [row]: readonly { by: string }[] = await web.database.operator.query(
        `SELECT p.name AS by FROM workshop_consensus c JOIN workshop_participant p ON p.id::text = c.changed_by
         WHERE c.question_id = 'REC1'`,
      );
      expect(row?.by).toBe('Cy Cho');
      await (await phoneOf('Di Dorn')).get('/workshop/sheet').expect(403);
    });

    it('go out with a letter to leads and to people of the roster who have an address', async () => {
      const { headers } = await post(`${workshop}/sheets/send`, {}).expect(303);
      expect(headers['location']).toContain('sent=3');
      const letters: readonly { recipient: string; name: string }[] = await web.database.operator.query(
        `SELECT recipient, params->'$attachment'->>'name' AS name FROM mail WHERE template = 'workshop-sheet' ORDER BY 1`,
      );
      expect(letters.map(({ recipient }) => recipient)).toEqual([
        'ada@example.net',
        'asha@example.org',
        'dara@example.org',
      ]);
      expect(letters[2]?.name).toBe('Data sheet of Norlavia Border Guard.xlsx');
    });
  });
});

type Parser = Parameters<ReturnType<Visitor['get']>['parse']>[0];
const binary: Parser = (response, done) => {
  const parts: Buffer[] = [];
  response.on('data', (part: Buffer) => parts.push(Buffer.from(part)));
  response.on('end', () => done(null, Buffer.concat(parts)));
};
