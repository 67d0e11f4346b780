import { createHash, createHmac } from 'node:crypto';
import pg from 'pg';
import type { DatabaseAddress, SocketAddress } from './database-address.js';

/** Logs in and may take the roles of web and accounts; by itself it has no right at all, so that leaving them gains none. */
const WEB_LOGIN = 'isonomia_web';

/** Where the web process finds the embedded database, as a login of its own instead of the superuser. */
export const webAddress = (address: SocketAddress): SocketAddress => ({
  ...address,
  user: WEB_LOGIN,
  password: passwordOf(address),
});

/** Makes that login, or gives it the password that the installation's secret makes. Nothing for an operator's server. */
export async function ensureWebLogin(client: pg.Client, address: DatabaseAddress): Promise<void> {
  if ('url' in address) return;
  const password = passwordOf(address);
  const note = createHash('sha256').update(password).digest('hex');
  const { rows } = await client.query<{ note: string | null }>(
    "SELECT shobj_description(oid, 'pg_authid') AS note FROM pg_roles WHERE rolname = $1",
    [WEB_LOGIN],
  );
  if (rows[0]?.note === note) return;
  await client.query(madeWith(client.escapeLiteral(password), client.escapeLiteral(note)));
}

/** Roles are the server's, not the database's: another database of it may be making the same one. */
const madeWith = (password: string, note: string): string => `
DO $$
BEGIN
  PERFORM pg_advisory_xact_lock(7303023);
  BEGIN
    CREATE ROLE ${WEB_LOGIN} LOGIN NOINHERIT;
  EXCEPTION WHEN duplicate_object OR unique_violation THEN
    NULL;
  END;
  EXECUTE $role$ALTER ROLE ${WEB_LOGIN} LOGIN NOINHERIT NOSUPERUSER NOCREATEROLE NOCREATEDB NOBYPASSRLS PASSWORD ${password}$role$;
  EXECUTE $role$GRANT isonomia_app, isonomia_identity TO ${WEB_LOGIN} WITH INHERIT FALSE, SET TRUE$role$;
  EXECUTE $role$COMMENT ON ROLE ${WEB_LOGIN} IS ${note}$role$;
EXCEPTION WHEN internal_error THEN
  NULL; -- The same statement in another database of this server was faster by a moment.
END $$;`;

/** From the superuser's, which only owners of the data folder know: one secret less to keep and to lose. */
const passwordOf = (address: SocketAddress): string =>
  createHmac('sha256', address.password).update(WEB_LOGIN).digest('base64url');
