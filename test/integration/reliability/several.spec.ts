import { readdirSync } from 'node:fs';
import path from 'node:path';
import { SealAudit, VerifyAudit, type AuditFinding } from '@isonomia/application';
import { openAuditSealing } from '@isonomia/persistence';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { FULL } from '../../support/full.js';
import { levelQuestions, type OpenAssessment, settle } from '../../support/running/inhabitants.js';
import { Autosaver, contradictions, Ledger, whileSaving } from '../../support/running/ledger.js';
import { orderDocument, Program, saveAll, submit } from '../../support/running/requests.js';
import { SeveralProcesses } from '../../support/running/several.js';
import type { Asked } from '../../support/running/wire.js';
import { MovableClock } from '../../support/stage.js';

const KILLS = FULL ? 20 : 1;
const SAVERS = FULL ? 100 : 24;
/** In each round. */
const DOCUMENTS = FULL ? 8 : 4;
const LETTERS = 6;
const SUBMITTED = 2;
const LONG = 1_800_000;
/** Tries of one account in a quarter of an hour: see the identity library. */
const TRIES = 10;

/**
 * What the queue does with jobs of a worker of which it hears nothing any more, without waiting for that silence: they go
 * to whoever looks next, also when the first one lives and works on them still.
 */
const GIVEN_AWAY = `
  UPDATE pgboss.job SET state = 'retry', start_after = now() WHERE state = 'active';
  UPDATE mail SET changed_at = changed_at - interval '5 minutes' WHERE state IN ('sending', 'handed-over')`;

/** Two of each on one PostgreSQL, without anything else in common, behind a proxy that knows nobody. */
describe('two web and two worker processes', () => {
  let several: SeveralProcesses;
  let program: Program;
  let open: readonly OpenAssessment[];
  const at = (n: number): OpenAssessment => {
    const found = open[n];
    if (found === undefined) throw new Error('Nobody lives here.');
    return found;
  };

  beforeAll(async () => {
    several = await SeveralProcesses.start();
    program = new Program(several);
    open = await settle(several, SUBMITTED + Math.ceil(SAVERS / levelQuestions().length));
    for (const assessment of open.slice(0, SUBMITTED)) {
      await program.ask(saveAll(assessment));
      await program.ask(submit(assessment));
    }
  }, LONG);
  afterAll(async () => {
    program.close();
    await several.stop();
  }, LONG);

  const json = ({ cookie }: { readonly cookie: string }) => ({
    'content-type': 'application/json',
    accept: 'application/json',
    cookie,
  });
  const invite = (from: OpenAssessment, email: string): Asked => ({
    method: 'POST',
    path: '/api/invitations',
    headers: json(from),
    body: JSON.stringify({ email, role: 'contributor', agency: from.agency }),
  });
  const signIn = (origin: string, email: string, password: string): Promise<Response> =>
    fetch(`${origin}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
    });

  /** Whether one of its browsers is at work, as a worker notes it in its own folder. */
  const isPrinting = (worker: { readonly dataDir: string }): boolean => {
    try {
      return readdirSync(path.join(worker.dataDir, 'printing', 'processes')).length > 0;
    } catch {
      return false;
    }
  };
  const count = async (sql: string): Promise<number> => (await several.rows<{ n: number }>(sql))[0]?.n ?? 0;
  const waiting = (): Promise<number> =>
    count(`SELECT (SELECT count(*) FROM document WHERE state <> 'ready')::int
      + (SELECT count(*) FROM mail WHERE state NOT IN ('sent', 'failed'))::int AS n`);

  it(
    'lose nothing that was acknowledged and do no job twice, one of each killed at work again and again',
    async () => {
      const ledger = new Ledger();
      const questions = levelQuestions();
      const savers = Array.from({ length: SAVERS }, (_, n) => {
        const assessment = at(SUBMITTED + Math.floor(n / questions.length));
        return new Autosaver(several.url, ledger, { assessment, question: questions[n % questions.length] ?? '' });
      });
      const invited: string[] = [];
      await whileSaving(savers, async () => {
        for (let kill = 0; kill < KILLS; kill += 1) {
          for (let n = 0; n < DOCUMENTS; n += 1) await program.ask(orderDocument(at(n % SUBMITTED)));
          const letters = Array.from({ length: LETTERS }, (_, n) => `new${kill}-${n}@example.org`);
          for (const email of letters) await program.ask(invite(at(0), email));
          invited.push(...letters);
          await several.until(() => several.of('worker').some(isPrinting), 'a worker at work');
          await several.rows(GIVEN_AWAY);
          const worker = several.of('worker').find(isPrinting);
          const web = several.of('web')[kill % 2];
          if (worker === undefined || web === undefined) throw new Error('There is nobody to kill.');
          several.kill(web);
          several.kill(worker);
          if (!FULL) await several.rows(GIVEN_AWAY);
          const since = Date.now();
          await several.until(() => ledger.lastAcknowledgedAt > since, 'an answer that is saved again');
          await several.until(async () => (await waiting()) === 0, 'every document and every letter');
          await Promise.all([several.add('web'), several.add('worker')]);
        }
      });
      expect(await ledger.faults(several, open.slice(SUBMITTED))).toEqual([]);
      expect(ledger.acknowledged.length).toBeGreaterThan(SAVERS);
      expect(ledger.other('200', '201', '412', '428')).toEqual([]);
      expect(several.proxy.retried).toBeGreaterThan(0);
      expect(several.proxy.givenUp).toBe(0);

      const made = `SELECT count(*)::int AS n, count(DISTINCT subject_id)::int AS documents,
        (SELECT count(*)::int FROM file WHERE name LIKE 'isonomia-%') AS files FROM audit WHERE action = 'document.made'`;
      const ordered = KILLS * DOCUMENTS;
      expect(await several.rows(made)).toEqual([{ n: ordered, documents: ordered, files: ordered }]);
      expect(await contradictions(several)).toEqual([]);
      const letters = several.mails.letters.flatMap(({ to }) => to).filter((to) => to.startsWith('new'));
      expect(new Set(letters).size).toBe(letters.length);
      // A worker killed while the server takes the end of a letter may have been heard: such a letter is not sent again.
      const unheard = invited.filter((email) => !letters.includes(email));
      expect(unheard.length).toBeLessThanOrEqual(2 * KILLS);
      expect(await count(`SELECT count(*)::int AS n FROM mail WHERE state = 'failed'`)).toBe(0);
    },
    LONG,
  );

  it('know a session that began at the other, and both forget it within a second or so', async () => {
    const [here, there] = several.of('web');
    const { email } = at(0);
    const signedIn = await signIn(here?.url ?? '', email, 'correct horse battery 9');
    expect(signedIn.status).toBe(204);
    const cookie = signedIn.headers
      .getSetCookie()
      .map((one) => one.split(';', 1)[0])
      .join('; ');
    const ask = async (origin = '', method = 'GET'): Promise<number> =>
      (await fetch(`${origin}/api/session`, { method, headers: { cookie, accept: 'application/json' } })).status;
    expect([await ask(there?.url), await ask(here?.url)]).toEqual([200, 200]);
    expect(await ask(there?.url, 'DELETE')).toBe(204);
    const since = Date.now();
    expect(await ask(there?.url)).toBe(401);
    await several.until(async () => (await ask(here?.url)) === 401, 'the end of the session where it began');
    expect(Date.now() - since).toBeLessThan(5_000);
  });

  it('count wrong passwords together: whoever is refused here need not try there', async () => {
    const { email } = at(1);
    const tries: number[] = [];
    for (let n = 0; n < TRIES + 2; n += 1) {
      const web = several.of('web')[n % 2];
      tries.push((await signIn(web?.url ?? '', email, `not the password ${n}`)).status);
    }
    expect(tries).toEqual([...Array.from({ length: TRIES }, () => 401), 429, 429]);
  });

  it('seal the audit as one chain each, however many seal at the same moment', async () => {
    const secret = several.config.auditSecret ?? '';
    const sealers = [1, 2, 3].map((n) =>
      openAuditSealing(several.database.address, { name: `isonomia sealing ${n}`, secret }),
    );
    try {
      const rounds = sealers.map(({ seals, key }) => new SealAudit(seals, key, new MovableClock()));
      const note = (n: number): Promise<unknown> =>
        several.rows(
          `INSERT INTO audit (agency_id, actor_id, action, subject_kind, subject_id) VALUES ($1, 'x', 'tried', 'x', $2)`,
          [at(n % open.length).agency, n],
        );
      for (let n = 0; n < 6; n += 1) {
        await note(n);
        await Promise.all(rounds.map((round) => round.execute({ patienceMs: 5_000 })));
      }
      const findings: AuditFinding[] = [];
      const [first] = sealers;
      if (first === undefined) throw new Error('Nobody verifies.');
      let seals = 0;
      for await (const report of new VerifyAudit(first.seals, first.key, new MovableClock()).execute({
        expected: [],
      })) {
        findings.push(...report.findings);
        seals += report.seals;
      }
      expect(findings).toEqual([]);
      expect(seals).toBeGreaterThan(6);
    } finally {
      for (const one of sealers) await one.close();
    }
  }, 60_000);
});
