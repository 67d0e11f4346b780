import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isLongRun } from '../../support/command.js';
import { hangUp } from '../../support/running/hang-up.js';
import { levelQuestions, type OpenAssessment, settle } from '../../support/running/inhabitants.js';
import { contradictions } from '../../support/running/ledger.js';
import { RunningProduct } from '../../support/running/product.js';
import { Program, saveAll, saveOne, submit, upload } from '../../support/running/requests.js';
import type { Asked, Reply } from '../../support/running/wire.js';

const ROUNDS_OF_LEAVING = isLongRun() ? 20 : 2;
const AT_ONCE = 100;
const DUELS = isLongRun() ? 1_000 : 50;
const AGENCIES = 12;
const LONG = 600_000;
/** More than the pool has connections. */
const MORE_THAN_THE_POOL = 40;

const statusOf = (reply: Reply): number => (reply.kind === 'answered' ? reply.status : 0);
const bodyOf = (reply: Reply): unknown => (reply.kind === 'answered' ? JSON.parse(reply.text) : reply);

/** Built processes under the supervisor, and clients that do not behave. */
describe('the web process', () => {
  let product: RunningProduct;
  let program: Program;
  let open: readonly OpenAssessment[];
  let questions: readonly string[];
  const at = (n: number): OpenAssessment => {
    const found = open[n % open.length];
    if (found === undefined) throw new Error('Nobody lives here.');
    return found;
  };
  const question = (n: number): string => questions[n % questions.length] ?? '';

  beforeAll(async () => {
    product = await RunningProduct.start();
    program = new Program(product);
    questions = levelQuestions();
    open = await settle(product, AGENCIES);
    for (const assessment of open) await program.ask(saveAll(assessment));
  }, LONG);
  afterAll(async () => {
    program.close();
    await product.stop();
  }, LONG);

  const WORKING = `SELECT state, left(query, 80) AS query FROM pg_stat_activity
    WHERE application_name = 'isonomia web' AND state <> 'idle'`;
  const isAtRest = async (): Promise<boolean> => (await product.rows(WORKING)).length === 0;

  it(
    'goes on when a hundred clients at once hang up, half-way or without waiting for an answer',
    async () => {
      const pid = product.pidOf('web');
      const tokens = await Promise.all(open.map((one) => program.token(one)));
      // The first agencies do not submit: a submission would refuse all that comes after it.
      const kinds: readonly ((n: number) => Asked)[] = [
        (n) => saveOne(at(n % 8), question(n), { level: n % 5, said: `leaving ${n}` }),
        (n) => saveAll(at(n % 8)),
        (n) => upload(at(n % 8), question(n), tokens[n % 8] ?? ''),
        (n) => submit(at(8 + (n % 3))),
      ];
      for (let round = 0; round < ROUNDS_OF_LEAVING; round += 1) {
        const leaving = Array.from({ length: AT_ONCE }, (_, n) => {
          const asked = kinds[n % kinds.length]?.(n >> 2) ?? saveAll(at(n));
          return hangUp(product.url, asked, n % 3 === 0 ? 'unanswered' : 'half-way', n % 2 === 0);
        });
        await Promise.all(leaving);
      }
      await product.until(isAtRest, 'no connection of the pool with a transaction');
      expect(product.pidOf('web')).toBe(pid);
      const saved = Array.from({ length: MORE_THAN_THE_POOL }, (_, n) =>
        program.get(at(n), `/api/assessments/${at(n).id}/answers`),
      );
      await Promise.all(saved);
      expect(await contradictions(product)).toEqual([]);
      // Those who had sent everything were heard.
      const [heard] = await product.rows<{ files: number; sets: number; submitted: number }>(
        `SELECT (SELECT count(*)::int FROM file) AS files, (SELECT count(*)::int FROM answer_set_history) AS sets,
          (SELECT count(*)::int FROM outcome) AS submitted`,
      );
      expect(heard?.files).toBeGreaterThan(0);
      expect(heard?.sets).toBeGreaterThan(AGENCIES);
      expect(heard?.submitted).toBeGreaterThan(0);
    },
    LONG,
  );

  it('makes one submission of twenty that come at once, and answers each alike', async () => {
    const mine = at(11);
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, n) => program.send(submit(mine, n < 10 ? 'the same key' : `key ${n}`))),
    );
    expect(new Set(replies.map(statusOf))).toEqual(new Set([200]));
    expect(new Set(replies.map((reply) => JSON.stringify(bodyOf(reply)))).size).toBe(1);
    const kept = `SELECT (SELECT count(*)::int FROM outcome WHERE assessment_id = $1) AS outcomes,
      (SELECT count(*)::int FROM audit WHERE subject_id = $1::text AND action = 'assessment.submitted') AS told`;
    expect(await product.rows(kept, [mine.id])).toEqual([{ outcomes: 1, told: 1 }]);
  });

  it(
    'lets one of two editors win each round, and gives the other what stands',
    async () => {
      const [mine, contested] = [at(0), question(0)];
      const standing = await program.get<{ readonly revisions: Record<string, number> }>(
        mine,
        `/api/assessments/${mine.id}/answers`,
      );
      let revision = standing.revisions[contested] ?? 0;
      for (let round = 0; round < DUELS; round += 1) {
        const changes = ['one', 'the other'].map((who, n) => ({
          level: (round + n) % 5,
          said: `${who} in ${round}`,
          from: revision,
        }));
        const replies = await Promise.all(changes.map((change) => program.send(saveOne(mine, contested, change))));
        expect(replies.map(statusOf).toSorted()).toEqual([200, 412]);
        const winner = changes[replies.findIndex((reply) => statusOf(reply) === 200)];
        const loser = replies.find((reply) => statusOf(reply) === 412);
        revision += 1;
        expect(bodyOf(loser ?? { kind: 'nobody' })).toMatchObject({
          current: { revision, answer: { value: { level: winner?.level }, source: winner?.said } },
        });
      }
      const kept = `SELECT count(*)::int AS n, count(DISTINCT revision)::int AS revisions, max(revision) AS last
        FROM answer_history WHERE assessment_id = $1 AND question_id = $2 AND body->>'source' ~ '^(one|the other) in '`;
      expect(await product.rows(kept, [mine.id, contested])).toEqual([{ n: DUELS, revisions: DUELS, last: revision }]);
      expect(await contradictions(product)).toEqual([]);
    },
    LONG,
  );

  it('saves nothing while the audit takes no row, alone and together with others, and goes on afterwards', async () => {
    const state = 'SELECT md5(string_agg(t::text, $$|$$ ORDER BY t::text)) AS sum FROM answer t';
    const before = await product.rows(state);
    const revisions = (
      await program.get<{ readonly revisions: Record<string, number> }>(at(1), `/api/assessments/${at(1).id}/answers`)
    ).revisions;
    const together = (): Promise<readonly Reply[]> =>
      Promise.all(
        questions.map((id, n) =>
          program.send(saveOne(at(1), id, { level: n % 5, said: 'unheard', from: revisions[id] ?? 0 })),
        ),
      );
    await product.rows('REVOKE INSERT ON audit FROM isonomia_app');
    try {
      expect(new Set((await together()).map(statusOf))).toEqual(new Set([500]));
      expect(statusOf(await program.send(saveAll(at(1))))).toBe(500);
      expect(await product.rows(state)).toEqual(before);
    } finally {
      await product.rows('GRANT INSERT ON audit TO isonomia_app');
    }
    expect(new Set((await together()).map(statusOf))).toEqual(new Set([200]));
    expect(await contradictions(product)).toEqual([]);
  });
});
