import { AUDITED_ACTIONS, RecordAnswer, SetUpAgency, ViewResult } from '@isonomia/application';
import { loadTexts } from '@isonomia/view';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asOwner } from '../support/database.js';
import { signedIn, type Visitor } from '../support/visitors.js';
import { startTestWeb, type TestWeb } from '../support/web.js';
import { CUSTOMS, populate, type World } from '../support/world.js';

interface Row {
  readonly agency_id: string | null;
  readonly actor_id: string;
  readonly action: string;
  readonly subject_id: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

describe('the pages of the audit', () => {
  let web: TestWeb;
  let world: World;
  let asha: Visitor;
  let adam: Visitor;
  let dara: Visitor;
  const sql = async <Result extends object = Row>(text: string, values: readonly unknown[] = []) =>
    asOwner(web.database.address, async (client) => (await client.query<Result>(text, [...values])).rows);
  const ours = (): string => `/agencies/${world.agency}/audit`;
  const readings = () =>
    sql("SELECT agency_id, actor_id, action, subject_id, detail FROM audit WHERE action LIKE 'audit.%' ORDER BY id");
  const newReadings = async (work: () => Promise<unknown>): Promise<readonly Row[]> => {
    const before = await readings();
    await work();
    return (await readings()).slice(before.length);
  };
  const linesOf = (html: string): readonly string[] =>
    [...html.matchAll(/<tr><td><time[\s\S]*?<\/tr>/g)].map(([row]) =>
      row
        .replace(/<[^>]+>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    );

  beforeAll(async () => {
    web = await startTestWeb();
    world = await populate(web);
    const assessment = await world.submitted();
    await web.app.get(ViewResult, { strict: false }).execute(world.actors.adam, { assessment });
    const draft = await world.assessment();
    await web.app
      .get(RecordAnswer, { strict: false })
      .execute(world.actors.asha, { assessment: draft, question: 'GOV1', answer: { value: { level: 2 } } });
    await web.app.get(SetUpAgency, { strict: false }).execute(world.actors.dara, {
      agency: world.theirs,
      settings: { ...CUSTOMS, name: '=HYPERLINK("http://evil.example")', type: 'border' },
      expected: 1,
    });
    [asha, adam, dara] = [await signedIn(web, 'asha'), await signedIn(web, 'adam'), await signedIn(web, 'dara')];
  });
  afterAll(() => web.close());

  it('have a sentence for everything that is recorded', () => {
    const texts = loadTexts('libs/view/texts/en');
    expect(AUDITED_ACTIONS.filter((action) => texts[`page.audit.did.${action}`] === undefined)).toEqual([]);
  });

  describe('of an agency', () => {
    it('tell its lead who did what, and who from outside read what', async () => {
      const { text } = await asha.get(ours()).expect(200);
      const lines = linesOf(text);
      expect(lines).toContainEqual(expect.stringMatching(/Asha Tevdor recorded an answer assessment .*question: GOV1/));
      expect(lines).toContainEqual(expect.stringMatching(/Adam Ruzicka read the result assessment /));
      expect(text).not.toContain('evil.example');
    });

    it('leave no row when their own lead reads them, and one when an administrator does', async () => {
      expect(await newReadings(() => asha.get(ours()).expect(200))).toEqual([]);
      expect(await newReadings(() => adam.get(ours()).expect(200))).toEqual([
        {
          agency_id: world.agency,
          actor_id: world.actors.adam.userId,
          action: 'audit.read',
          subject_id: world.agency,
          detail: {},
        },
      ]);
      expect(linesOf((await asha.get(ours())).text)[0]).toMatch(/Adam Ruzicka read the audit/);
    });

    it('are for leads and administrators alone, and do not exist for strangers', async () => {
      const [fay, bruno, cora] = [
        await signedIn(web, 'fay'),
        await signedIn(web, 'bruno'),
        await signedIn(web, 'cora'),
      ];
      for (const visitor of [fay, bruno, cora]) await visitor.get(ours()).expect(403);
      const refused = await dara.get(ours()).expect(404);
      const nothing = await dara.get('/agencies/01900000-0000-7000-8000-000000000000/audit').expect(404);
      // The form of the languages leads back to the address that was asked for, whatever is there.
      const plain = (html: string): string => html.replace(/nonce="[^"]*"|name="(?:_csrf|next)" value="[^"]*"/g, '');
      expect(plain(refused.text)).toBe(plain(nothing.text));
    });

    it('show what is asked for: a person, a kind, days of the agency’s own calendar', async () => {
      const person = await asha.get(`${ours()}?person=${world.actors.adam.userId}`).expect(200);
      expect(linesOf(person.text).every((line) => line.includes('Adam Ruzicka'))).toBe(true);
      const kind = await asha.get(`${ours()}?action=result.read`).expect(200);
      expect(linesOf(kind.text)).toHaveLength(1);
      await asOwner(web.database.address, async (client) => {
        await client.query("SET isonomia.audit_maintenance = 'on'");
        // Half past eight in the evening of the first of January in UTC is the second in Tbilisi.
        await client.query("UPDATE audit SET at = '2026-01-01T20:30:00Z' WHERE action = 'result.read'");
      });
      const on = async (day: string) => linesOf((await asha.get(`${ours()}?from=${day}&to=${day}`).expect(200)).text);
      expect(await on('2026-01-01')).toEqual([]);
      expect(await on('2026-01-02')).toEqual([expect.stringContaining('2 January 2026 at 00:30')]);
      await asOwner(web.database.address, async (client) => {
        await client.query("SET isonomia.audit_maintenance = 'on'");
        await client.query("UPDATE audit SET at = now() WHERE action = 'result.read'");
      });
    });

    it('say which day is none, and show the rest', async () => {
      const { text } = await asha.get(`${ours()}?from=2026-02-31`).expect(422);
      expect(text).toContain('<title>Error:');
      expect(text).toContain('<a href="#from">');
      expect(linesOf(text).length).toBeGreaterThan(0);
    });

    it('go on to older lines, and skip none', async () => {
      await sql(
        `INSERT INTO audit (agency_id, actor_id, action, subject_kind, subject_id)
         SELECT $1, $2, 'comment.written', 'assessment', n::text FROM generate_series(1, 120) n`,
        [world.theirs, world.actors.dara.userId],
      );
      let address: string | undefined = `/agencies/${world.theirs}/audit?action=comment.written`;
      const seen: string[] = [];
      while (address !== undefined) {
        const { text }: { text: string } = await dara.get(address).expect(200);
        seen.push(...linesOf(text));
        address = /href="([^"]+)">Show older/.exec(text)?.[1]?.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=');
      }
      expect(seen).toHaveLength(120);
      expect(new Set(seen).size).toBe(120);
    });
  });

  describe('of the installation', () => {
    it('tell an administrator of all agencies and of sign-ins, and each reading is a row', async () => {
      const rows = await newReadings(async () => {
        const { text } = await adam.get('/audit').expect(200);
        expect(linesOf(text)).toContainEqual(expect.stringContaining('Dara Mirzo wrote a comment'));
        const system = linesOf((await adam.get('/audit?of=system').expect(200)).text);
        expect(system).toContainEqual(expect.stringContaining('Asha Tevdor signed in The installation'));
        expect(system.join()).not.toContain('wrote a comment');
      });
      expect(rows.map(({ action, agency_id, subject_id }) => [action, agency_id, subject_id])).toEqual([
        ['audit.read', null, 'everything'],
        ['audit.read', null, 'system'],
      ]);
    });

    it('are refused to everybody else', async () => {
      const cora = await signedIn(web, 'cora');
      for (const visitor of [asha, cora]) {
        await visitor.get('/audit').expect(403);
        await visitor.get('/audit/audit.csv').expect(403);
        await visitor.get('/audit/check').expect(403);
      }
    });
  });

  describe('as a file', () => {
    it('leave a row whoever takes it, and hold ids beside words', async () => {
      const rows = await newReadings(async () => {
        const { text, headers } = await asha.get(`${ours()}.csv?action=answer.recorded`).expect(200);
        expect(headers['content-disposition']).toBe('attachment; filename="audit.csv"');
        const [header, line] = text.split('\r\n');
        expect(header).toContain('Line,When,Agency,Account,Who,Kind,What');
        expect(line).toContain(`${world.actors.asha.userId},Asha Tevdor,answer.recorded,recorded an answer`);
      });
      expect(rows).toMatchObject([
        { agency_id: world.agency, action: 'audit.exported', detail: { action: 'answer.recorded' } },
      ]);
    });

    it('hold nothing that a spreadsheet program takes for a formula', async () => {
      const { text } = await adam.get('/audit/audit.csv').expect(200);
      expect(text).toContain(`'=HYPERLINK`);
      expect(text).not.toMatch(/(^|,|")=HYPERLINK/m);
    });

    it('are refused to whoever has not proved lately who they are', async () => {
      const again = await signedIn(web, 'asha');
      await sql(`UPDATE identity.session SET "provedAt" = now() - interval '11 minutes'`);
      await new Promise((resolve) => setTimeout(resolve, 1050));
      await again.get(`${ours()}.csv`).set('accept', 'application/json').expect(403);
      await again.get(ours()).expect(200);
    });
  });

  it('verify every chain for an administrator, find what was changed, and record that it was done', async () => {
    const fresh = await signedIn(web, 'adam');
    const rows = await newReadings(async () => {
      const { text } = await fresh.get('/audit/check').expect(200);
      expect(text).toContain('The audit holds');
    });
    expect(rows).toMatchObject([{ action: 'audit.verified' }]);
    await sql(`INSERT INTO audit_seal VALUES ('system', 1, 1, 1, 1, repeat('0', 64), '', repeat('0', 64), now())`);
    const { text } = await fresh.get('/audit/check').expect(200);
    expect(text).toContain('The audit does not hold.');
    expect(text).toContain('Seal 1 was changed, or made with another secret.');
  });
});
