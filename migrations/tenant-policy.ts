/** The tenant of the transaction: the agency that a loaded row named, or that its actor may stand in. */
export const SETTING = `nullif(current_setting('isonomia.agency', true), '')::uuid`;
export const TENANT = `(SELECT ${SETTING})`;
/** Each of these is asked once a statement, not once a row: a sub-select that names no column of the row. */
export const EVERYWHERE = '(SELECT public.reaches_everywhere())';
export const REACHED = '(SELECT public.reached_agencies())';

export interface TenantTable {
  /** Names the agency; `id` for the table of agencies itself. */
  readonly column?: string;
  /** What was recorded stays as it was recorded: nobody changes or deletes a row. */
  readonly kept?: boolean;
}

/**
 * Row-level security of a table that belongs to agencies, as SQL for a migration. The web's role reads rows of its tenant
 * and of the agencies that the actor's memberships reach, and writes rows of its tenant alone; without these settings it
 * has no row. The operator's role sees all. Forced: the owner of the table is bound too.
 */
export function protectTenantTable(table: string, { column = 'agency_id', kept = false }: TenantTable = {}): string {
  const own = `${column} = ${TENANT}`;
  // Few rows are written at once: reading the setting for each costs less than preparing to read it once.
  const written = `${column} = ${SETTING}`;
  const changing = `
CREATE POLICY tenant_update ON ${table} FOR UPDATE TO isonomia_app USING (${written}) WITH CHECK (${written});
CREATE POLICY tenant_delete ON ${table} FOR DELETE TO isonomia_app USING (${written});`;
  return `${forceRowSecurity(table)}
CREATE POLICY tenant_read ON ${table} FOR SELECT TO isonomia_app
  USING (${own} OR ${EVERYWHERE} OR ${column} IN ${REACHED});
CREATE POLICY tenant_insert ON ${table} FOR INSERT TO isonomia_app WITH CHECK (${written});${kept ? '' : changing}
`;
}

/** For tables with policies of their own making: nobody sees a row unless a policy says so, the operator sees all. */
export const forceRowSecurity = (table: string): string => `
ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY operator_all ON ${table} TO isonomia_operator USING (true) WITH CHECK (true);`;

/** The way back. */
export const exposeTenantTable = (table: string): string => `
ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY;
DO $$
DECLARE
  policy record;
BEGIN
  FOR policy IN SELECT polname FROM pg_policy WHERE polrelid = 'public.${table}'::regclass LOOP
    EXECUTE format('DROP POLICY %I ON public.${table}', policy.polname);
  END LOOP;
END $$;`;

/** Functions that see all and return what may be seen: the operator's own, and the web's to call. */
export const ownedByOperator = (functions: readonly string[]): string => `
GRANT CREATE ON SCHEMA public TO isonomia_operator;
${functions.map((one) => `ALTER FUNCTION ${one} OWNER TO isonomia_operator;`).join('\n')}
REVOKE CREATE ON SCHEMA public FROM isonomia_operator;
REVOKE EXECUTE ON FUNCTION ${functions.join(', ')} FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ${functions.join(', ')} TO isonomia_app;`;
