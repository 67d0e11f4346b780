import type { MigrationInterface, QueryRunner } from 'typeorm';
import { forceRowSecurity } from './tenant-policy.js';

const TABLES = `
ALTER TABLE agency ADD COLUMN retired_at timestamptz;

CREATE TABLE invitation (
  id           uuid PRIMARY KEY,
  email        text NOT NULL CHECK (email = lower(email) AND email ~ '^[^[:space:]@]+@[^[:space:]@]+$'),
  role         text NOT NULL,
  agency_id    uuid REFERENCES agency (id),
  region_id    uuid REFERENCES region (id),
  language     text NOT NULL CHECK (language <> ''),
  -- Whoever reads the table cannot accept in anybody's place.
  token_sha256 text NOT NULL UNIQUE CHECK (token_sha256 ~ '^[0-9a-f]{64}$'),
  invited_by   text NOT NULL,
  invited_at   timestamptz NOT NULL,
  expires_at   timestamptz NOT NULL CHECK (expires_at > invited_at),
  sent         integer NOT NULL DEFAULT 1 CHECK (sent > 0),
  accepted_at  timestamptz,
  accepted_by  text,
  revoked_at   timestamptz,
  revoked_by   text,
  CHECK (num_nonnulls(accepted_at, revoked_at) <= 1),
  CHECK ((accepted_at IS NULL) = (accepted_by IS NULL) AND (revoked_at IS NULL) = (revoked_by IS NULL)),
  CONSTRAINT invitation_scope CHECK (
    CASE role
      WHEN 'administrator' THEN agency_id IS NULL AND region_id IS NULL
      WHEN 'coordinator'   THEN agency_id IS NULL AND region_id IS NOT NULL
      WHEN 'facilitator'   THEN num_nonnulls(agency_id, region_id) = 1
      WHEN 'lead'          THEN agency_id IS NOT NULL AND region_id IS NULL
      WHEN 'contributor'   THEN agency_id IS NOT NULL AND region_id IS NULL
      WHEN 'reviewer'      THEN num_nonnulls(agency_id, region_id) = 1
      WHEN 'participant'   THEN agency_id IS NOT NULL AND region_id IS NULL
      WHEN 'recipient'     THEN num_nonnulls(agency_id, region_id) = 1
      ELSE false
    END
  )
);
CREATE UNIQUE INDEX invitation_open ON invitation (email, role, agency_id, region_id) NULLS NOT DISTINCT
  WHERE accepted_at IS NULL AND revoked_at IS NULL;
CREATE INDEX invitation_agency ON invitation (agency_id);
CREATE INDEX invitation_by ON invitation (invited_by) WHERE accepted_at IS NULL AND revoked_at IS NULL;
`;

/**
 * The web's role reads and writes no invitation and no account by itself: these functions do it, each asking anew what
 * `isonomia.actor` may, so that a check forgotten above them returns nothing. They repeat which role gives which; a
 * test holds that against the access table.
 */
const WHO_GIVES = `
CREATE FUNCTION gives_role(p_role text, p_agency uuid, p_region uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (
    SELECT FROM public.membership mine
    WHERE mine.user_id = current_setting('isonomia.actor', true) AND CASE mine.role
      WHEN 'administrator' THEN true
      WHEN 'coordinator' THEN p_role IN ('facilitator', 'lead', 'contributor', 'reviewer', 'recipient')
        AND mine.region_id = coalesce(p_region, (SELECT c.region_id FROM public.agency g
          JOIN public.country c ON c.id = g.country_id WHERE g.id = p_agency))
      WHEN 'lead' THEN p_role IN ('contributor', 'participant', 'recipient') AND mine.agency_id = p_agency
      ELSE false
    END
  )
$$;
CREATE FUNCTION keeps_people(p_agency uuid, p_region uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (
    SELECT FROM public.membership mine
    WHERE mine.user_id = current_setting('isonomia.actor', true) AND CASE mine.role
      WHEN 'administrator' THEN true
      WHEN 'coordinator' THEN mine.region_id = coalesce(p_region, (SELECT c.region_id FROM public.agency g
        JOIN public.country c ON c.id = g.country_id WHERE g.id = p_agency))
      WHEN 'lead' THEN mine.agency_id = p_agency
      ELSE false
    END
  )
$$;
`;

const PEOPLE = `
CREATE FUNCTION people(p_user uuid, p_agency uuid, p_matching text, p_after_name text, p_after_id uuid, p_size integer)
RETURNS TABLE (id uuid, name text, email text, disabled_at timestamptz, roles jsonb, elsewhere boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  WITH mine AS MATERIALIZED (
    SELECT m.role, m.agency_id, m.region_id FROM public.membership m
    WHERE m.user_id = current_setting('isonomia.actor', true) AND m.role IN ('administrator', 'coordinator', 'lead')
  ), everywhere AS MATERIALIZED (
    SELECT EXISTS (SELECT FROM mine WHERE mine.role = 'administrator') AS yes
  ), placed AS (
    SELECT m.id, m.user_id, m.role, m.agency_id, m.region_id, g.name AS agency, r.name AS region,
      coalesce(m.region_id, c.region_id) AS at_region,
      (SELECT yes FROM everywhere) OR EXISTS (
        SELECT FROM mine WHERE (mine.role = 'coordinator' AND mine.region_id = coalesce(m.region_id, c.region_id))
          OR (mine.role = 'lead' AND mine.agency_id = m.agency_id)
      ) AS reached
    FROM public.membership m
    LEFT JOIN public.agency g ON g.id = m.agency_id
    LEFT JOIN public.country c ON c.id = g.country_id
    LEFT JOIN public.region r ON r.id = coalesce(m.region_id, c.region_id)
  )
  SELECT u.id, u.name, u.email, u."disabledAt",
    coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'role', p.role, 'agency_id', p.agency_id, 'agency', p.agency,
        'region_id', p.at_region, 'region', p.region) ORDER BY p.agency COLLATE "C" NULLS FIRST, p.role)
      FILTER (WHERE p.reached), '[]'),
    coalesce(bool_or(NOT p.reached), false)
  FROM identity."user" u LEFT JOIN placed p ON p.user_id = u.id::text
  WHERE (p_user IS NULL OR u.id = p_user)
    AND (p_matching IS NULL OR strpos(lower(u.name), lower(p_matching)) > 0 OR strpos(u.email, lower(p_matching)) > 0)
    AND (p_after_name IS NULL OR (u.name COLLATE "C", u.id) > (p_after_name COLLATE "C", p_after_id))
  GROUP BY u.id
  HAVING CASE WHEN p_agency IS NULL THEN (SELECT yes FROM everywhere) OR coalesce(bool_or(p.reached), false)
    ELSE coalesce(bool_or(p.reached AND p.agency_id = p_agency), false) END
  ORDER BY u.name COLLATE "C", u.id LIMIT p_size
$$;

CREATE FUNCTION give_role(p_user uuid, p_role text, p_agency uuid, p_region uuid, p_at timestamptz) RETURNS uuid
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  made uuid;
BEGIN
  IF p_user::text = current_setting('isonomia.actor', true) OR NOT public.gives_role(p_role, p_agency, p_region)
    OR NOT EXISTS (SELECT FROM public.people(p_user, NULL, NULL, NULL, NULL, 1)) THEN
    RETURN NULL;
  END IF;
  INSERT INTO public.membership (user_id, role, agency_id, region_id, created_at)
  VALUES (p_user::text, p_role, p_agency, p_region, p_at)
  ON CONFLICT (user_id, role, agency_id, region_id) DO NOTHING RETURNING id INTO made;
  RETURN made;
END $$;

CREATE FUNCTION take_role(p_membership uuid) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  DELETE FROM public.membership m WHERE m.id = p_membership
    AND m.user_id <> current_setting('isonomia.actor', true) AND public.gives_role(m.role, m.agency_id, m.region_id);
  RETURN FOUND;
END $$;

-- Two administrators who remove each other wait here for one another, and the second finds nobody beside.
CREATE FUNCTION other_administrators(p_user uuid) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(7303022);
  RETURN (SELECT count(*) FROM public.membership m JOIN identity."user" u ON u.id::text = m.user_id
    WHERE m.role = 'administrator' AND u.id <> p_user AND u."disabledAt" IS NULL);
END $$;

-- Of somebody whose every role the actor may take, and who has one; an administrator also of people without any.
CREATE FUNCTION set_person_disabled(p_user uuid, p_at timestamptz) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF p_user::text = current_setting('isonomia.actor', true) OR NOT (
    public.gives_role('administrator', NULL, NULL) OR EXISTS (SELECT FROM public.membership m WHERE m.user_id = p_user::text)
  ) OR EXISTS (
    SELECT FROM public.membership m WHERE m.user_id = p_user::text
      AND NOT public.gives_role(m.role, m.agency_id, m.region_id)
  ) THEN
    RETURN false;
  END IF;
  UPDATE identity."user" SET "disabledAt" = p_at
    WHERE id = p_user AND ("disabledAt" IS NULL) <> (p_at IS NULL);
  IF NOT FOUND THEN RETURN false; END IF;
  IF p_at IS NOT NULL THEN
    DELETE FROM identity."session" WHERE "userId" = p_user;
    -- What somebody gave who is no longer trusted is given no more.
    UPDATE public.invitation SET revoked_at = p_at, revoked_by = current_setting('isonomia.actor', true)
      WHERE invited_by = p_user::text AND accepted_at IS NULL AND revoked_at IS NULL;
  END IF;
  RETURN true;
END $$;
`;

const INVITATIONS = `
CREATE FUNCTION holds_role(p_email text, p_role text, p_agency uuid, p_region uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT public.gives_role(p_role, p_agency, p_region) AND EXISTS (
    SELECT FROM identity."user" u JOIN public.membership m ON m.user_id = u.id::text
    WHERE u.email = p_email AND m.role = p_role AND m.agency_id IS NOT DISTINCT FROM p_agency
      AND m.region_id IS NOT DISTINCT FROM p_region
  )
$$;

-- Asked again, the open one is renewed: its old link ends with the new one.
CREATE FUNCTION invite(p_id uuid, p_email text, p_role text, p_agency uuid, p_region uuid, p_language text,
  p_token text, p_at timestamptz, p_expires timestamptz) RETURNS uuid
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  kept uuid;
BEGIN
  IF NOT public.gives_role(p_role, p_agency, p_region) THEN RETURN NULL; END IF;
  INSERT INTO public.invitation AS i
    (id, email, role, agency_id, region_id, language, token_sha256, invited_by, invited_at, expires_at)
  VALUES (p_id, p_email, p_role, p_agency, p_region, p_language, p_token, current_setting('isonomia.actor', true), p_at, p_expires)
  ON CONFLICT (email, role, agency_id, region_id) WHERE accepted_at IS NULL AND revoked_at IS NULL
  DO UPDATE SET token_sha256 = excluded.token_sha256, invited_by = excluded.invited_by, invited_at = excluded.invited_at,
    expires_at = excluded.expires_at, language = excluded.language, sent = i.sent + 1
  RETURNING i.id INTO kept;
  RETURN kept;
END $$;

CREATE FUNCTION open_invitations(p_id uuid, p_agency uuid)
RETURNS TABLE (id uuid, email text, role text, agency_id uuid, agency text, region_id uuid, region text, language text,
  inviter text, invited_at timestamptz, expires_at timestamptz, sent integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT i.id, i.email, i.role, i.agency_id, g.name, coalesce(i.region_id, c.region_id), r.name, i.language, u.name,
    i.invited_at, i.expires_at, i.sent
  FROM public.invitation i
  LEFT JOIN public.agency g ON g.id = i.agency_id
  LEFT JOIN public.country c ON c.id = g.country_id
  LEFT JOIN public.region r ON r.id = coalesce(i.region_id, c.region_id)
  LEFT JOIN identity."user" u ON u.id::text = i.invited_by
  WHERE i.accepted_at IS NULL AND i.revoked_at IS NULL AND (p_id IS NULL OR i.id = p_id)
    AND (p_agency IS NULL OR i.agency_id = p_agency) AND public.keeps_people(i.agency_id, i.region_id)
  ORDER BY i.invited_at DESC, i.id
$$;

CREATE FUNCTION revoke_invitation(p_id uuid, p_at timestamptz) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE public.invitation i SET revoked_at = p_at, revoked_by = current_setting('isonomia.actor', true)
  WHERE i.id = p_id AND i.accepted_at IS NULL AND i.revoked_at IS NULL
    AND public.gives_role(i.role, i.agency_id, i.region_id);
  RETURN FOUND;
END $$;

-- For whoever holds the link, signed in or not: what the page of that link says, and nothing else.
CREATE FUNCTION invitation_of(p_token text, p_at timestamptz, p_user uuid)
RETURNS TABLE (id uuid, email text, role text, agency text, region text, language text, inviter text, known boolean, yours boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT i.id, i.email, i.role, g.name, r.name, i.language, u.name,
    EXISTS (SELECT FROM identity."user" k WHERE k.email = i.email),
    EXISTS (SELECT FROM identity."user" k WHERE k.email = i.email AND k.id = p_user)
  FROM public.invitation i
  LEFT JOIN public.agency g ON g.id = i.agency_id
  LEFT JOIN public.region r ON r.id = i.region_id
  LEFT JOIN identity."user" u ON u.id::text = i.invited_by
  WHERE i.token_sha256 = p_token AND i.accepted_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > p_at
    AND g.retired_at IS NULL
$$;

-- Uses the link up: makes the account when there is none, gives the role, and names actor and tenant for what follows.
CREATE FUNCTION accept_invitation(p_token text, p_at timestamptz, p_user uuid, p_name text, p_password text)
RETURNS TABLE (user_id uuid, invitation_id uuid, role text, agency_id uuid, region_id uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  found_one public.invitation%ROWTYPE;
  person uuid;
  done text;
BEGIN
  SELECT i.* INTO found_one FROM public.invitation i
    LEFT JOIN public.agency g ON g.id = i.agency_id
    WHERE i.token_sha256 = p_token AND i.accepted_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > p_at
      AND g.retired_at IS NULL
    FOR UPDATE OF i;
  IF NOT FOUND THEN RETURN; END IF;
  IF p_user IS NULL THEN
    INSERT INTO identity."user" (name, email, "emailVerified", language)
      VALUES (p_name, found_one.email, true, found_one.language)
      ON CONFLICT (email) DO NOTHING RETURNING id INTO person;
    IF person IS NULL THEN RETURN; END IF;
    INSERT INTO identity.account ("accountId", "providerId", "userId", password, "updatedAt")
      VALUES (person::text, 'credential', person, p_password, p_at);
  ELSE
    SELECT u.id INTO person FROM identity."user" u
      WHERE u.id = p_user AND u.email = found_one.email AND u."disabledAt" IS NULL;
    IF person IS NULL THEN RETURN; END IF;
  END IF;
  UPDATE public.invitation i SET accepted_at = p_at, accepted_by = person::text WHERE i.id = found_one.id;
  INSERT INTO public.membership AS m (user_id, role, agency_id, region_id, created_at)
    VALUES (person::text, found_one.role, found_one.agency_id, found_one.region_id, p_at)
    ON CONFLICT DO NOTHING;
  done := set_config('isonomia.actor', person::text, true);
  done := set_config('isonomia.agency', coalesce(found_one.agency_id::text, ''), true);
  RETURN QUERY SELECT person, found_one.id, found_one.role, found_one.agency_id, found_one.region_id;
END $$;
`;

const FUNCTIONS = [
  'gives_role(text, uuid, uuid)',
  'keeps_people(uuid, uuid)',
  'people(uuid, uuid, text, text, uuid, integer)',
  'give_role(uuid, text, uuid, uuid, timestamptz)',
  'take_role(uuid)',
  'other_administrators(uuid)',
  'set_person_disabled(uuid, timestamptz)',
  'holds_role(text, text, uuid, uuid)',
  'invite(uuid, text, text, uuid, uuid, text, text, timestamptz, timestamptz)',
  'open_invitations(uuid, uuid)',
  'revoke_invitation(uuid, timestamptz)',
  'invitation_of(text, timestamptz, uuid)',
  'accept_invitation(text, timestamptz, uuid, text, text)',
];

/** Of the accounts the operator's functions see names and addresses, and no password or secret. */
const RIGHTS = `
GRANT USAGE ON SCHEMA identity TO isonomia_operator;
GRANT SELECT (id, name, email, "disabledAt", language), UPDATE ("disabledAt"),
  INSERT (name, email, "emailVerified", language) ON identity."user" TO isonomia_operator;
GRANT INSERT ("accountId", "providerId", "userId", password, "updatedAt") ON identity.account TO isonomia_operator;
GRANT SELECT ("userId"), DELETE ON identity."session" TO isonomia_operator;
GRANT SELECT, INSERT, UPDATE, DELETE ON membership TO isonomia_operator;
GRANT SELECT, INSERT, UPDATE, DELETE ON invitation TO isonomia_operator;
GRANT CREATE ON SCHEMA public TO isonomia_operator;
${FUNCTIONS.map((one) => `ALTER FUNCTION ${one} OWNER TO isonomia_operator;`).join('\n')}
REVOKE CREATE ON SCHEMA public FROM isonomia_operator;
REVOKE EXECUTE ON FUNCTION ${FUNCTIONS.join(', ')} FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ${FUNCTIONS.join(', ')} TO isonomia_app;
`;

export class PeopleAndInvitations1795300050000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const part of [TABLES, forceRowSecurity('invitation'), WHO_GIVES, PEOPLE, INVITATIONS, RIGHTS]) {
      await runner.query(part);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const one of [...FUNCTIONS].reverse()) await runner.query(`DROP FUNCTION ${one}`);
    await runner.query(`
      REVOKE ALL ON identity."user", identity.account, identity."session" FROM isonomia_operator;
      REVOKE USAGE ON SCHEMA identity FROM isonomia_operator;
      DROP TABLE invitation;
      ALTER TABLE agency DROP COLUMN retired_at;`);
  }
}
