import { randomUUID } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DownloadDocument, RecordAnswers, type Actor, type AssessmentId } from '@isonomia/application';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { gunzipSync, gzipSync } from 'node:zlib';
import { CommandEnded } from '../../../apps/cli/src/exit.js';
import { manifestText, parseManifest, type Manifest } from '../../../apps/cli/src/backup/manifest.js';
import { restoreBackup } from '../../../apps/cli/src/backup/restore-backup.js';
import { takeBackup } from '../../../apps/cli/src/backup/take-backup.js';
import { AuditBench } from '../../support/audit.js';
import { asOwner, createEmptyDatabase, type TestDatabase } from '../../support/database.js';
import { filledAgency, type FilledAgency } from '../../support/filled-agency.js';
import { person } from '../../support/people.js';
import { bytesOf, Stage } from '../../support/stage.js';

const EVERY_TEXT = '\\ \t " \' \u2028 \u00e9 \u{1f469}\u200d\u2696\ufe0f \\N \\.';
type Empty = Awaited<ReturnType<typeof createEmptyDatabase>>;

describe('a backup', () => {
  let stage: Stage;
  let bench: AuditBench;
  let folder: string;
  let asha: Actor;
  let ours: FilledAgency;
  let taken: Manifest;
  const inside = (...names: readonly string[]): string => path.join(folder, ...names);
  const backup = (name: string): Promise<Manifest> =>
    takeBackup(stage.database.address, { folder: inside(name), product: '0.1.0' });
  const linesOf = async (work: Promise<unknown>): Promise<string> => {
    const ended: unknown = await work.then(
      () => undefined,
      (error: unknown) => error,
    );
    if (!(ended instanceof CommandEnded)) throw new Error('It was not refused in words.', { cause: ended });
    return ended.lines.join('\n');
  };

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'isonomia backup '));
    stage = await Stage.open();
    bench = new AuditBench(stage.database);
    const agency = await stage.agency('Ours');
    asha = person('asha', 'lead', { agencyId: agency });
    stage.played.people.add(asha);
    await stage.enrol(asha);
    ours = await filledAgency(stage, asha, agency);
    await stage.rows('UPDATE comment SET text = $1', [EVERY_TEXT]);
    await stage.rows(
      `INSERT INTO pgboss.job (name, data, state) VALUES ('make-document', '{"kind":"make-document"}', 'created'),
         ('send-mail', '{"kind":"send-mail"}', 'completed')`,
    );
    await bench.seal();
    mkdirSync(inside('whole'), { mode: 0o755 });
    taken = await backup('whole');
  }, 90_000);
  afterAll(async () => {
    await bench.close();
    await stage.close();
    rmSync(folder, { recursive: true, force: true });
  });

  describe('of an installation in which everything was used', () => {
    it('holds rows of every table, of which a schema forgets none', async () => {
      const tables = await stage.rows<{ name: string }>(
        `SELECT table_schema || '.' || table_name AS name FROM information_schema.tables
         WHERE table_schema IN ('public', 'identity') AND table_type = 'BASE TABLE' AND table_name <> 'migration'`,
      );
      const names = taken.tables.map(({ schema, name }) => `${schema}.${name}`);
      expect([...names].sort()).toEqual([...tables.map(({ name }) => name), 'pgboss.job'].sort());
      for (const { schema, name, rows } of taken.tables) {
        const where = schema === 'pgboss' ? `WHERE state < 'completed'` : '';
        const [row] = await stage.rows<{ n: number }>(`SELECT count(*)::int AS n FROM "${schema}"."${name}" ${where}`);
        expect([name, rows]).toEqual([name, row?.n]);
      }
    });

    it('is readable by its owner alone, also in a folder that was open to others', () => {
      const modes = readdirSync(inside('whole')).map((name) => statSync(inside('whole', name)).mode & 0o777);
      expect(statSync(inside('whole')).mode & 0o777).toBe(0o700);
      expect(new Set(modes)).toEqual(new Set([0o600]));
    });

    it('goes into no folder that holds anything, and leaves that as it is', async () => {
      const before = readdirSync(inside('whole'));
      expect(await linesOf(backup('whole'))).toContain('is not empty');
      expect(readdirSync(inside('whole'))).toEqual(before);
    });
  });

  describe('restored into an empty database', () => {
    let empty: Empty;
    let again: Manifest;
    beforeAll(async () => {
      empty = await createEmptyDatabase();
      await restoreBackup(empty.address, { folder: inside('whole') });
      again = await takeBackup(empty.address, { folder: inside('again'), product: '0.1.0' });
    }, 90_000);
    afterAll(() => empty.close());
    const both = async (sql: string): Promise<readonly unknown[]> => [
      await stage.rows(sql),
      await asOwner(empty.address, async (client) => (await client.query<object>(sql)).rows),
    ];

    it('gives the same rows again, by every checksum, and the same next ids', () => {
      expect(again.tables).toEqual(taken.tables);
      expect(again.sequences).toEqual(taken.sequences);
      expect(taken.sequences).toContainEqual(expect.objectContaining({ name: 'audit_id_seq' }));
    });

    it.each([
      [
        'foreign keys',
        `SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid), convalidated FROM pg_constraint
         WHERE connamespace IN ('public'::regnamespace, 'identity'::regnamespace) ORDER BY 1, 2`,
      ],
      ['policies', `SELECT tablename, policyname, roles, cmd, qual, with_check FROM pg_policies ORDER BY 1, 2`],
      [
        'forced row-level security',
        `SELECT relname, relrowsecurity, relforcerowsecurity FROM pg_class
         WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1`,
      ],
      [
        'triggers',
        `SELECT tgrelid::regclass::text, tgname, tgenabled FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1, 2`,
      ],
      [
        'grants',
        `SELECT relname, relacl::text FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
         AND relname <> 'migration' ORDER BY 1`,
      ],
    ])('has its %s back', async (_what, sql) => {
      const [there, here] = await both(sql);
      expect(here).toEqual(there);
      expect(here).not.toEqual([]);
    });

    it('keeps an audit that verifies, and that goes on where it stood', async () => {
      const restored = new AuditBench({ address: empty.address } as TestDatabase);
      expect(await restored.heads()).toEqual(await bench.heads());
      expect(await restored.findings(await bench.heads())).toEqual([]);
      await restored.record(3);
      expect((await restored.seal()).settled).toBe(true);
      expect(await restored.findings()).toEqual([]);
      await restored.close();
    });

    it('gives a document byte for byte', async () => {
      const { bytes } = await stage.get(DownloadDocument).execute(asha, { document: ours.document });
      const sql = `SELECT string_agg(c.bytes, ''::bytea ORDER BY c.position) AS bytes
        FROM document d JOIN file_chunk c ON c.file_id = d.file_id WHERE d.id = '${ours.document}'`;
      const { rows } = await asOwner(empty.address, (client) => client.query<{ bytes: Buffer }>(sql));
      expect(rows[0]?.bytes.equals(await bytesOf(bytes))).toBe(true);
    });

    it('takes up the jobs that were still to be done, and no others', async () => {
      const { rows } = await asOwner(empty.address, (client) => client.query('SELECT name, state FROM pgboss.job'));
      expect(rows).toEqual([{ name: 'make-document', state: 'created' }]);
    });

    it('is refused a second time, since nothing is restored over what is there', async () => {
      const said = await linesOf(restoreBackup(empty.address, { folder: inside('whole') }));
      expect(said).toMatch(/This database is not empty.*public\.agency/);
    });
  });

  describe('that is not as it was written', () => {
    let empty: Empty;
    let damaged: string;
    beforeEach(async () => {
      empty = await createEmptyDatabase();
      damaged = inside(randomUUID());
      await takeBackup(stage.database.address, { folder: damaged, product: '0.1.0' });
    });
    afterEach(() => empty.close());
    const restore = (): Promise<string> => linesOf(restoreBackup(empty.address, { folder: damaged }));
    const untouched = async (): Promise<void> => {
      const sql = `SELECT count(*)::int AS n FROM pg_class WHERE relnamespace = 'public'::regnamespace`;
      expect((await asOwner(empty.address, (client) => client.query(sql))).rows).toEqual([{ n: 0 }]);
    };
    const answers = (): string => path.join(damaged, 'public.answer.copy.gz');

    it('is refused for one flipped byte, by the name of the table', async () => {
      const bytes = readFileSync(answers());
      const middle = Math.floor(bytes.length / 2);
      bytes.writeUInt8(bytes.readUInt8(middle) ^ 0x10, middle);
      writeFileSync(answers(), bytes);
      expect(await restore()).toMatch(/^public\.answer: this file of the backup is damaged/);
      await untouched();
    });

    it('is refused when somebody packed other rows as neatly', async () => {
      const rows = gunzipSync(readFileSync(answers())).toString().replace('"level": 3', '"level": 4');
      writeFileSync(answers(), gzipSync(rows));
      expect(await restore()).toMatch(/^public\.answer: .*its checksum is another one/);
      await untouched();
    });

    it.each([
      ['cut short', (file: string) => truncateSync(file, statSync(file).size - 9)],
      ['gone', (file: string) => rmSync(file)],
      ['empty', (file: string) => truncateSync(file, 0)],
    ])('is refused when a file is %s', async (_what, change) => {
      change(answers());
      expect(await restore()).toMatch(/^public\.answer: /);
      await untouched();
    });

    it('is refused without its manifest: it was broken off, or is none', async () => {
      rmSync(path.join(damaged, 'manifest.json'));
      expect(await restore()).toContain('holds no manifest.json');
      await untouched();
    });

    it('is refused when a word of its manifest was changed', async () => {
      const file = path.join(damaged, 'manifest.json');
      writeFileSync(file, readFileSync(file, 'utf8').replace(/"next": "\d+"/, '"next": "1"'));
      expect(await restore()).toContain('is not as it was written');
      await untouched();
    });

    it('is refused when a newer version of the product made it', async () => {
      const file = path.join(damaged, 'manifest.json');
      const manifest = parseManifest(readFileSync(file, 'utf8'));
      if (manifest === undefined) throw new Error('The manifest does not parse.');
      const level = [...manifest.level, 'FromTheFuture1999999999999'];
      writeFileSync(file, manifestText({ ...manifest, product: '9.9.9', level }));
      expect(await restore()).toMatch(/made by version 9\.9\.9 .* a newer one/);
      await untouched();
    });
  });

  describe('beside people who go on working', () => {
    it('shows one moment: every answer with its history and its row of audit', async () => {
      const assessment = await stage.assessment(asha, ours.agency);
      const writing = { stop: false, written: 0 };
      const writers = [1, 2, 3].map(() => write(assessment, writing));
      while (writing.written < 5) await new Promise((resolve) => setTimeout(resolve, 5));
      const name = randomUUID();
      const begin = writing.written;
      const manifest = await takeBackup(stage.database.address, {
        folder: inside(name),
        product: '0.1.0',
        // A table takes its time: everybody writes on between one and the next.
        begin: () => () => {
          Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2);
        },
      });
      writing.stop = true;
      await Promise.all(writers);
      expect(writing.written).toBeGreaterThan(begin);
      const empty = await createEmptyDatabase();
      await restoreBackup(empty.address, { folder: inside(name) });
      const sql = `SELECT
        (SELECT sum(revision)::int FROM answer WHERE assessment_id = $1) AS answers,
        (SELECT count(*)::int FROM answer_history WHERE assessment_id = $1)
          + (SELECT count(*)::int FROM answer_set_history WHERE assessment_id = $1) AS history,
        (SELECT count(*)::int FROM audit WHERE subject_id = $1::text AND action LIKE 'answer%') AS audit`;
      const { rows } = await asOwner(empty.address, (client) => client.query(sql, [assessment]));
      await empty.close();
      const { answers, history, audit } = rows[0] as Record<'answers' | 'history' | 'audit', number>;
      expect(answers).toBeGreaterThan(0);
      expect([history, audit]).toEqual([answers, answers]);
      expect(manifest.tables.length).toBe(taken.tables.length);
    }, 90_000);
  });

  const write = async (assessment: AssessmentId, writing: { stop: boolean; written: number }): Promise<void> => {
    for (let n = 0; !writing.stop; n += 1) {
      const answers = [{ question: 'GOV1', answer: { value: { level: n % 4 } } }];
      await stage.get(RecordAnswers).execute(asha, { assessment, answers });
      writing.written += 1;
    }
  };
});
