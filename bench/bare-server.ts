/**
 * What autosave is held against: Fastify, a pool, one durable upsert. No session, no right, no check of the answer, no
 * history, no audit, no log. Started by the benchmark alone.
 */
import Fastify from 'fastify';
import pg from 'pg';

interface Place {
  readonly assessment: string;
  readonly question: string;
}

const [port, database = ''] = process.argv.slice(2);
const pool = new pg.Pool({ ...(JSON.parse(database) as pg.PoolConfig), max: 20 });
const server = Fastify({ logger: false });

server.get('/health/ready', async () => {
  await pool.query('SELECT 1');
  return { status: 'ready' };
});

server.put<{ Params: Place }>('/answers/:assessment/:question', async (request) => {
  const { assessment, question } = request.params;
  const { rows } = await pool.query<{ revision: number }>({
    name: 'upsert',
    text: `INSERT INTO bare_answer AS t (assessment_id, question_id, body, revision) VALUES ($1, $2, $3, 1)
           ON CONFLICT (assessment_id, question_id) DO UPDATE SET body = excluded.body, revision = t.revision + 1
           RETURNING revision`,
    values: [assessment, question, JSON.stringify(request.body)],
  });
  return rows[0];
});

server.put<{ Params: Pick<Place, 'assessment'> }>('/answers/:assessment', async (request) => {
  const { answers } = request.body as { readonly answers: object };
  const { rows } = await pool.query<Place & { revision: number }>({
    name: 'upsert-many',
    text: `INSERT INTO bare_answer AS t (assessment_id, question_id, body, revision)
           SELECT $1, key, value, 1 FROM jsonb_each($2)
           ON CONFLICT (assessment_id, question_id) DO UPDATE SET body = excluded.body, revision = t.revision + 1
           RETURNING question_id, revision`,
    values: [request.params.assessment, JSON.stringify(answers)],
  });
  return { saved: rows };
});

process.on('SIGTERM', () => void server.close().then(() => process.exit(0)));
await server.listen({ host: '127.0.0.1', port: Number(port) });
