import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { PublishInstruments, type Scope, type Transaction, UnitOfWork } from '@isonomia/application';
import { readConfig } from '@isonomia/config';
import { ContentLibrary } from '@isonomia/content';
import { AccountDirectory, Accounts, createIdentityPool, SecondFactors } from '@isonomia/identity';
import { clientConfig, readMark } from '@isonomia/persistence';
import { loadDemo } from '../../apps/cli/src/demo/load-demo.js';
import type { Installation } from '../../apps/cli/src/installation.js';
import { bindPorts } from '../../apps/cli/src/ports.js';
import { asOwner, createTestDatabase, type TestDatabase } from '../support/database.js';

const SLOW = 180_000;

/** Breaks off, as a process does that is killed, when it is asked for one transaction too many. */
class Interrupted extends UnitOfWork {
  constructor(
    private readonly whole: UnitOfWork,
    private left: number,
  ) {
    super();
  }

  run<T>(scope: Scope, work: (tx: Transaction) => Promise<T>): Promise<T> {
    this.left -= 1;
    return this.left < 0 ? Promise.reject(new Error('interrupted')) : this.whole.run(scope, work);
  }
}

describe('the demo region', () => {
  let database: TestDatabase;
  let pool: ReturnType<typeof createIdentityPool>;
  let folder: string;
  let installation: Installation;
  const source = new ContentLibrary({ content: path.resolve('libs/content') });

  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'isonomia-demo-'));
    database = await createTestDatabase();
    pool = createIdentityPool(clientConfig(database.address), 2);
    const config = readConfig({ ISONOMIA_ROOT: path.resolve('.'), DATA_DIR: folder });
    const secret = 'a secret of tests, long enough to sign with';
    const ports = bindPorts(database.operator, new AccountDirectory(pool), config);
    installation = {
      config,
      secret,
      ports,
      accounts: new Accounts({ pool, secret, publicUrl: config.publicUrl }),
      factors: new SecondFactors({ pool, secret, publicUrl: config.publicUrl }),
      database: { address: database.address, isRunning: () => true, release: () => Promise.resolve() },
    };
    await new PublishInstruments(ports.unitOfWork, source, ports.instruments, ports.audit).execute();
  }, SLOW);
  afterEach(async () => {
    await pool.end();
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const counted = async (): Promise<Record<string, number>> => {
    const { rows } = await asOwner(database.address, (client) =>
      client.query<Record<string, number>>(`SELECT
        (SELECT count(*)::int FROM agency) AS agencies,
        (SELECT count(*)::int FROM agency WHERE fictional) AS fictional,
        (SELECT count(*)::int FROM assessment WHERE state = 'submitted') AS submitted,
        (SELECT count(*)::int FROM assessment WHERE state = 'draft') AS drafts,
        (SELECT count(*)::int FROM assessment WHERE state = 'validated') AS validated,
        (SELECT count(*)::int FROM contribution) AS contributions,
        (SELECT count(*)::int FROM release) AS releases,
        (SELECT count(*)::int FROM round) AS rounds,
        (SELECT count(*)::int FROM participation) AS participations,
        (SELECT count(*)::int FROM outcome) AS outcomes,
        (SELECT count(*)::int FROM evidence) AS evidence,
        (SELECT count(*)::int FROM answer) AS answers,
        (SELECT count(*)::int FROM workshop WHERE state = 'open' AND joining) AS workshops,
        (SELECT count(*)::int FROM workshop_session) AS sessions,
        (SELECT count(*)::int FROM workshop_participant WHERE agency_group_id IS NOT NULL) AS seats,
        (SELECT count(*)::int FROM comment) AS comments,
        (SELECT count(*)::int FROM assignment) AS assignments,
        (SELECT count(*)::int FROM identity."user") AS people`),
    );
    return rows[0] ?? {};
  };

  it(
    'has assessments in every state, a round that is over, and people in every role, with second factors where due',
    async () => {
      await loadDemo(installation);
      expect(await counted()).toMatchObject({
        agencies: 19,
        fictional: 19,
        submitted: 2,
        validated: 17,
        drafts: 1,
        // Each validated one is frozen twice: when it was handed in, and when it was validated.
        outcomes: 2 + 2 * 17,
        contributions: 17,
        releases: 1,
        rounds: 2,
        participations: 2 * 17,
        workshops: 1,
        sessions: 10,
        seats: 21,
        comments: 1,
        assignments: 2,
        people: 17,
      });
      const mark = (await readMark(database.address, 'demo')) as {
        signIns: { email: string; password: string; who: string }[];
      };
      expect(new Set(mark.signIns.map(({ password }) => password)).size).toBe(1);
      const asha = mark.signIns.find(({ email }) => email === 'asha@example.org');
      expect(asha?.who).toBe('Asha Fictive, lead: Tarsenia Customs Service');
      const attempt = {
        email: asha?.email ?? '',
        password: asha?.password ?? '',
        address: '127.0.0.1',
        userAgent: 'test',
      };
      expect(await installation.accounts.signIn(attempt)).toMatchObject({ ok: true });
      // Whose code the demo can show.
      const { rows } = await asOwner(database.address, (client) =>
        client.query<{ id: string; email: string; enrolled: boolean; must: boolean }>(
          `SELECT u.id, u.email, u."twoFactorEnabled" AS enrolled,
                  EXISTS (SELECT FROM membership m WHERE m.user_id = u.id::text
                           AND m.role IN ('administrator', 'coordinator')) AS must
             FROM identity."user" u`,
        ),
      );
      expect(rows.filter(({ must }) => must).length).toBeGreaterThan(1);
      expect(rows.filter(({ enrolled, must }) => enrolled !== must)).toEqual([]);
      for (const { id, email, enrolled } of rows) {
        const code = await installation.factors.demoCodeOf(id, email);
        expect([email, code !== undefined]).toEqual([email, enrolled]);
      }
    },
    SLOW,
  );

  it(
    'goes on where it was interrupted, and nothing is there twice',
    async () => {
      const { ports } = installation;
      for (const transactions of [2, 40, 200]) {
        const broken = {
          ...installation,
          ports: { ...ports, unitOfWork: new Interrupted(ports.unitOfWork, transactions) },
        };
        await expect(loadDemo(broken)).rejects.toThrow('interrupted');
        expect(await readMark(database.address, 'demo')).toBeUndefined();
      }
      await loadDemo(installation);
      const resumed = await counted();
      expect(resumed).toMatchObject({ agencies: 19, submitted: 2, validated: 17, rounds: 2, people: 17, comments: 1 });
      await loadDemo(installation);
      expect(await counted()).toEqual(resumed);
      const { rows } = await asOwner(database.address, (client) =>
        client.query(
          'SELECT 1 FROM evidence GROUP BY assessment_id, question_id, option_id, title HAVING count(*) > 1',
        ),
      );
      expect(rows).toEqual([]);
    },
    SLOW,
  );

  it('is not loaded into a production installation', async () => {
    const config = { ...installation.config, mode: 'production' as const };
    await expect(loadDemo({ ...installation, config })).rejects.toThrow('production');
    expect(await counted()).toMatchObject({ agencies: 0, people: 0 });
  });
});
