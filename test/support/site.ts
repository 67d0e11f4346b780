import {
  type AssessmentId,
  BuildRelease,
  MakeDocument,
  type MakeDocumentJob,
  MakeRegionalReport,
  SendMail,
} from '@isonomia/application';
import { readConfig } from '@isonomia/config';
import { JobWorker } from '@isonomia/jobs';
import { clientConfig } from '@isonomia/persistence';
import { NestFactory } from '@nestjs/core';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { WorkerModule } from '../../apps/worker/src/worker.module.js';
import { startTestWeb, type TestWeb } from './web.js';
import { populate, type World } from './world.js';

/** Web application and worker at an address that a browser can open, with the people of the world in it. */
export interface Site {
  readonly web: TestWeb;
  readonly world: World;
  readonly origin: string;
  /** What is stored, by question. */
  answersOf(assessment: AssessmentId): Promise<Readonly<Record<string, unknown>>>;
  close(): Promise<void>;
}

export async function openSite(): Promise<Site> {
  // One folder for both: mails that are not sent go from the worker to a page through it.
  const dataDir = mkdtempSync(path.join(tmpdir(), 'isonomia-site-'));
  const web = await startTestWeb({ DATA_DIR: dataDir });
  const world = await populate(web);
  await web.app.listen(0, '127.0.0.1');
  const { port } = web.app.getHttpServer().address() as AddressInfo;
  const worker = await startWorker(web, dataDir);
  return {
    web,
    world,
    origin: `http://localhost:${port}`,
    async answersOf(assessment) {
      const sql = 'SELECT question_id AS id, body FROM answer WHERE assessment_id = $1 AND body IS NOT NULL';
      const rows: readonly { id: string; body: unknown }[] = await web.database.operator.query(sql, [assessment]);
      return Object.fromEntries(rows.map(({ id, body }) => [id, body]));
    },
    async close() {
      await worker.close();
      await web.close();
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}

/** The worker as its process runs it, in this one. */
async function startWorker({ database: { address } }: TestWeb, dataDir: string): Promise<{ close(): Promise<void> }> {
  const config = readConfig({ ...browserSetting(), DATA_DIR: dataDir });
  const faults: string[] = [];
  const module = WorkerModule.forRoot({ config, address, warn: (message) => faults.push(message) });
  const context = await NestFactory.createApplicationContext(module, { logger: false, abortOnError: false });
  const make = context.get(MakeDocument);
  const handlers = {
    'make-document': ({ document, report }: MakeDocumentJob) =>
      (report === true ? context.get(MakeRegionalReport) : make).execute({ document }),
    'send-mail': ({ mail }: Parameters<SendMail['execute']>[0]) => context.get(SendMail).execute({ mail }),
    'discard-evidence-file': () => Promise.resolve(),
    'make-release': ({ release }: Parameters<BuildRelease['execute']>[0]) =>
      context.get(BuildRelease).execute({ release }),
  };
  const jobs = await JobWorker.start(clientConfig(address), handlers, (error) => faults.push(error.message));
  return {
    async close() {
      await jobs.stop();
      await context.close();
    },
  };
}

/** A browser that the environment names is the one to test with. */
export function browserSetting(): Readonly<Record<string, string>> {
  const named = process.env['PUPPETEER_EXECUTABLE_PATH'];
  return named === undefined ? {} : { PUPPETEER_EXECUTABLE_PATH: named };
}
