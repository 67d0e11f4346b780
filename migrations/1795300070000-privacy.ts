import type { MigrationInterface, QueryRunner } from 'typeorm';
import { protectTenantTable } from './tenant-policy.js';

/** One person asks for an agency to be erased; nothing happens before another one has confirmed it. */
const TABLE = `
CREATE TABLE agency_erasure (
  agency_id  uuid PRIMARY KEY REFERENCES agency (id),
  asked_by   text NOT NULL,
  asked_at   timestamptz NOT NULL,
  expires_at timestamptz NOT NULL CHECK (expires_at > asked_at)
);
GRANT SELECT, INSERT, DELETE ON agency_erasure TO isonomia_app;
`;

/** The command line, which nobody signs in to: its connections take the operator's role and stay in it. */
const OPERATES = `
CREATE FUNCTION acts_as_operator() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT current_setting('role', true) = 'isonomia_operator'
$$;
`;

/**
 * Everything of a person but the id, which answers, comments and the audit go on naming: with the account gone it leads to
 * nobody. Called by functions that have asked who may. Gives back the address and the name, for what lies outside.
 */
const REMOVE_ACCOUNT = `
CREATE FUNCTION remove_account(p_user uuid, p_at timestamptz) RETURNS text[]
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  gone record;
  invited text[];
BEGIN
  SELECT u.email, u.name INTO gone FROM identity."user" u WHERE u.id = p_user FOR UPDATE;
  IF NOT FOUND THEN RETURN NULL; END IF;
  -- Whoever was invited by somebody who is gone is invited anew by somebody who is there.
  WITH withdrawn AS (
    UPDATE public.invitation i SET revoked_at = p_at, revoked_by = current_setting('isonomia.actor', true)
    WHERE i.invited_by = p_user::text AND i.accepted_at IS NULL AND i.revoked_at IS NULL RETURNING i.email
  ) SELECT array_agg(w.email) INTO invited FROM withdrawn w;
  PERFORM public.remove_mails(ARRAY(SELECT m.id FROM public.mail m WHERE lower(m.recipient) = gone.email
    OR (m.recipient = ANY (invited) AND m.params->>'inviter' = gone.name)));
  DELETE FROM public.invitation i WHERE i.email = gone.email;
  DELETE FROM public.membership m WHERE m.user_id = p_user::text;
  DELETE FROM public.assignment a WHERE a.user_id = p_user::text;
  DELETE FROM public.agency_erasure e WHERE e.asked_by = p_user::text;
  DELETE FROM identity.verification v WHERE strpos(v.identifier || ' ' || v.value, p_user::text) > 0
    OR strpos(lower(v.identifier || ' ' || v.value), gone.email) > 0;
  DELETE FROM identity."user" u WHERE u.id = p_user;
  RETURN ARRAY[gone.email, gone.name];
END $$;

-- With their jobs, which else would look for them.
CREATE FUNCTION remove_mails(p_mails uuid[]) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  DELETE FROM public.mail m WHERE m.id = ANY (p_mails);
  IF to_regclass('pgboss.job') IS NOT NULL THEN
    DELETE FROM pgboss.job j WHERE j.name = 'send-mail' AND j.data->>'mail' = ANY (p_mails::text[]);
  END IF;
END $$;
`;

const ERASE_PERSON = `
-- Of oneself, or by an administrator.
CREATE FUNCTION erasable_address(p_user uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT u.email FROM identity."user" u WHERE u.id = p_user AND (p_user::text = current_setting('isonomia.actor', true)
    OR public.reaches_everywhere() OR public.acts_as_operator())
$$;

-- The last administrator stays, or nobody could ever make one again.
CREATE FUNCTION erase_person(p_user uuid, p_at timestamptz) RETURNS text[]
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF public.erasable_address(p_user) IS NULL THEN RETURN NULL; END IF;
  IF EXISTS (SELECT FROM public.membership m WHERE m.user_id = p_user::text AND m.role = 'administrator')
    AND public.other_administrators(p_user) = 0 THEN
    RETURN NULL;
  END IF;
  RETURN public.remove_account(p_user, p_at);
END $$;
`;

/**
 * Two people, one of them an administrator, each asked anew for their role. First what new rows hang on is locked: who
 * writes at this moment is waited for, and whoever comes later finds nothing to write to.
 */
const ERASE_AGENCY = `
CREATE FUNCTION may_ask_erasure(p_user text, p_agency uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (SELECT FROM public.membership m WHERE m.user_id = p_user
    AND (m.role = 'administrator' OR (m.role = 'lead' AND m.agency_id = p_agency)))
$$;
CREATE FUNCTION may_erase_agency(p_agency uuid, p_at timestamptz) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT public.acts_as_operator() OR EXISTS (
    SELECT FROM public.agency_erasure e, (SELECT current_setting('isonomia.actor', true) AS id) actor
    WHERE e.agency_id = p_agency AND e.asked_at <= p_at AND e.expires_at > p_at AND e.asked_by <> actor.id
      AND public.may_ask_erasure(actor.id, p_agency) AND public.may_ask_erasure(e.asked_by, p_agency)
      AND EXISTS (SELECT FROM public.membership m WHERE m.role = 'administrator' AND m.user_id IN (actor.id, e.asked_by))
  )
$$;

CREATE FUNCTION erase_agency(p_agency uuid, p_at timestamptz,
  OUT names text[], OUT assessments integer, OUT files integer, OUT people integer)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  one uuid;
  called text;
  invited text[];
BEGIN
  IF NOT public.may_erase_agency(p_agency, p_at) THEN RETURN; END IF;
  SELECT g.name INTO called FROM public.agency g WHERE g.id = p_agency FOR UPDATE;
  IF NOT FOUND THEN RETURN; END IF;
  assessments := 0;
  FOR one IN SELECT a.id FROM public.assessment a WHERE a.agency_id = p_agency ORDER BY a.id LOOP
    PERFORM pg_advisory_xact_lock(uuid_hash_extended(one, 0));
    assessments := assessments + 1;
  END LOOP;
  names := ARRAY[called];
  IF to_regclass('pgboss.job') IS NOT NULL THEN
    DELETE FROM pgboss.job j WHERE (j.name = 'make-document'
        AND j.data->>'document' IN (SELECT d.id FROM public.document d WHERE d.agency_id = p_agency))
      OR (j.name = 'discard-evidence-file'
        AND j.data->>'evidence' IN (SELECT e.id::text FROM public.evidence e WHERE e.agency_id = p_agency));
  END IF;
  DELETE FROM public.document d WHERE d.agency_id = p_agency;
  DELETE FROM public.decision d WHERE d.agency_id = p_agency;
  DELETE FROM public.outcome o WHERE o.agency_id = p_agency;
  DELETE FROM public.approval a WHERE a.agency_id = p_agency;
  DELETE FROM public.evidence e WHERE e.agency_id = p_agency;
  DELETE FROM public.assignment a WHERE a.agency_id = p_agency;
  DELETE FROM public.comment c WHERE c.agency_id = p_agency;
  DELETE FROM public.answer_draft d WHERE d.agency_id = p_agency;
  DELETE FROM public.answer a WHERE a.agency_id = p_agency;
  DELETE FROM public.answer_history h WHERE h.agency_id = p_agency;
  DELETE FROM public.answer_set_history h WHERE h.agency_id = p_agency;
  DELETE FROM public.assessment a WHERE a.agency_id = p_agency;
  UPDATE public.agency g SET logo_file_id = NULL WHERE g.id = p_agency;
  DELETE FROM public.file f WHERE f.agency_id = p_agency;
  GET DIAGNOSTICS files = ROW_COUNT;
  DELETE FROM public.agency_erasure e WHERE e.agency_id = p_agency;
  -- Accounts that were there for this agency alone have no purpose left.
  people := 0;
  FOR one IN SELECT u.id FROM identity."user" u
    WHERE EXISTS (SELECT FROM public.membership m WHERE m.user_id = u.id::text AND m.agency_id = p_agency)
      AND NOT EXISTS (SELECT FROM public.membership m WHERE m.user_id = u.id::text AND m.agency_id IS DISTINCT FROM p_agency)
    ORDER BY u.id
  LOOP
    names := names || public.remove_account(one, p_at);
    people := people + 1;
  END LOOP;
  WITH gone AS (DELETE FROM public.invitation i WHERE i.agency_id = p_agency RETURNING i.email)
    SELECT coalesce(array_agg(DISTINCT gone.email), '{}') INTO invited FROM gone;
  names := names || invited;
  PERFORM public.remove_mails(ARRAY(SELECT m.id FROM public.mail m WHERE m.template = 'invitation'
    AND (m.recipient = ANY (invited) OR m.params->>'place' = called)));
  DELETE FROM public.membership m WHERE m.agency_id = p_agency;
  DELETE FROM public.agency g WHERE g.id = p_agency;
END $$;
`;

/** What is held about a person, without what proves who they are: passwords, secrets and digests stay where they are. */
const HOLDINGS = `
CREATE FUNCTION person_holdings(p_user uuid) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT jsonb_build_object(
    'account', jsonb_build_object('id', u.id, 'name', u.name, 'email', u.email, 'emailVerified', u."emailVerified",
      'language', u.language, 'secondFactor', u."twoFactorEnabled", 'createdAt', u."createdAt",
      'changedAt', u."updatedAt", 'disabledAt', u."disabledAt"),
    'waysToSignIn', (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', a."providerId", 'id', a."accountId",
      'since', a."createdAt") ORDER BY a."createdAt"), '[]') FROM identity.account a WHERE a."userId" = p_user),
    'authenticatorApp', EXISTS (SELECT FROM identity."twoFactor" f WHERE f."userId" = p_user AND f.verified),
    'passkeys', (SELECT coalesce(jsonb_agg(jsonb_build_object('name', k.name, 'since', k.created_at,
      'lastUsed', k.last_used_at) ORDER BY k.created_at), '[]') FROM identity.passkey k WHERE k.user_id = p_user),
    'accessTokens', (SELECT coalesce(jsonb_agg(jsonb_build_object('name', t.name, 'scopes', t.scopes, 'since', t.created_at,
      'expires', t.expires_at, 'lastUsed', t.last_used_at, 'revoked', t.revoked_at) ORDER BY t.created_at), '[]')
      FROM identity.access_token t WHERE t.user_id = p_user),
    'newPasswordLinks', (SELECT coalesce(jsonb_agg(jsonb_build_object('asked', r.created_at, 'expires', r.expires_at)
      ORDER BY r.created_at), '[]') FROM identity.password_reset r WHERE r.user_id = p_user),
    'sessions', (SELECT coalesce(jsonb_agg(jsonb_build_object('since', s."createdAt", 'lastUsed', s."updatedAt",
      'expires', s."expiresAt", 'address', s."ipAddress", 'browser', s."userAgent", 'proved', s."provedAt",
      'secondFactor', s."secondFactorAt") ORDER BY s."createdAt"), '[]') FROM identity.session s WHERE s."userId" = p_user),
    'roles', (SELECT coalesce(jsonb_agg(jsonb_build_object('role', m.role, 'agency', g.name, 'region', r.name,
      'since', m.created_at) ORDER BY m.created_at), '[]') FROM public.membership m
      LEFT JOIN public.agency g ON g.id = m.agency_id LEFT JOIN public.region r ON r.id = m.region_id
      WHERE m.user_id = p_user::text),
    'invitations', (SELECT coalesce(jsonb_agg(jsonb_build_object('role', i.role, 'agency', g.name, 'region', r.name,
      'invited', i.invited_at, 'expires', i.expires_at, 'accepted', i.accepted_at, 'revoked', i.revoked_at)
      ORDER BY i.invited_at), '[]') FROM public.invitation i
      LEFT JOIN public.agency g ON g.id = i.agency_id LEFT JOIN public.region r ON r.id = i.region_id
      WHERE i.email = u.email OR i.accepted_by = p_user::text),
    'mails', (SELECT coalesce(jsonb_agg(jsonb_build_object('about', m.template, 'state', m.state, 'at', m.created_at)
      ORDER BY m.created_at), '[]') FROM public.mail m WHERE lower(m.recipient) = u.email),
    'assignments', (SELECT coalesce(jsonb_agg(jsonb_build_object('assessment', a.assessment_id,
      'dimension', a.dimension_id, 'due', a.due)), '[]') FROM public.assignment a WHERE a.user_id = p_user::text),
    'comments', (SELECT coalesce(jsonb_agg(jsonb_build_object('assessment', c.assessment_id, 'question', c.question_id,
      'text', c.text, 'at', c.at) ORDER BY c.at), '[]') FROM public.comment c WHERE c.author_id = p_user::text),
    'activity', (SELECT coalesce(jsonb_agg(jsonb_build_object('at', e.at, 'action', e.action, 'byYou',
      e.actor_id = p_user::text, 'subject', e.subject_kind, 'id', e.subject_id, 'detail', e.detail) ORDER BY e.id), '[]')
      FROM public.audit e WHERE e.actor_id = p_user::text OR e.subject_id = p_user::text)
  )
  FROM identity."user" u
  WHERE u.id = p_user AND (p_user::text = current_setting('isonomia.actor', true) OR public.acts_as_operator())
$$;

-- Also those that were accepted or have lapsed, which no list shows.
CREATE FUNCTION agency_invitations(p_agency uuid) RETURNS SETOF jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT to_jsonb(i) - 'token_sha256' FROM public.invitation i
  WHERE i.agency_id = p_agency AND (public.keeps_people(p_agency, NULL) OR public.acts_as_operator())
  ORDER BY i.invited_at, i.id
$$;
CREATE FUNCTION agency_people(p_agency uuid) RETURNS SETOF jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT jsonb_build_object('id', m.user_id, 'name', u.name, 'email', u.email, 'role', m.role, 'since', m.created_at)
  FROM public.membership m LEFT JOIN identity."user" u ON u.id::text = m.user_id
  WHERE m.agency_id = p_agency AND (public.keeps_people(p_agency, NULL) OR public.acts_as_operator())
  ORDER BY u.name, m.role
$$;
`;

/** Names of columns, so that a secret that is added later is not readable by default. */
const READABLE = `
GRANT DELETE ON answer_history, answer_set_history, outcome TO isonomia_operator;
GRANT SELECT ("createdAt", "updatedAt", "emailVerified", "twoFactorEnabled"), DELETE ON identity."user" TO isonomia_operator;
-- A row is locked by whoever may change some column of it; "disabledAt" is one.
GRANT SELECT (id, "createdAt", "updatedAt", "expiresAt", "ipAddress", "userAgent", "secondFactorAt", "provedAt")
  ON identity."session" TO isonomia_operator;
GRANT SELECT ("providerId", "accountId", "userId", "createdAt") ON identity.account TO isonomia_operator;
GRANT SELECT ("userId", verified) ON identity."twoFactor" TO isonomia_operator;
GRANT SELECT (user_id, name, created_at, last_used_at) ON identity.passkey TO isonomia_operator;
GRANT SELECT (id, user_id, name, scopes, created_at, expires_at, last_used_at, revoked_at), DELETE
  ON identity.access_token TO isonomia_operator;
GRANT SELECT (user_id, created_at, expires_at), DELETE ON identity.password_reset TO isonomia_operator;
GRANT SELECT (id, identifier, value, "expiresAt"), DELETE ON identity.verification TO isonomia_operator;
GRANT SELECT (user_id, until), DELETE ON identity.used_code TO isonomia_operator;
GRANT SELECT (window_ends), DELETE ON identity.sign_in_try TO isonomia_operator;
`;

/** Asked by the web; the others are asked by these alone. */
const OFFERED = [
  'erasable_address(uuid)',
  'erase_person(uuid, timestamptz)',
  'erase_agency(uuid, timestamptz)',
  'person_holdings(uuid)',
  'agency_invitations(uuid)',
  'agency_people(uuid)',
];
const INNER = [
  'acts_as_operator()',
  'remove_account(uuid, timestamptz)',
  'remove_mails(uuid[])',
  'may_ask_erasure(text, uuid)',
  'may_erase_agency(uuid, timestamptz)',
];
const FUNCTIONS = [...INNER, ...OFFERED];
const OWNED = `
GRANT CREATE ON SCHEMA public TO isonomia_operator;
${FUNCTIONS.map((one) => `ALTER FUNCTION ${one} OWNER TO isonomia_operator;`).join('\n')}
REVOKE CREATE ON SCHEMA public FROM isonomia_operator;
REVOKE EXECUTE ON FUNCTION ${FUNCTIONS.join(', ')} FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ${OFFERED.join(', ')} TO isonomia_app;
`;

export class Privacy1795300070000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const parts = [TABLE, protectTenantTable('agency_erasure'), OPERATES, REMOVE_ACCOUNT, ERASE_PERSON, ERASE_AGENCY];
    for (const part of [...parts, HOLDINGS, READABLE, OWNED]) await runner.query(part);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const one of [...FUNCTIONS].reverse()) await runner.query(`DROP FUNCTION ${one}`);
    await runner.query(`
      DROP TABLE agency_erasure;
      REVOKE DELETE ON answer_history, answer_set_history, outcome FROM isonomia_operator;
      REVOKE SELECT ("createdAt", "updatedAt", "emailVerified", "twoFactorEnabled"), DELETE
        ON identity."user" FROM isonomia_operator;
      REVOKE SELECT (id, "createdAt", "updatedAt", "expiresAt", "ipAddress", "userAgent", "secondFactorAt", "provedAt")
        ON identity."session" FROM isonomia_operator;
      REVOKE SELECT ("providerId", "accountId", "userId", "createdAt") ON identity.account FROM isonomia_operator;
      REVOKE ALL ON identity."twoFactor", identity.passkey, identity.access_token, identity.password_reset,
        identity.verification, identity.used_code, identity.sign_in_try FROM isonomia_operator;`);
  }
}
