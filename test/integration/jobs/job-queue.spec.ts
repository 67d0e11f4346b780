import { randomUUID } from 'node:crypto';
import { documentId, type MakeDocumentJob, mailId, storedEvidenceId, userId } from '@isonomia/application';
import { JobWorker, PgBossJobQueue } from '@isonomia/jobs';
import { clientConfig, TypeOrmUnitOfWork } from '@isonomia/persistence';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';

const asha = { actor: userId('asha') };
const job = (id: string): MakeDocumentJob => ({ kind: 'make-document', document: documentId(id) });

describe('a job', () => {
  let database: TestDatabase;
  let queue: PgBossJobQueue;
  let worker: JobWorker | undefined;
  const errors: Error[] = [];
  const taken: string[] = [];
  let arrived: () => void = () => undefined;

  beforeAll(async () => {
    database = await createTestDatabase();
    queue = await PgBossJobQueue.open(clientConfig(database.address), (error) => errors.push(error));
  });
  afterAll(async () => {
    await worker?.stop();
    await queue.close();
    await database.close();
  });

  it('is taken within two seconds of the commit, and not at all when its transaction fails', async () => {
    const work = new TypeOrmUnitOfWork(database.dataSource);
    const failing = work.run(asha, async (tx) => {
      await queue.enqueue(tx, job('AAAA-AAAA-AAAA'));
      throw new Error('rolled back');
    });
    await expect(failing).rejects.toThrow('rolled back');
    const arrival = new Promise<void>((resolve) => (arrived = resolve));
    worker = await JobWorker.start(
      clientConfig(database.address),
      {
        'make-document': async ({ document }) => {
          taken.push(document);
          arrived();
          return Promise.resolve();
        },
        'make-release': () => Promise.resolve(),
        'send-mail': () => Promise.resolve(),
        'discard-evidence-file': () => Promise.resolve(),
      },
      (error) => errors.push(error),
    );
    const start = Date.now();
    await work.run(asha, (tx) => queue.enqueue(tx, job('BBBB-BBBB-BBBB')));
    await arrival;
    expect(Date.now() - start).toBeLessThan(2000);
    expect(taken).toEqual(['BBBB-BBBB-BBBB']);
    expect(errors).toEqual([]);
  });

  it('that is due later waits until then, and longer than a queue keeps what nobody takes', async () => {
    const work = new TypeOrmUnitOfWork(database.dataSource);
    const due = new Date(Date.now() + 86_400_000);
    const evidence = storedEvidenceId('01900000-0000-7000-8000-000000000001');
    await work.run(asha, (tx) => queue.enqueue(tx, { kind: 'discard-evidence-file', evidence }, due));
    const sql = `SELECT state, start_after AS due, keep_until > start_after AS kept FROM pgboss.job
      WHERE name = 'discard-evidence-file'`;
    expect(await database.operator.query(sql)).toEqual([{ state: 'created', due, kept: true }]);
  });

  it('is put in with many others at once: all of them, or none where the transaction fails', async () => {
    const work = new TypeOrmUnitOfWork(database.dataSource);
    const many = Array.from({ length: 700 }, () => ({ kind: 'send-mail', mail: mailId(randomUUID()) }) as const);
    const count = async () =>
      (
        await database.operator.query<readonly { n: number }[]>(
          "SELECT count(*)::int AS n FROM pgboss.job WHERE name = 'send-mail'",
        )
      )[0]?.n;
    const before = (await count()) ?? 0;
    const failing = work.run(asha, async (tx) => {
      await queue.enqueueAll(tx, many);
      throw new Error('all of it');
    });
    await expect(failing).rejects.toThrow('all of it');
    expect(await count()).toBe(before);
    await work.run(asha, (tx) => queue.enqueueAll(tx, many));
    expect(await count()).toBe(before + 700);
  });

  it('is put in by the web, which reads and changes none', async () => {
    const { dataSource } = database;
    for (const sql of [
      'SELECT data FROM pgboss.job',
      'UPDATE pgboss.job SET state = state',
      'DELETE FROM pgboss.job',
      'UPDATE pgboss.queue SET retry_limit = 0',
    ])
      await expect(dataSource.query(sql)).rejects.toThrow('permission denied');
  });
});
