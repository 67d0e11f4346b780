import { createHash } from 'node:crypto';
import pg from 'pg';
import { getConstructionPlans, PgBoss } from 'pg-boss';
import { APPLICATION_ROLE, OPERATOR_ROLE, type QueueConnection, QUEUES, SCHEMA } from './queues.js';

/** The web puts jobs in and reads none: whose documents wait is not its to know. The worker has the run of the schema. */
const GRANTS = `
GRANT USAGE ON SCHEMA ${SCHEMA} TO ${APPLICATION_ROLE}, ${OPERATOR_ROLE};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${SCHEMA} TO ${OPERATOR_ROLE};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA ${SCHEMA} TO ${OPERATOR_ROLE};
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${SCHEMA} TO ${APPLICATION_ROLE}, ${OPERATOR_ROLE};
REVOKE ALL ON ALL TABLES IN SCHEMA ${SCHEMA} FROM ${APPLICATION_ROLE};
REVOKE ALL ON ALL SEQUENCES IN SCHEMA ${SCHEMA} FROM ${APPLICATION_ROLE};
GRANT SELECT ON ${SCHEMA}.version, ${SCHEMA}.queue TO ${APPLICATION_ROLE};
DO $$
DECLARE
  jobs regclass;
BEGIN
  -- The library names the partition of a queue, not the table above it; it asks for the new id back.
  FOR jobs IN SELECT relid FROM pg_partition_tree('${SCHEMA}.job') LOOP
    EXECUTE format('GRANT INSERT, SELECT (id, start_after) ON %s TO ${APPLICATION_ROLE}', jobs);
  END LOOP;
END $$;
`;

/**
 * Makes or updates the library's own schema and our queues. As the owner of the database: the applications' role may
 * use the tables and not change them. What was installed is noted on the schema, so that a second call costs one query.
 */
export async function installJobQueue(connection: QueueConnection): Promise<void> {
  const client = new pg.Client({ ...connection, application_name: 'isonomia migrate' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const wanted = fingerprint();
    if ((await installed(client)) === wanted) return;
    await installQueues(connection);
    await client.query(GRANTS);
    await client.query(`COMMENT ON SCHEMA ${SCHEMA} IS '${wanted}'`);
  } finally {
    await client.end();
  }
}

/** Changes when the library's schema or our queues do. */
const fingerprint = (): string =>
  createHash('sha256')
    .update(getConstructionPlans(SCHEMA) + JSON.stringify(QUEUES) + GRANTS)
    .digest('hex');

async function installed(client: pg.Client): Promise<string | null> {
  const { rows } = await client.query<{ note: string | null }>(
    "SELECT obj_description(to_regnamespace($1), 'pg_namespace') AS note",
    [SCHEMA],
  );
  return rows[0]?.note ?? null;
}

async function installQueues(connection: QueueConnection): Promise<void> {
  const boss = new PgBoss({ ...connection, schema: SCHEMA, max: 1, supervise: false, schedule: false });
  boss.on('error', () => undefined);
  await boss.start();
  try {
    for (const [name, options] of Object.entries(QUEUES)) {
      if ((await boss.getQueue(name)) === null) await boss.createQueue(name, options);
      else await boss.updateQueue(name, options);
    }
  } finally {
    await boss.stop({ graceful: false });
  }
}
