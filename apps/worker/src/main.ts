import 'reflect-metadata';
import { Clock, KeepRetention, KeepPlans, KeepRounds, SealAudit } from '@isonomia/application';
import { loadConfig, loadSecrets } from '@isonomia/config';
import { JobWorker } from '@isonomia/jobs';
import { clientConfig, locateDatabase, openAuditSealing } from '@isonomia/persistence';
import { closeOnSignal, goAhead, sayReady } from '@isonomia/supervision';
import { NestFactory } from '@nestjs/core';
import { describeError, note } from './log.js';
import { retainDaily } from './retaining.js';
import { keepPlansHourly } from './keeping-plans.js';
import { keepRoundsHourly } from './keeping-rounds.js';
import { sealFromTimeToTime } from './sealing.js';
import { WorkerModule } from './worker.module.js';
import { handlersOf, stopInOrder } from './worker.js';

const config = loadConfig();
await goAhead();
const secrets = loadSecrets(config);
const address = await locateDatabase({
  dataDir: config.dataDir,
  password: secrets.databasePassword,
  ...(config.databaseUrl === undefined ? {} : { databaseUrl: config.databaseUrl }),
});
const warn = (message: string): void => note('error', message);
const context = await NestFactory.createApplicationContext(WorkerModule.forRoot({ config, address, warn }), {
  logger: false,
  abortOnError: false,
});
const jobs = await JobWorker.start(clientConfig(address), handlersOf(context), (error) =>
  note('error', 'job queue', { err: describeError(error) }),
);
const audit = openAuditSealing(address, { name: 'isonomia sealing', secret: secrets.auditSecret });
const sealing = sealFromTimeToTime(new SealAudit(audit.seals, audit.key, context.get(Clock, { strict: false })));
const retaining = retainDaily(context.get(KeepRetention), config.retention);
const rounds = keepRoundsHourly(context.get(KeepRounds));
const plans = keepPlansHourly(context.get(KeepPlans));
closeOnSignal(stopInOrder(jobs, retaining, rounds, plans, sealing, audit, context));
sayReady();
note('info', 'the worker takes jobs');
