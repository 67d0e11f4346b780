import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { webAddress } from '@isonomia/persistence';
import pg from 'pg';
import { asOwner, createTestDatabase, type TestDatabase } from '../../support/database.js';

/** Tables of no agency: the same for everybody, or hidden from the web's role by its grants. */
const OF_NO_AGENCY = ['audit_seal', 'installation', 'instrument_version', 'mail', 'migration', 'outcome_part'];

const SECURED = `SELECT c.relname AS name FROM pg_class c
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
  AND c.relrowsecurity AND c.relforcerowsecurity ORDER BY 1`;
const UNSECURED = `SELECT c.relname AS name FROM pg_class c
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
  AND NOT (c.relrowsecurity AND c.relforcerowsecurity) ORDER BY 1`;
const WITH_AGENCY = `SELECT table_name AS name FROM information_schema.columns
  WHERE table_schema = 'public' AND column_name = 'agency_id' ORDER BY 1`;
/** Commands that a role may give, on a table or some columns of it, while no policy says on which rows. */
const WITHOUT_POLICY = `SELECT c.relname || ' ' || command AS name
  FROM pg_class c, unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) command, unnest(ARRAY['isonomia_app', 'isonomia_operator', 'isonomia_identity']) grantee
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relrowsecurity
    AND (has_table_privilege(grantee, c.oid, command)
      OR command <> 'DELETE' AND has_any_column_privilege(grantee, c.oid, command))
    AND NOT EXISTS (SELECT FROM pg_policies p WHERE p.schemaname = 'public' AND p.tablename = c.relname
      AND p.cmd IN (command, 'ALL') AND grantee::name = ANY (p.roles))`;

/** `table | web | accounts`, a letter for each command. */
const letters = (role: string): string => `coalesce((
    SELECT string_agg(letter, '' ORDER BY place)
    FROM (VALUES ('SELECT', 'r', 1), ('INSERT', 'i', 2), ('UPDATE', 'u', 3), ('DELETE', 'd', 4)) c (command, letter, place)
    WHERE has_table_privilege('${role}', t.oid, command)
      OR command <> 'DELETE' AND has_any_column_privilege('${role}', t.oid, command)
  ), '–')`;
const GRANTS = `SELECT concat_ws(' | ', t.relname, ${letters('isonomia_app')}, ${letters('isonomia_identity')}) AS name
  FROM pg_class t WHERE t.relnamespace = 'public'::regnamespace AND t.relkind = 'r'`;

describe('the catalog of the database', () => {
  let database: TestDatabase;
  const names = (sql: string): Promise<readonly string[]> =>
    asOwner(database.address, async (client) =>
      (await client.query<{ name: string }>(sql)).rows.map(({ name }) => name),
    );

  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.close());

  it('forces row-level security on every table that names an agency, and on agencies, regions and countries', async () => {
    expect(await names(SECURED)).toEqual(
      expect.arrayContaining([...(await names(WITH_AGENCY)), 'agency', 'country', 'region']),
    );
    expect(await names(UNSECURED)).toEqual(OF_NO_AGENCY);
  });

  it('has a policy for each command that a role may give on such a table', async () => {
    expect(await names(WITHOUT_POLICY)).toEqual([]);
  });

  it('would name a table that somebody forgot, and one whose policies lack a command', async () => {
    await asOwner(database.address, async (client) => {
      await client.query(`CREATE TABLE forgotten (agency_id uuid NOT NULL);
        CREATE TABLE half (agency_id uuid NOT NULL);
        ALTER TABLE half ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
        CREATE POLICY reads ON half FOR SELECT TO isonomia_app USING (true);
        GRANT SELECT, INSERT ON half TO isonomia_app;`);
    });
    expect(await names(UNSECURED)).toContain('forgotten');
    expect(await names(WITHOUT_POLICY)).toContain('half INSERT');
    await asOwner(database.address, (client) => client.query('DROP TABLE forgotten, half'));
  });

  it('keeps accounts from the web’s role: not one grant in their schema', async () => {
    expect(
      await names(`SELECT c.relname AS name FROM pg_class c WHERE c.relnamespace = 'identity'::regnamespace
        AND c.relkind IN ('r', 'S') AND has_table_privilege('isonomia_app', c.oid, 'SELECT, INSERT, UPDATE, DELETE')
        UNION SELECT 'the schema' WHERE has_schema_privilege('isonomia_app', 'identity', 'USAGE')`),
    ).toEqual([]);
    await expect(database.dataSource.query('SELECT FROM identity."user"')).rejects.toThrow('permission denied');
  });

  it('keeps the accounts’ role from everything of agencies but who has which role', async () => {
    expect(
      await names(`SELECT c.relname AS name FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace
        AND c.relkind = 'r' AND has_any_column_privilege('isonomia_identity', c.oid, 'SELECT')`),
    ).toEqual(['membership']);
  });

  it('lets no role of ours pass by the policies, own a table, or take a role above its own', async () => {
    const ours = "('isonomia_app', 'isonomia_operator', 'isonomia_identity')";
    expect(
      await names(`SELECT rolname AS name FROM pg_roles WHERE rolname IN ${ours}
        AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolcanlogin)`),
    ).toEqual([]);
    expect(
      await names(
        `SELECT c.relname AS name FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner WHERE r.rolname IN ${ours}`,
      ),
    ).toEqual([]);
    expect(
      await names(`SELECT above AS name FROM unnest(ARRAY['isonomia_operator', 'isonomia_identity']) above
        WHERE pg_has_role('isonomia_app', above, 'MEMBER')`),
    ).toEqual([]);
  });

  it('grants to web and accounts what the documentation lists, table by table', async () => {
    const documented = readFileSync('docs/database-roles.md', 'utf8')
      .split('\n')
      .filter((line) => /^\| `[a-z_]+` +\| [riud–]+ +\| [riud–]+ +\|$/.test(line))
      .map((line) =>
        line
          .slice(2, -2)
          .replaceAll('`', '')
          .replace(/ +\| +/g, ' | ')
          .trim(),
      );
    expect(documented.length).toBeGreaterThan(20);
    expect(await names(GRANTS)).toEqual(expect.arrayContaining(documented));
  });

  it('has a fixed search path in every function that runs with the rights of its owner', async () => {
    expect(
      await names(`SELECT proname AS name FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosecdef
        AND NOT coalesce(array_to_string(proconfig, ','), '') LIKE '%search_path=%'`),
    ).toEqual([]);
  });
});

describe('the web’s login', () => {
  let database: TestDatabase;
  let client: pg.Client;

  beforeAll(async () => {
    database = await createTestDatabase();
    client = new pg.Client({ ...webAddress(database.address), options: '-c role=isonomia_app' });
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await database.close();
  });

  it('gains nothing by leaving its role, and takes none above it', async () => {
    await client.query('SET ROLE NONE');
    for (const sql of [
      'SELECT FROM agency',
      'SELECT FROM membership',
      'SELECT FROM identity."user"',
      'CREATE TABLE mine ()',
    ])
      await expect(client.query(sql)).rejects.toThrow('permission denied');
    for (const role of ['isonomia_operator', database.address.user])
      await expect(client.query(`SET ROLE ${role}`)).rejects.toThrow('permission denied');
    await expect(client.query('ALTER TABLE agency DISABLE ROW LEVEL SECURITY')).rejects.toThrow('must be owner');
  });

  it('passes by no policy, and is known by a password of its own', async () => {
    const { rows } = await client.query(
      'SELECT rolsuper, rolbypassrls, rolcreaterole, rolinherit FROM pg_roles WHERE rolname = session_user',
    );
    expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolinherit: false }]);
    expect(webAddress(database.address).password).not.toContain(database.address.password);
    const wrong = new pg.Client({ ...webAddress(database.address), password: database.address.password });
    await expect(wrong.connect()).rejects.toThrow('password authentication failed');
  });
});

describe('policies', () => {
  let database: TestDatabase;
  const ROWS = 5_000;
  const AGENCY = '00000000-0000-7000-8000-0000000000aa';

  beforeAll(async () => {
    database = await createTestDatabase();
    await asOwner(database.address, (client) =>
      client.query(`
        INSERT INTO region (id, name) VALUES ('${AGENCY}', 'North');
        INSERT INTO country (id, region_id, code, name) VALUES ('${AGENCY}', '${AGENCY}', 'XA', 'Arden');
        INSERT INTO agency (id, country_id, type, name) VALUES ('${AGENCY}', '${AGENCY}', 'police', 'One');
        INSERT INTO membership (user_id, role, region_id) VALUES ('chen', 'coordinator', '${AGENCY}');
        INSERT INTO file (id, agency_id, name, media_type, size, sha256)
          SELECT gen_random_uuid(), '${AGENCY}', 'f' || n, 'text/plain', 1, repeat('0', 64) FROM generate_series(1, ${ROWS}) n;
        ANALYZE file;`),
    );
  });
  afterAll(() => database.close());

  it('ask once a statement, however many rows there are', async () => {
    const client = new pg.Client({ ...database.address, options: '-c role=isonomia_app -c isonomia.actor=chen' });
    await client.connect();
    const { rows } = await client.query<{ 'QUERY PLAN': readonly { readonly Plan: PlanNode }[] }>(
      'EXPLAIN (ANALYZE, FORMAT JSON) SELECT count(*) FROM file WHERE size = 1',
    );
    await client.end();
    const nodes = nodesOf(rows[0]?.['QUERY PLAN'][0]?.Plan);
    const scan = nodes.find((node) => node['Relation Name'] === 'file');
    expect(scan?.['Actual Rows']).toBe(ROWS);
    const asked = nodes.filter((node) => ['InitPlan', 'SubPlan'].includes(node['Parent Relationship'] ?? ''));
    expect(asked.length).toBeGreaterThanOrEqual(3);
    for (const node of asked) expect(node['Actual Loops']).toBeLessThanOrEqual(1);
  });
});

interface PlanNode {
  readonly 'Parent Relationship'?: string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly Plans?: readonly PlanNode[];
}

const nodesOf = (node: PlanNode | undefined): readonly PlanNode[] =>
  node === undefined ? [] : [node, ...(node.Plans ?? []).flatMap(nodesOf)];
