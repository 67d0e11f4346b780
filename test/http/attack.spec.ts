import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Actor, userId, ListRoundsOfAgency, ViewAgency } from '@isonomia/application';
import { loadSecrets, readConfig } from '@isonomia/config';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Assets } from '../../apps/web/src/http/assets.js';
import { Csrf } from '../../apps/web/src/http/session/csrf.js';
import { createWebApp } from '../../apps/web/src/web-app.js';
import { type Fixture, one } from '../../attack/fixture.js';
import type { Report } from '../../attack/report.js';
import { runAttack } from '../../attack/run.js';
import { ServerProcess } from '../../bench/rig/server-process.js';
import { command, isLongRun } from '../support/command.js';
import { holdDatabase } from '../support/held-database.js';

const ROOT = path.resolve('.');
const MINUTES = 60_000;
const SEED = 4711;

let dataDir: string;
let database: Awaited<ReturnType<typeof holdDatabase>>;
let fixture: Fixture;
let settings: Readonly<Record<string, string>>;

beforeAll(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'isonomia-attack-'));
  settings = { DATA_DIR: dataDir, ISONOMIA_ROOT: ROOT, LOG_LEVEL: 'silent', RATE_LIMITS: 'off' };
  database = await holdDatabase(dataDir);
  const run = command(dataDir);
  expect(await run(['migrate'])).toMatchObject({ code: 0 });
  const loaded = await run(['fixture', '--seed', 'test']);
  expect(loaded).toMatchObject({ code: 0 });
  fixture = JSON.parse(loaded.out) as Fixture;
}, 4 * MINUTES);

afterAll(async () => {
  await database.release();
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
});

const counts = isLongRun()
  ? { cases: 100, strings: 2_000, pages: 10, guesses: 10_000 }
  : { cases: 1, strings: 2, pages: 1, guesses: 20, few: true };

const attack = (baseUrl: string, more: { readonly onlyAsOthers?: boolean; readonly few?: boolean } = {}) =>
  runAttack({ ...counts, ...more, baseUrl, fixture, seed: SEED, say: () => undefined });

const failed = (report: Report): readonly string[] =>
  report.checks.filter(({ failures }) => failures.length > 0).map(({ id }) => id);

describe('the fixture', () => {
  it('has people in every role, twelve agencies, and marks that are one agency’s alone', () => {
    const roles = new Set(fixture.users.map(({ role }) => role));
    expect([...roles].sort()).toEqual([
      'administrator',
      'contributor',
      'coordinator',
      'facilitator',
      'lead',
      'participant',
      'recipient',
      'reviewer',
    ]);
    expect([fixture.regions, fixture.countries, fixture.agencies].map(({ length }) => length)).toEqual([2, 4, 12]);
    const marks = fixture.agencies.flatMap(({ canaries, primes }) => [...Object.values(canaries), ...primes]);
    expect(new Set(marks).size).toBe(marks.length);
    const states = fixture.resources.filter(({ kind }) => kind === 'assessment').map(({ state }) => state);
    expect([...new Set(states)].sort()).toEqual(['draft', 'in-review', 'submitted', 'validated']);
  });

  it('is refused by a database that holds something', async () => {
    const again = await command(dataDir)(['fixture']);
    expect(again).toMatchObject({ code: 1, out: '' });
    expect(again.err).toContain('fixture.not-empty');
  });
});

describe('the attack', () => {
  it(
    'gets nowhere with the web process as it is built',
    async () => {
      const file = path.join(ROOT, 'dist', 'apps', 'web', 'apps', 'web', 'src', 'main.js');
      const server = await ServerProcess.start({ file, settings, folder: ROOT, log: path.join(dataDir, 'web.log') });
      try {
        const report = await attack(server.url);
        expect(report.checks.flatMap(({ id, failures }) => failures.map((failure) => `${id}: ${failure}`))).toEqual([]);
        expect(report.checks.filter(({ tried }) => tried === 0)).toEqual([]);
      } finally {
        await server.stop();
      }
    },
    isLongRun() ? 40 * MINUTES : 5 * MINUTES,
  );

  it(
    'finds an agency shown to anybody, and forms taken without their token',
    async () => {
      const config = readConfig(settings);
      const app = await createWebApp({
        config,
        secrets: loadSecrets(config),
        address: database.address,
        assets: Assets.load(config.root),
      });
      const { id } = one(fixture.users, ({ role }) => role === 'administrator', 'administrator');
      const anybody: Actor = { userId: userId(id), name: '', language: 'en', memberships: [{ role: 'administrator' }] };
      const view = app.get(ViewAgency, { strict: false });
      const asked = view.execute.bind(view);
      view.execute = (_actor, wanted) => asked(anybody, wanted);
      const rounds = app.get(ListRoundsOfAgency, { strict: false });
      const listed = rounds.execute.bind(rounds);
      rounds.execute = (_actor, wanted) => listed(anybody, wanted);
      app.get(Csrf, { strict: false }).check = () => undefined;
      await app.listen(0, '127.0.0.1');
      try {
        const { port } = app.getHttpServer().address() as AddressInfo;
        const report = await attack(`http://127.0.0.1:${port}`, { onlyAsOthers: true, few: true });
        expect(failed(report)).toEqual(expect.arrayContaining(['T3 T7', 'T7 marks', 'T3 pages', 'T12']));
        expect(report.hasFailed).toBe(true);
      } finally {
        await app.close();
      }
    },
    5 * MINUTES,
  );
});
