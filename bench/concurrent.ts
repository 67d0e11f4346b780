import { connect } from 'node:net';
import { clientConfig } from '@isonomia/persistence';
import pg from 'pg';
import { print, quantile, row } from './measure.js';
import { type Answers, BenchInstallation, exampleAnswers, type OpenAssessment } from './rig/installation.js';
import type { ServerProcess } from './rig/server-process.js';

const AT_ONCE = 10_000;
const WAVES = 5;
const AIM = 'aim < 2,000 ms';
/** Before a wave the answers are at a revision each: the full answers were saved once, then every wave saves once. */
const FIRST_REVISION = 1;

interface Place {
  readonly assessment: OpenAssessment;
  readonly question: string;
}
interface Outcome {
  readonly place: Place;
  /** 0 when the connection broke off. */
  readonly status: number;
  readonly ms: number;
}

/**
 * Ten thousand clients save at the same moment, each another question on a connection of its own, several times over.
 * Every success is written down and looked for in the database afterwards.
 */
export async function benchConcurrent(root: string): Promise<void> {
  const installation = await BenchInstallation.create(root);
  let web: ServerProcess | undefined;
  try {
    const answers = exampleAnswers(root);
    const questions = levelIds(answers);
    const open = await installation.assessments(Math.ceil(AT_ONCE / questions.length), answers);
    const places = open
      .flatMap((assessment) => questions.map((question) => ({ assessment, question })))
      .slice(0, AT_ONCE);
    web = await installation.startWeb();
    print(`\n${AT_ONCE} saves at once, each on a connection of its own (${WAVES} waves)`);
    const acknowledged = new Set<string>();
    for (let wave = 1; wave <= WAVES; wave += 1) tell(wave, await sendAll(web, places, wave), { web, acknowledged });
    await look(installation, acknowledged);
  } finally {
    await web?.stop();
    await installation.close();
  }
}

const levelIds = (answers: Answers): readonly string[] =>
  Object.entries(answers).flatMap(([id, answer]) => ('value' in answer && 'level' in answer.value ? [id] : []));

const keyOf = ({ assessment, question }: Place, wave: number): string =>
  `${assessment.id} ${question} ${FIRST_REVISION + wave} wave ${wave}`;

function sendAll(server: ServerProcess, places: readonly Place[], wave: number): Promise<readonly Outcome[]> {
  // An address of its own for each wave: one has not ports enough for all.
  const from = `127.0.0.${wave + 1}`;
  return Promise.all(
    places.map((place) => save(server, textOf(place, wave), from).then((sent) => ({ place, ...sent }))),
  );
}

function textOf({ assessment, question }: Place, wave: number): string {
  const body = JSON.stringify({ value: { level: wave % 5 }, source: `wave ${wave}` });
  return [
    `PUT /api/assessments/${assessment.id}/answers/${question} HTTP/1.1`,
    'host: 127.0.0.1',
    'connection: close',
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
    `cookie: ${assessment.cookie}`,
    `if-match: "${FIRST_REVISION + wave - 1}"`,
    '',
    body,
  ].join('\r\n');
}

/** By hand, since ten thousand clients of a library cost more than what they ask of the server. */
function save({ url }: ServerProcess, text: string, localAddress: string): Promise<Omit<Outcome, 'place'>> {
  const begun = performance.now();
  return new Promise((resolve) => {
    let head = '';
    const socket = connect({ host: '127.0.0.1', port: Number(new URL(url).port), localAddress });
    socket.setEncoding('latin1');
    socket.on('connect', () => socket.write(text));
    socket.on('data', (part: string) => (head ||= part));
    socket.on('error', () => undefined);
    socket.on('close', (broken) =>
      resolve({ status: broken ? 0 : Number(head.split(' ', 2)[1] ?? 0), ms: performance.now() - begun }),
    );
  });
}

interface Account {
  readonly web: ServerProcess;
  readonly acknowledged: Set<string>;
}

function tell(wave: number, outcomes: readonly Outcome[], { web, acknowledged }: Account): void {
  const counts = new Map<number, number>();
  for (const { place, status } of outcomes) {
    counts.set(status, (counts.get(status) ?? 0) + 1);
    if (status === 200) acknowledged.add(keyOf(place, wave));
  }
  const times = outcomes.map(({ ms }) => ms);
  const said = [...counts].map(([status, count]) => `${status === 0 ? 'broken off' : status}: ${count}`).join(', ');
  const memory = `${web.residentMegabytes().toFixed(0)} MB resident`;
  const half = `p50 ${quantile(times, 0.5).toFixed(0)} ms`;
  row(`wave ${wave}: ${said}`, `p99 ${quantile(times, 0.99).toFixed(0)} ms`, half, `${AIM}, ${memory}`);
}

/** Acknowledged and not there is what must not be. */
async function look({ database }: BenchInstallation, acknowledged: ReadonlySet<string>): Promise<void> {
  const client = new pg.Client(clientConfig(database.address));
  await client.connect();
  try {
    const { rows } = await client.query<{ key: string }>(
      `SELECT assessment_id || ' ' || question_id || ' ' || revision || ' ' || (body->>'source') AS key
       FROM answer_history WHERE body->>'source' LIKE 'wave %'`,
    );
    const kept = new Set(rows.map(({ key }) => key));
    const lost = [...acknowledged].filter((key) => !kept.has(key)).length;
    row('acknowledged and not stored', String(lost), '', `of ${acknowledged.size}; stored: ${kept.size}`);
    if (lost > 0) throw new Error(`${lost} acknowledged answers are lost.`);
  } finally {
    await client.end();
  }
}
