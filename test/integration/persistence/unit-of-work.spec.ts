import { userId } from '@isonomia/application';
import { TypeOrmUnitOfWork } from '@isonomia/persistence';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../support/database.js';

describe('a unit of work', () => {
  let database: TestDatabase;
  let work: TypeOrmUnitOfWork;
  const asha = { actor: userId('asha') };
  const regions = () => database.dataSource.query<readonly { name: string }[]>('SELECT name FROM region');
  const INSERT = 'INSERT INTO region (id, name) VALUES (gen_random_uuid(), $1)';

  beforeAll(async () => {
    database = await createTestDatabase();
    work = new TypeOrmUnitOfWork(database.dataSource);
    await database.operator.query("INSERT INTO membership (user_id, role) VALUES ('asha', 'administrator')");
  });
  afterAll(() => database.close());

  it('tells the database who acts, for as long as it lasts', async () => {
    const setting = "SELECT current_setting('isonomia.actor', true) AS actor";
    expect(await work.run(asha, (tx) => tx.query(setting, []))).toEqual([{ actor: 'asha' }]);
    const after = await Promise.all([1, 2, 3, 4, 5, 6].map(() => database.dataSource.query(setting)));
    expect(JSON.stringify(after)).not.toContain('asha');
  });

  it('leaves nothing of work that throws', async () => {
    const failing = work.run(asha, async (tx) => {
      await tx.query(INSERT, ['Half']);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await regions()).toEqual([]);
  });

  it('returns the rows of a changing statement as rows', async () => {
    const changed = await work.run(asha, async (tx) => {
      await tx.query(INSERT, ['North']);
      return tx.query('UPDATE region SET name = $1 RETURNING name', ['Whole']);
    });
    expect(changed).toEqual([{ name: 'Whole' }]);
    expect(await regions()).toEqual([{ name: 'Whole' }]);
  });

  it('reads a calendar day as the day it is', async () => {
    expect(await work.run(asha, (tx) => tx.query("SELECT DATE '2026-03-01' AS day", []))).toEqual([
      { day: '2026-03-01' },
    ]);
  });
});
