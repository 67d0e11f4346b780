import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadSecrets, readConfig } from '@isonomia/config';
import { type SocketAddress, webAddress } from '@isonomia/persistence';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import supertest from 'supertest';
import { Assets } from '../../apps/web/src/http/assets.js';
import { createWebApp } from '../../apps/web/src/web-app.js';
import { createTestDatabase, type TestDatabase } from './database.js';

/** The real web application on a database of its own, without a port. */
export interface TestWeb {
  readonly app: NestFastifyApplication;
  readonly database: TestDatabase;
  /** A browser that keeps its cookies. */
  agent(): ReturnType<typeof supertest.agent>;
  close(): Promise<void>;
}

/** Tests ask for more in a minute than people do in a day: requests are counted only where a test says so. */
export async function startTestWeb(env: Readonly<Record<string, string>> = {}): Promise<TestWeb> {
  const database = await createTestDatabase();
  const web = await startWebOn(webAddress(database.address), env);
  return {
    ...web,
    database,
    close: async () => {
      await web.close();
      await database.close();
    },
  };
}

/** On a database that somebody else made and drops. */
export async function startWebOn(
  address: SocketAddress,
  env: Readonly<Record<string, string>>,
): Promise<Omit<TestWeb, 'database'>> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'isonomia-web-'));
  const config = readConfig({ LOG_LEVEL: 'silent', DATA_DIR: dataDir, RATE_LIMITS: 'off', ...env });
  const app = await createWebApp({
    config,
    secrets: loadSecrets(config),
    address,
    assets: Assets.load(config.root),
  });
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return {
    app,
    agent: () => supertest.agent(app.getHttpServer()),
    close: async () => {
      await app.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
