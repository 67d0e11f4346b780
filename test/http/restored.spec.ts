import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { webAddress } from '@isonomia/persistence';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { restoreBackup } from '../../apps/cli/src/backup/restore-backup.js';
import { takeBackup } from '../../apps/cli/src/backup/take-backup.js';
import { asOwner, createEmptyDatabase } from '../support/database.js';
import { csrfTokenOf, signedIn } from '../support/visitors.js';
import { startTestWeb, startWebOn, type TestWeb } from '../support/web.js';
import { populate, type World } from '../support/world.js';

/** As an operator does who moved the secrets along. */
const SECRET = { AUTH_SECRET: 'q8Jx0vN2mR5tY7uB1cD4eF6gH9kL3pZs' };
const CHUNK = 262_144;

describe('a restored installation', () => {
  let web: TestWeb;
  let restored: Awaited<ReturnType<typeof startWebOn>>;
  let empty: Awaited<ReturnType<typeof createEmptyDatabase>>;
  let world: World;
  let folder: string;
  let page: string;
  const printed = randomBytes(2 * CHUNK + 77);

  /** What a worker would have printed: three chunks of it. */
  const print = async (document: string): Promise<void> => {
    const { operator } = web.database;
    const file = `INSERT INTO file (id, agency_id, name, media_type, size, sha256)
      VALUES (gen_random_uuid(), $1, 'report.pdf', 'application/pdf', $2, encode(sha256($3), 'hex')) RETURNING id, sha256`;
    const [row]: readonly { id: string; sha256: string }[] = await operator.query(file, [
      world.agency,
      printed.length,
      printed,
    ]);
    for (let position = 0; position * CHUNK < printed.length; position += 1) {
      const bytes = printed.subarray(position * CHUNK, (position + 1) * CHUNK);
      await operator.query('INSERT INTO file_chunk (file_id, agency_id, position, bytes) VALUES ($1, $2, $3, $4)', [
        row?.id,
        world.agency,
        position,
        bytes,
      ]);
    }
    await operator.query(`UPDATE document SET state = 'ready', file_id = $1, sha256 = $2 WHERE id = $3`, [
      row?.id,
      row?.sha256,
      document,
    ]);
  };

  beforeAll(async () => {
    web = await startTestWeb(SECRET);
    world = await populate(web);
    const asha = await signedIn(web, 'asha');
    const assessment = await world.submitted('core');
    const ordered = await asha
      .post(`/assessments/${assessment}/documents`)
      .type('form')
      .accept('html')
      .send({ _csrf: await csrfTokenOf(asha), edition: 'internal' })
      .expect(303);
    page = String(ordered.headers['location']);
    await print(page.split('/').at(-1) ?? '');
    folder = mkdtempSync(path.join(tmpdir(), 'isonomia-restored-'));
    await takeBackup(web.database.address, { folder, product: '0.1.0' });
    empty = await createEmptyDatabase();
    await restoreBackup(empty.address, { folder });
    restored = await startWebOn(webAddress(empty.address), SECRET);
  }, 180_000);
  afterAll(async () => {
    await restored.close();
    await empty.close();
    await web.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('lets people sign in with the passwords that they had', async () => {
    const asha = await signedIn({ ...web, agent: restored.agent }, 'asha');
    const home = await asha.get(`/agencies/${world.agency}`).expect(200);
    expect(home.text).toContain('Tarsenia Customs Service');
  });

  it('knows second factors', async () => {
    const cora = await signedIn({ ...web, agent: restored.agent }, 'cora');
    await cora.get(`/agencies/${world.agency}`).expect(200);
  });

  it('gives a document byte for byte, to those alone whose it is', async () => {
    const asha = await signedIn({ ...web, agent: restored.agent }, 'asha');
    const { body } = await asha.get(`${page}/file`).responseType('blob').expect(200);
    expect((body as Buffer).equals(printed)).toBe(true);
    const dara = await signedIn({ ...web, agent: restored.agent }, 'dara');
    await dara.get(`${page}/file`).expect(404);
    await dara.get(`/agencies/${world.agency}`).expect(404);
  });

  it('takes new work, whose rows of audit follow those that were restored', async () => {
    const newest = async (): Promise<number> =>
      asOwner(empty.address, async (client) => {
        const { rows } = await client.query<{ id: number }>('SELECT max(id)::int AS id FROM audit');
        return rows[0]?.id ?? 0;
      });
    const before = await newest();
    await signedIn({ ...web, agent: restored.agent }, 'asha');
    expect(await newest()).toBeGreaterThan(before);
  });
});
