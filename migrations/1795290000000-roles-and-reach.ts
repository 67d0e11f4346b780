import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Beside `isonomia_app`, the web: `isonomia_operator` sees every agency and is the command line's and the worker's;
 * `isonomia_identity` holds the accounts. A database user that may not create roles is told what to ask for.
 */
const ROLES = `
DO $$
DECLARE
  wanted text;
BEGIN
  FOREACH wanted IN ARRAY ARRAY['isonomia_operator', 'isonomia_identity'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
      BEGIN
        EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
      EXCEPTION WHEN duplicate_object OR unique_violation THEN
        NULL; -- Another database of this server was faster.
      END;
    END IF;
    IF NOT pg_has_role(current_user, wanted, 'SET') OR NOT pg_has_role(current_user, wanted, 'USAGE') THEN
      EXECUTE format('GRANT %I TO %I WITH INHERIT TRUE, SET TRUE', wanted, current_user);
    END IF;
  END LOOP;
  -- What the web may use the operator may use: new tables need one grant, not two.
  IF NOT pg_has_role('isonomia_operator', 'isonomia_app', 'USAGE') THEN
    GRANT isonomia_app TO isonomia_operator;
  END IF;
EXCEPTION WHEN insufficient_privilege THEN
  RAISE EXCEPTION 'The database user % may not create the roles of Isonomia (%).', current_user, SQLERRM
    USING HINT = format('Let an administrator of this PostgreSQL run, where a role is missing: '
      || 'CREATE ROLE isonomia_operator NOLOGIN; CREATE ROLE isonomia_identity NOLOGIN; and then: '
      || 'GRANT isonomia_app TO isonomia_operator; GRANT isonomia_app, isonomia_operator, isonomia_identity TO %I;', current_user);
END $$;
`;

/**
 * What the policies ask. As the operator, or they would ask themselves; of `isonomia.actor` alone, so that what is asked
 * about is never the caller's to choose.
 */
const REACH = `
CREATE FUNCTION reaches_everywhere() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (
    SELECT FROM public.membership m
    WHERE m.user_id = current_setting('isonomia.actor', true) AND m.role = 'administrator'
  )
$$;
CREATE FUNCTION reached_agencies() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER ROWS 20 SET search_path = '' AS $$
  SELECT m.agency_id FROM public.membership m
    WHERE m.user_id = current_setting('isonomia.actor', true) AND m.agency_id IS NOT NULL
  UNION
  SELECT g.id FROM public.membership m
    JOIN public.country c ON c.region_id = m.region_id
    JOIN public.agency g ON g.country_id = c.id
    WHERE m.user_id = current_setting('isonomia.actor', true) AND m.region_id IS NOT NULL
$$;
CREATE FUNCTION coordinated_regions() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER ROWS 2 SET search_path = '' AS $$
  SELECT m.region_id FROM public.membership m
    WHERE m.user_id = current_setting('isonomia.actor', true) AND m.role = 'coordinator' AND m.region_id IS NOT NULL
$$;
`;

/**
 * Names actor and tenant for the rest of the transaction. The tenant only when the actor's memberships reach it, or when
 * there is no such agency yet; else there is none, and no row either. One call, for the functions that record answers.
 */
const STAND_IN = `
CREATE FUNCTION stand_in(p_actor text, p_agency uuid) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  done text;
BEGIN
  done := set_config('isonomia.actor', p_actor, true);
  -- One plain question answers nearly always: what a statement does not name, it need not prepare.
  PERFORM FROM public.membership m WHERE m.user_id = p_actor AND (m.agency_id = p_agency OR m.role = 'administrator');
  IF NOT FOUND THEN
    PERFORM FROM public.membership m
      JOIN public.country c ON c.region_id = m.region_id
      JOIN public.agency g ON g.country_id = c.id
      WHERE m.user_id = p_actor AND g.id = p_agency;
    IF NOT FOUND AND EXISTS (SELECT FROM public.agency g WHERE g.id = p_agency) THEN
      done := set_config('isonomia.agency', '', true);
      RETURN false;
    END IF;
  END IF;
  done := set_config('isonomia.agency', p_agency::text, true);
  RETURN true;
END $$;

-- With its caller's rights: the operator steps down to the web's role, so that what it does for one agency stays there.
CREATE FUNCTION enter_agency(p_actor text, p_agency uuid) RETURNS void
LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  done boolean;
BEGIN
  IF current_user = 'isonomia_operator' THEN
    PERFORM set_config('role', 'isonomia_app', true), set_config('isonomia.actor', p_actor, true),
      set_config('isonomia.agency', p_agency::text, true);
  ELSE
    done := public.stand_in(p_actor, p_agency);
  END IF;
END $$;
`;

/** A new owner must be able to create in the schema, for as long as it takes to become one. */
const OWNED = `
GRANT USAGE, CREATE ON SCHEMA public TO isonomia_operator;
ALTER FUNCTION reaches_everywhere() OWNER TO isonomia_operator;
ALTER FUNCTION reached_agencies() OWNER TO isonomia_operator;
ALTER FUNCTION coordinated_regions() OWNER TO isonomia_operator;
ALTER FUNCTION stand_in(text, uuid) OWNER TO isonomia_operator;
REVOKE CREATE ON SCHEMA public FROM isonomia_operator;
REVOKE EXECUTE ON FUNCTION reaches_everywhere(), reached_agencies(), coordinated_regions(), stand_in(text, uuid),
  enter_agency(text, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION reaches_everywhere(), reached_agencies(), coordinated_regions(), stand_in(text, uuid),
  enter_agency(text, uuid) TO isonomia_app;
`;

/** Accounts, and of the rest only who may what where. Tables that later migrations add to the schema come with it. */
const IDENTITY = `
GRANT USAGE ON SCHEMA identity TO isonomia_identity;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA identity TO isonomia_identity;
ALTER DEFAULT PRIVILEGES IN SCHEMA identity GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO isonomia_identity;
GRANT USAGE ON SCHEMA public TO isonomia_identity;
GRANT SELECT, INSERT ON membership TO isonomia_identity;
`;

export class RolesAndReach1795290000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const part of [ROLES, REACH, STAND_IN, OWNED, IDENTITY]) await runner.query(part);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      REVOKE ALL ON membership FROM isonomia_identity;
      REVOKE ALL ON SCHEMA public FROM isonomia_identity, isonomia_operator;
      ALTER DEFAULT PRIVILEGES IN SCHEMA identity REVOKE ALL ON TABLES FROM isonomia_identity;
      REVOKE ALL ON ALL TABLES IN SCHEMA identity FROM isonomia_identity;
      REVOKE ALL ON SCHEMA identity FROM isonomia_identity;
      DROP FUNCTION enter_agency, stand_in, coordinated_regions, reached_agencies, reaches_everywhere;
    `);
  }
}
