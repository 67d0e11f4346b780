import pg from 'pg';
import { PgBoss } from 'pg-boss';
import { APPLICATION_ROLE, type QueueConnection, QUEUES, SCHEMA } from './queues.js';

const GRANTS = `
GRANT USAGE ON SCHEMA ${SCHEMA} TO ${APPLICATION_ROLE};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${SCHEMA} TO ${APPLICATION_ROLE};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA ${SCHEMA} TO ${APPLICATION_ROLE};
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${SCHEMA} TO ${APPLICATION_ROLE};
`;

/**
 * Makes or updates the library's own schema and our queues. As the owner of the database: the applications' role may
 * use the tables and not change them. Quick when there is nothing to do.
 */
export async function installJobQueue(connection: QueueConnection): Promise<void> {
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
  await grant(connection);
}

async function grant(connection: QueueConnection): Promise<void> {
  const client = new pg.Client({ ...connection, application_name: 'isonomia migrate' });
  await client.connect();
  try {
    await client.query(GRANTS);
  } finally {
    await client.end();
  }
}
