import path from 'node:path';
import { clientConfig } from '@isonomia/persistence';
import pg from 'pg';
import { median, print, row } from './measure.js';
import { benchProtections } from './protections.js';
import { type Answers, BenchInstallation, exampleAnswers } from './rig/installation.js';
import { load, type Load } from './rig/load.js';
import { bareLevels, bareWhole, type Drive, formLevels, levels, whole } from './rig/saving.js';
import { ServerProcess } from './rig/server-process.js';

const CONNECTIONS = 50;
const ROUNDS = 5;
const WARM_UP_SECONDS = 4;
const ROUND_SECONDS = 4;

interface Contestant {
  readonly what: string;
  readonly server: ServerProcess;
  readonly drive: Drive;
  /** Whom it is held against, and what it ought to reach. */
  readonly against?: Contestant;
  readonly aim?: string;
}

/**
 * Saving through the whole product, built and in production mode: session, rights, the check of the answer, guard,
 * history, audit, request log. Against a server that does nothing but a durable upsert, on the same PostgreSQL, with the
 * same generator, in turns.
 */
export async function benchAutosave(root: string): Promise<void> {
  const installation = await BenchInstallation.create(root);
  const servers: ServerProcess[] = [];
  try {
    const answers = exampleAnswers(root);
    // Each way of saving has assessments of its own: none of them moves the revisions of another.
    const [forApi, forForm, forWhole] = [
      await installation.assessments(CONNECTIONS, answers),
      await installation.assessments(CONNECTIONS, answers),
      await installation.assessments(CONNECTIONS, answers),
    ];
    await createBareTable(installation);
    const web = await installation.startWeb();
    servers.push(web);
    const bare = await startBare(root, installation);
    servers.push(bare);
    const field = { web, bare, answers };
    await contest([
      ...single({
        ...field,
        drives: [bareLevels(forApi, answers), levels(forApi, answers), formLevels(forForm, answers)],
      }),
      ...together({ ...field, drives: [bareWhole(forWhole, answers), whole(forWhole, answers)] }),
    ]);
    await benchProtections(installation, web, levels(forApi, answers));
  } finally {
    for (const server of servers) await server.stop();
    await installation.close();
  }
}

interface Field<Drives> {
  readonly web: ServerProcess;
  readonly bare: ServerProcess;
  readonly answers: Answers;
  readonly drives: Drives;
}

function single({ web, bare, drives }: Field<readonly [Drive, Drive, Drive]>): readonly Contestant[] {
  const peer = { what: 'bare Fastify + pg: upsert of one answer', server: bare, drive: drives[0] };
  const api = { what: 'one answer, JSON API with If-Match', server: web, drive: drives[1], aim: 'aim ≥ 0.50 ×' };
  const form = { what: 'one answer, autosave of the form', server: web, drive: drives[2] };
  return [peer, { ...api, against: peer }, { ...form, against: peer }];
}

function together({ web, bare, answers, drives }: Field<readonly [Drive, Drive]>): readonly Contestant[] {
  const peer = { what: 'bare Fastify + pg: upsert of a questionnaire', server: bare, drive: drives[0] };
  const what = `a questionnaire of ${Object.keys(answers).length} in one request`;
  return [peer, { what, server: web, drive: drives[1], aim: 'aim ≥ 1,000 /s', against: peer }];
}

/** In turns, so that a busy minute of the machine is nobody's alone; the median of the ratios within a round. */
async function contest(all: readonly Contestant[]): Promise<void> {
  for (const { server, drive } of all) await load(server, await drive(server), WARM_UP_SECONDS);
  const rounds: ReadonlyMap<Contestant, Load>[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const loads = new Map<Contestant, Load>();
    for (const one of all) loads.set(one, await load(one.server, await one.drive(one.server), ROUND_SECONDS));
    rounds.push(loads);
  }
  print(`\nSaving (${CONNECTIONS} connections, durable, median of ${ROUNDS} rounds)`);
  for (const one of all) tell(one, rounds);
}

function tell(one: Contestant, rounds: readonly ReadonlyMap<Contestant, Load>[]): void {
  const of = (figure: (load: Load) => number, who = one): number[] =>
    rounds.flatMap((loads) => {
      const found = loads.get(who);
      return found === undefined ? [] : [figure(found)];
    });
  const rates = of(({ perSecond }) => perSecond);
  const peers = one.against === undefined ? [] : of(({ perSecond }) => perSecond, one.against);
  const ratio = median(rates.map((rate, round) => rate / (peers[round] ?? Number.NaN)));
  const latency = `p50 ${median(of(({ p50 }) => p50))} ms, p99 ${median(of(({ p99 }) => p99))} ms`;
  const cost = `${median(of(({ serverMicros }) => serverMicros)).toFixed(0)} µs of the server`;
  const said = [one.aim, latency, cost].filter((part) => part !== undefined).join(', ');
  row(one.what, `${median(rates).toFixed(0)} /s`, one.against === undefined ? '' : `${ratio.toFixed(2)} ×`, said);
}

async function createBareTable({ database }: BenchInstallation): Promise<void> {
  const client = new pg.Client(clientConfig(database.address));
  await client.connect();
  await client.query(
    `CREATE TABLE bare_answer (
       assessment_id uuid, question_id text, body jsonb, revision integer, PRIMARY KEY (assessment_id, question_id)
     )`,
  );
  await client.end();
}

function startBare(root: string, { database, log }: BenchInstallation): Promise<ServerProcess> {
  return ServerProcess.start({
    file: path.join(root, 'dist', 'bench', 'bare-server.js'),
    arguments: (port) => [String(port), JSON.stringify(clientConfig(database.address))],
    settings: { NODE_ENV: 'production' },
    folder: root,
    log,
  });
}
