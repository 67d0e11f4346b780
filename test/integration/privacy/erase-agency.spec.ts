import { randomUUID } from 'node:crypto';
import {
  AdministratorNeeded,
  AskAgencyErasure,
  EraseAgency,
  InputRefused,
  NotFound,
  ProofRequired,
  SecondPersonNeeded,
  VerifyDocument,
  ViewAssessment,
  userId,
  type Actor,
  type AgencyId,
  type Role,
} from '@isonomia/application';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AuditBench } from '../../support/audit.js';
import { tablesWith } from '../../support/canaries.js';
import { filledAgency, type FilledAgency } from '../../support/filled-agency.js';
import { Stage } from '../../support/stage.js';

const CANARY = 'CANARY-7301';

/** What people type, wherever they can. */
const PLANT: readonly string[] = [
  `UPDATE agency SET name = '${CANARY}', legal_frame = '${CANARY}', marking = '${CANARY}',
     ranks = '[{"id":"r","label":"${CANARY}","band":"officers"}]', units = '[{"id":"u","label":"${CANARY}"}]' WHERE id = $1`,
  `UPDATE assessment SET title = '${CANARY}' WHERE agency_id = $1`,
  `UPDATE answer SET body = '{"value":{"level":2},"note":"${CANARY}"}' WHERE agency_id = $1`,
  `INSERT INTO answer_history (agency_id, assessment_id, question_id, revision, body, changed_by)
     SELECT agency_id, id, 'GOV9', 7, '{"note":"${CANARY}"}', 'asha' FROM assessment WHERE agency_id = $1`,
  `UPDATE answer_set_history SET answers = '{"GOV1":{"note":"${CANARY}"}}' WHERE agency_id = $1`,
  `UPDATE answer_draft SET fields = '{"note":"${CANARY}"}', replaced = '{"fields":{"note":"${CANARY}"}}' WHERE agency_id = $1`,
  `UPDATE comment SET text = '${CANARY}' WHERE agency_id = $1`,
  `UPDATE evidence SET title = '${CANARY}', number = '${CANARY}', holder = '${CANARY}', page = '${CANARY}' WHERE agency_id = $1`,
  `UPDATE approval SET name = '${CANARY}', function = '${CANARY}' WHERE agency_id = $1`,
  `UPDATE decision SET reason = '${CANARY}', owner = '${CANARY}' WHERE agency_id = $1`,
  `UPDATE outcome SET body = '{"agency":"${CANARY}"}' WHERE agency_id = $1`,
  `UPDATE document SET decisions = '[{"reason":"${CANARY}"}]' WHERE agency_id = $1`,
  `UPDATE file SET name = '${CANARY}.pdf' WHERE agency_id = $1`,
  `UPDATE file_chunk SET bytes = convert_to('${CANARY}', 'UTF8') WHERE agency_id = $1`,
  `UPDATE invitation SET email = 'canary-7301@example.org' WHERE agency_id = $1`,
  `INSERT INTO mail (id, recipient, language, template, params)
     VALUES (gen_random_uuid(), 'canary-7301@example.org', 'en', 'invitation', jsonb_build_object('place', '${CANARY}', 'of', $1::text))`,
];
const PLANTED = 16;

describe('erasing an agency', () => {
  let stage: Stage;
  let ours: FilledAgency;
  let others: FilledAgency;
  let adam: Actor;
  let abel: Actor;
  let asha: Actor;
  let bench: AuditBench;

  /** Somebody with an account: the database asks who else there is. */
  const account = async (name: string, role: Role, agencyId?: AgencyId): Promise<Actor> => {
    const id = randomUUID();
    await stage.rows(
      `INSERT INTO identity."user" (id, name, email, "emailVerified") VALUES ($1, $2::text, lower($2::text) || '@example.org', true)`,
      [id, name],
    );
    const memberships = [{ role, ...(agencyId !== undefined && { agencyId }) }];
    const actor = { userId: userId(id), name, language: 'en', memberships };
    stage.played.people.add(actor);
    await stage.enrol(actor);
    return actor;
  };
  const proved = (actor: Actor, minutes = 0): Actor => ({
    ...actor,
    assurance: {
      kind: 'session',
      secondFactor: true,
      provedAt: new Date(stage.played.clock.now().getTime() - minutes * 60_000),
    },
  });
  const ask = (actor: Actor, typed = CANARY): Promise<void> =>
    stage.get(AskAgencyErasure).execute(proved(actor), { agency: ours.agency, typed });
  const confirm = (actor: Actor, typed = CANARY) =>
    stage.get(EraseAgency).execute(proved(actor), { agency: ours.agency, typed });
  const audit = async (): Promise<readonly string[]> =>
    (await stage.rows<{ row: string }>('SELECT a::text AS row FROM audit a ORDER BY id')).map(({ row }) => row);
  /** Rows of the other agency, table by table. */
  const theirs = async (): Promise<unknown> => {
    const tables = await stage.rows<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'agency_id' ORDER BY 1`,
    );
    return Promise.all(
      tables.map(async ({ name }) => [
        name,
        await stage.rows(
          `SELECT count(*)::int AS n, md5(string_agg(t::text, '|' ORDER BY t::text)) AS sum
          FROM ${name} t WHERE agency_id = $1`,
          [others.agency],
        ),
      ]),
    );
  };

  beforeAll(async () => {
    stage = await Stage.open();
    bench = new AuditBench(stage.database);
    const mine = await stage.agency('Ours');
    const other = await stage.agency('Theirs');
    asha = await account('Asha CANARY-7301', 'lead', mine);
    adam = await account('Adam', 'administrator');
    abel = await account('Abel', 'administrator');
    ours = await filledAgency(stage, asha, mine);
    others = await filledAgency(stage, await account('Dara', 'lead', other), other);
    for (const sql of PLANT) await stage.rows(sql, sql.includes('$1') ? [mine] : []);
    await stage.rows(
      `INSERT INTO pgboss.job (name, data) VALUES ('make-document', jsonb_build_object('document', $1::text))`,
      [ours.document],
    );
    await bench.seal();
  }, 60_000);
  afterAll(async () => {
    await bench.close();
    await stage.close();
  });

  describe('takes two people, fresh proofs and the typed name', () => {
    beforeEach(() => stage.rows('DELETE FROM agency_erasure'));

    it('does nothing when nobody asked for it', async () => {
      await expect(confirm(adam)).rejects.toThrow(NotFound);
    });

    it('refuses the person who asked as the one who confirms, and leaves everything', async () => {
      await ask(adam);
      await expect(confirm(adam)).rejects.toThrow(SecondPersonNeeded);
      expect(await stage.rows('SELECT FROM agency WHERE id = $1', [ours.agency])).toHaveLength(1);
    });

    it('refuses two leads among themselves, by the database too', async () => {
      const second = await account('Lea', 'lead', ours.agency);
      await ask(asha);
      await expect(confirm(second)).rejects.toThrow(AdministratorNeeded);
      await stage.rows(`DELETE FROM membership WHERE user_id = $1`, [second.userId]);
    });

    it('refuses a confirmation when the role of whoever asked was taken since', async () => {
      const gone = await account('Gone', 'administrator');
      await ask(gone);
      await stage.rows('DELETE FROM membership WHERE user_id = $1', [gone.userId]);
      await expect(confirm(asha)).rejects.toThrow(AdministratorNeeded);
    });

    it('refuses a proof that is too old and a name that is not the one', async () => {
      await expect(
        stage.get(AskAgencyErasure).execute(proved(adam, 11), { agency: ours.agency, typed: CANARY }),
      ).rejects.toThrow(ProofRequired);
      await expect(ask(adam, 'Ours')).rejects.toThrow(InputRefused);
      await ask(adam);
      await expect(
        stage.get(EraseAgency).execute(proved(asha, 11), { agency: ours.agency, typed: CANARY }),
      ).rejects.toThrow(ProofRequired);
      await expect(confirm(asha, 'ours')).rejects.toThrow(InputRefused);
    });

    it('lapses after a week, and can be withdrawn by either', async () => {
      await ask(adam);
      await stage.get(AskAgencyErasure).withdraw(proved(asha), { agency: ours.agency });
      await expect(confirm(asha)).rejects.toThrow(NotFound);
      await ask(adam);
      await stage.rows(
        `UPDATE agency_erasure SET asked_at = now() - interval '9 days', expires_at = now() - interval '2 days'`,
      );
      await expect(confirm(asha)).rejects.toThrow(NotFound);
    });

    it('tells neither a lead of another agency nor a contributor that there is anything to ask for', async () => {
      const fay = await account('Fay', 'contributor', ours.agency);
      const [dara] = await stage.rows<{ id: string }>(`SELECT id FROM identity."user" WHERE name = 'Dara'`);
      const stranger: Actor = {
        ...asha,
        userId: userId(dara?.id ?? ''),
        memberships: [{ role: 'lead', agencyId: others.agency }],
      };
      await expect(ask(stranger)).rejects.toThrow(NotFound);
      await expect(ask(fay)).rejects.toThrow('forbidden');
      await stage.rows(`DELETE FROM membership WHERE user_id = $1`, [fay.userId]);
    });

    it('cannot be done by SQL in the web’s role: the function asks for the two itself', async () => {
      await stage.rows(`INSERT INTO agency_erasure VALUES ($1, 'nobody', now(), now() + interval '1 day')`, [
        ours.agency,
      ]);
      const asked = await stage.database.dataSource.transaction(async (manager) => {
        await manager.query(`SELECT set_config('isonomia.actor', $1, true)`, [asha.userId]);
        return manager.query<unknown>(`SELECT names FROM erase_agency($1, now())`, [ours.agency]);
      });
      expect(asked).toEqual([{ names: null }]);
      await expect(stage.database.dataSource.query('SELECT remove_account($1, now())', [asha.userId])).rejects.toThrow(
        'permission denied',
      );
    });
  });

  it('leaves no canary in any table, keeps the audit with its seals, and touches nobody else', async () => {
    await stage.rows('DELETE FROM agency_erasure');
    const planted = await tablesWith(stage.database, CANARY);
    expect(planted.length).toBeGreaterThanOrEqual(PLANTED);
    expect(await tablesWith(stage.database, String(ours.document))).toContain('pgboss.job');
    await ask(asha);
    const [before, recorded] = [await theirs(), await audit()];
    const erased = await confirm(abel);
    expect(erased).toEqual({ assessments: 2, files: 4, people: 1 });

    expect(await tablesWith(stage.database, CANARY)).toEqual([]);
    expect(await tablesWith(stage.database, CANARY.toLowerCase())).toEqual([]);
    expect(await tablesWith(stage.database, 'asha canary-7301')).toEqual([]);
    // The ids stay in the audit and its seals, and nowhere else.
    expect(await tablesWith(stage.database, ours.agency)).toEqual(['public.audit', 'public.audit_seal']);
    expect(await tablesWith(stage.database, asha.userId)).toEqual(['public.audit']);
    expect(stage.played.letters.forgotten).toEqual(expect.arrayContaining([CANARY, 'canary-7301@example.org']));

    expect(await theirs()).toEqual(before);
    expect((await audit()).slice(0, recorded.length)).toEqual(recorded);
    expect(await audit()).toHaveLength(recorded.length + 1);
    await bench.seal();
    expect(await bench.findings()).toEqual([]);
  });

  it('makes what was handed out unknown, like a document that never was, and every address of it empty', async () => {
    expect(await stage.get(VerifyDocument).execute({ typed: ours.document })).toEqual({ verdict: 'unknown' });
    expect(await stage.get(VerifyDocument).execute({ typed: others.document })).toMatchObject({ verdict: 'genuine' });
    await expect(stage.get(ViewAssessment).execute(asha, { assessment: ours.submitted })).rejects.toThrow(NotFound);
    await expect(confirm(adam)).rejects.toThrow(NotFound);
  });
});
