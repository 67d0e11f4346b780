import type { MigrationInterface, QueryRunner } from 'typeorm';
import { eraseWithAgency, forgetWithAgency } from './erasing.js';
import { EVERYWHERE, exposeTenantTable, forceRowSecurity, ownedByOperator, SETTING, TENANT } from './tenant-policy.js';

/** Of an agency, whose documents it opens, or of a round, whose regional reports it opens. */
const TABLE = `
CREATE TABLE personal_link (
  id            uuid PRIMARY KEY,
  agency_id     uuid REFERENCES agency (id),
  round_id      uuid REFERENCES round (id),
  -- One assessment alone; of an agency without it, everything that was handed in.
  assessment_id uuid,
  reports       boolean NOT NULL,
  editable      boolean NOT NULL,
  recipient     text NOT NULL CHECK (recipient <> ''),
  language      text NOT NULL CHECK (language <> ''),
  -- Whoever reads the table opens nothing with it.
  token_sha256  text NOT NULL UNIQUE CHECK (token_sha256 ~ '^[0-9a-f]{64}$'),
  given_by      text NOT NULL,
  given_at      timestamptz NOT NULL,
  expires_at    timestamptz NOT NULL,
  revoked_at    timestamptz,
  revoked_by    text,
  opened        integer NOT NULL DEFAULT 0,
  downloaded    integer NOT NULL DEFAULT 0,
  ordered       integer NOT NULL DEFAULT 0,
  last_used_at  timestamptz,
  FOREIGN KEY (assessment_id, agency_id) REFERENCES assessment (id, agency_id),
  CHECK (num_nonnulls(agency_id, round_id) = 1),
  CHECK (agency_id IS NOT NULL OR reports),
  CHECK (expires_at > given_at AND expires_at <= given_at + interval '184 days'),
  CHECK ((revoked_at IS NULL) = (revoked_by IS NULL))
);
CREATE INDEX personal_link_agency ON personal_link (agency_id);
CREATE INDEX personal_link_round ON personal_link (round_id);
-- The digest is for the functions below alone, and what counts the use of a link too.
GRANT SELECT (id, agency_id, round_id, assessment_id, reports, editable, recipient, language, given_by, given_at, expires_at,
  revoked_at, revoked_by, opened, downloaded, ordered, last_used_at), INSERT (id, agency_id, round_id, assessment_id,
  reports, editable, recipient, language, token_sha256, given_by, given_at, expires_at),
  UPDATE (revoked_at, revoked_by) ON personal_link TO isonomia_app;
GRANT SELECT, UPDATE, DELETE ON personal_link TO isonomia_operator;
`;

/** Those who give links of an agency lead it; those of a round keep the round. Nobody signs another's name to one. */
const OF_ROUND = `round_id IS NOT NULL AND (round_id IN (SELECT public.kept_rounds()) OR ${EVERYWHERE})`;
const KEPT = `((agency_id = ${SETTING} AND agency_id IN (SELECT public.led_agencies())) OR (${OF_ROUND}))`;
const POLICIES = `${forceRowSecurity('personal_link')}
CREATE POLICY tenant_read ON personal_link FOR SELECT TO isonomia_app
  USING (agency_id = ${TENANT} OR agency_id IN (SELECT public.led_agencies()) OR (${OF_ROUND}));
CREATE POLICY keeper_insert ON personal_link FOR INSERT TO isonomia_app
  WITH CHECK (given_by = current_setting('isonomia.actor', true) AND ${KEPT});
CREATE POLICY keeper_update ON personal_link FOR UPDATE TO isonomia_app
  USING ${KEPT} WITH CHECK (revoked_by = current_setting('isonomia.actor', true) AND ${KEPT});
`;

/**
 * Whoever holds a link is nobody, so no policy lets them read a row. These functions look as the operator does, ask for the
 * digest each time, and give back what that link opens: the sharing edition of what its agency handed in, and reports
 * without names. Which link a request names is never asked of anybody but the digest.
 */
const HELD = `
-- Ends with its time, its agency, and with the role of whoever gave it.
CREATE FUNCTION living_link(p_token text, p_at timestamptz) RETURNS SETOF public.personal_link
LANGUAGE sql STABLE SECURITY DEFINER ROWS 1 SET search_path = '' AS $$
  SELECT l.* FROM public.personal_link l
  LEFT JOIN public.agency g ON g.id = l.agency_id LEFT JOIN public.round r ON r.id = l.round_id
  WHERE l.token_sha256 = p_token AND l.revoked_at IS NULL AND l.expires_at > p_at AND g.retired_at IS NULL
    AND NOT EXISTS (SELECT FROM identity."user" u WHERE u.id::text = l.given_by AND u."disabledAt" IS NOT NULL)
    AND EXISTS (SELECT FROM public.membership m WHERE m.user_id = l.given_by AND CASE
      WHEN l.agency_id IS NOT NULL THEN m.role = 'lead' AND m.agency_id = l.agency_id
      ELSE m.role = 'administrator' OR (m.role = 'coordinator' AND m.region_id = r.region_id) END)
$$;
-- What was handed in and is still: one that goes back to its agency is closed until it is handed in again.
CREATE FUNCTION linked_outcomes(p_token text, p_at timestamptz)
RETURNS TABLE (link_id uuid, editable boolean, agency_id uuid, assessment_id uuid, title text, reference_from date,
  reference_to date, outcome_id uuid, outcome_sha256 text, outcome_status text, texts_part text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT l.id, l.editable, a.agency_id, a.id, a.title, a.reference_from, a.reference_to, o.id, o.sha256, o.status, o.texts_part
  FROM public.living_link(p_token, p_at) l
  JOIN public.assessment a ON a.agency_id = l.agency_id AND (l.assessment_id IS NULL OR a.id = l.assessment_id)
  CROSS JOIN LATERAL (SELECT * FROM public.outcome n WHERE n.assessment_id = a.id ORDER BY n.revision DESC LIMIT 1) o
  WHERE a.state IN ('submitted', 'in-review', 'validated')
$$;
-- As far as the agency sees them itself: of rounds that it takes part in. Of one assessment, that of its round.
CREATE FUNCTION linked_releases(p_token text, p_at timestamptz)
RETURNS TABLE (link_id uuid, editable boolean, release_id uuid, number integer, published_at timestamptz, round text,
  region text, instrument_id text, instrument_version text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT l.id, l.editable, e.id, e.number, e.finished_at, r.name, g.name, r.instrument_id, r.instrument_version
  FROM public.living_link(p_token, p_at) l
  JOIN public.round r ON l.reports AND (r.id = l.round_id OR r.id IN (
    SELECT p.round_id FROM public.participation p WHERE p.agency_id = l.agency_id AND p.declined_at IS NULL
      AND (l.assessment_id IS NULL
        OR p.round_id = (SELECT a.round_id FROM public.assessment a WHERE a.id = l.assessment_id))))
  JOIN public.region g ON g.id = r.region_id
  JOIN public.release e ON e.round_id = r.id AND e.state = 'ready'
$$;

CREATE FUNCTION link_of(p_token text, p_at timestamptz)
RETURNS TABLE (id uuid, agency_id uuid, agency text, fictional boolean, time_zone text, round text, recipient text,
  language text, editable boolean, expires_at timestamptz, ordered integer, last_used_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 1 SET search_path = '' AS $$
  SELECT l.id, g.id, g.name, coalesce(g.fictional, false), g.time_zone, r.name, l.recipient, l.language, l.editable,
    l.expires_at, l.ordered, l.last_used_at
  FROM public.living_link(p_token, p_at) l
  LEFT JOIN public.agency g ON g.id = l.agency_id LEFT JOIN public.round r ON r.id = l.round_id
$$;
CREATE FUNCTION link_assessments(p_token text, p_at timestamptz)
RETURNS TABLE (id uuid, title text, reference_from date, reference_to date, status text, languages text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT c.assessment_id, c.title, c.reference_from, c.reference_to, c.outcome_status,
    (SELECT array_agg(k ORDER BY k) FROM public.outcome_part p, json_object_keys(p.body::json) k WHERE p.sha256 = c.texts_part)
  FROM public.linked_outcomes(p_token, p_at) c ORDER BY c.reference_to DESC, c.title, c.assessment_id
$$;
CREATE FUNCTION link_releases(p_token text, p_at timestamptz)
RETURNS TABLE (id uuid, number integer, published_at timestamptz, round text, region text, instrument_id text,
  instrument_version text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT c.release_id, c.number, c.published_at, c.round, c.region, c.instrument_id, c.instrument_version
  FROM public.linked_releases(p_token, p_at) c ORDER BY c.published_at DESC, c.release_id
$$;
CREATE FUNCTION link_documents(p_token text, p_at timestamptz)
RETURNS TABLE (id text, kind text, subject uuid, title text, languages text[], arrangement text, format text, state text,
  requested_at timestamptz, started_at timestamptz, finished_at timestamptz, sha256 text, size bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT d.id, 'outcome', c.assessment_id, c.title, d.languages, d.arrangement, d.format, d.state, d.requested_at,
    d.started_at, d.finished_at, d.sha256, f.size
  FROM public.linked_outcomes(p_token, p_at) c
  JOIN public.document d ON d.outcome_id = c.outcome_id AND d.kind = 'outcome' AND d.edition = 'sharing'
    AND (d.format = 'pdf' OR c.editable)
  LEFT JOIN public.file f ON f.id = d.file_id
  UNION ALL
  SELECT p.id, 'report', c.release_id, c.round, p.languages, p.arrangement, p.format, p.state, p.requested_at,
    p.started_at, p.finished_at, p.sha256, p.size
  FROM public.linked_releases(p_token, p_at) c
  JOIN public.report p ON p.release_id = c.release_id AND p.named IS NULL AND (p.format = 'pdf' OR c.editable)
$$;
-- Of a document that the link opens, a chunk; of a report, which lies in one piece, as much at a time.
CREATE FUNCTION link_chunk(p_token text, p_at timestamptz, p_document text, p_position integer) RETURNS bytea
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT CASE d.kind
    WHEN 'outcome' THEN (SELECT f.bytes FROM public.document o JOIN public.file_chunk f ON f.file_id = o.file_id
      WHERE o.id = d.id AND f.position = p_position)
    ELSE (SELECT nullif(substring(p.bytes FROM p_position * 262144 + 1 FOR 262144), '') FROM public.report p WHERE p.id = d.id)
  END
  FROM public.link_documents(p_token, p_at) d WHERE d.id = p_document AND d.state = 'ready'
$$;

-- Counted and told in the audit of the agency, with the link beside what was done: never who holds it.
CREATE FUNCTION note_link(p_token text, p_at timestamptz, p_action text, p_kind text, p_subject text, p_detail jsonb)
RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  used public.personal_link%ROWTYPE;
BEGIN
  SELECT * INTO used FROM public.living_link(p_token, p_at);
  IF NOT FOUND OR p_action NOT IN ('link.opened', 'document.read', 'document.requested') THEN RETURN false; END IF;
  UPDATE public.personal_link l SET last_used_at = p_at,
    opened = l.opened + (p_action = 'link.opened')::int, downloaded = l.downloaded + (p_action = 'document.read')::int
    WHERE l.id = used.id;
  INSERT INTO public.audit (agency_id, actor_id, action, subject_kind, subject_id, detail)
    VALUES (used.agency_id, 'personal-link', p_action, p_kind, coalesce(p_subject, used.id::text),
      p_detail || jsonb_build_object('link', used.id));
  RETURN true;
END $$;
`;

/** What nobody has asked for in a language yet, within what one link may ask for. */
const ORDERED = `
-- No row: the link does not open it. No document: it has asked for as many as it may.
CREATE FUNCTION order_by_link(p_token text, p_at timestamptz, p_id text, p_assessment uuid, p_language text, p_format text,
  p_most integer) RETURNS TABLE (document text, agency_id uuid, made boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  covered record;
  there text;
BEGIN
  SELECT * INTO covered FROM public.linked_outcomes(p_token, p_at) c WHERE c.assessment_id = p_assessment
    AND (p_format = 'pdf' OR (p_format = 'docx' AND c.editable))
    AND EXISTS (SELECT FROM public.outcome_part p WHERE p.sha256 = c.texts_part AND p.body::jsonb ? p_language);
  IF NOT FOUND THEN RETURN; END IF;
  PERFORM FROM public.personal_link l WHERE l.id = covered.link_id FOR UPDATE;
  -- Two who ask for the same at once, by whatever link, get one.
  PERFORM pg_advisory_xact_lock(uuid_hash_extended(p_assessment, 5));
  SELECT d.id INTO there FROM public.document d WHERE d.outcome_id = covered.outcome_id AND d.edition = 'sharing'
    AND d.kind = 'outcome' AND d.languages = ARRAY[p_language] AND d.format = p_format AND d.state <> 'failed'
    ORDER BY d.state = 'ready' DESC, d.requested_at DESC LIMIT 1;
  IF there IS NULL THEN
    UPDATE public.personal_link l SET ordered = l.ordered + 1 WHERE l.id = covered.link_id AND l.ordered < p_most;
    IF NOT FOUND THEN RETURN QUERY SELECT NULL::text, covered.agency_id, false; RETURN; END IF;
    INSERT INTO public.document (id, agency_id, assessment_id, kind, edition, languages, arrangement, format, state,
      requested_by, requested_at, outcome_id, outcome_sha256, decisions)
    VALUES (p_id, covered.agency_id, p_assessment, 'outcome', 'sharing', ARRAY[p_language], 'single', p_format, 'queued',
      'personal-link', p_at, covered.outcome_id, covered.outcome_sha256,
      -- As they stand now, and as the product keeps them: a member without a value is not there.
      coalesce((SELECT jsonb_agg(jsonb_strip_nulls(jsonb_build_object('rule', e.rule_id, 'decision', e.decision,
        'reason', e.reason, 'adaptedText', e.adapted_text, 'owner', e.owner, 'due', e.due)) ORDER BY e.rule_id)
        FROM public.decision e WHERE e.outcome_id = covered.outcome_id AND NOT e.taken_back), '[]'));
  END IF;
  RETURN QUERY SELECT coalesce(there, p_id), covered.agency_id, there IS NULL;
END $$;
-- The report of a release is one a form, whoever asks for it first; one that failed is tried again.
CREATE FUNCTION order_report_by_link(p_token text, p_at timestamptz, p_id text, p_release uuid, p_language text,
  p_format text, p_most integer) RETURNS TABLE (document text, agency_id uuid, made boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  covered record;
  there record;
BEGIN
  SELECT * INTO covered FROM public.linked_releases(p_token, p_at) c WHERE c.release_id = p_release
    AND (p_format = 'pdf' OR (p_format = 'docx' AND c.editable));
  IF NOT FOUND THEN RETURN; END IF;
  PERFORM FROM public.personal_link l WHERE l.id = covered.link_id FOR UPDATE;
  PERFORM pg_advisory_xact_lock(uuid_hash_extended(p_release, 5));
  SELECT p.id, p.state INTO there FROM public.report p WHERE p.release_id = p_release AND p.named IS NULL
    AND p.languages = ARRAY[p_language] AND p.format = p_format;
  IF there.id IS NOT NULL AND there.state <> 'failed' THEN
    RETURN QUERY SELECT there.id, NULL::uuid, false; RETURN;
  END IF;
  UPDATE public.personal_link l SET ordered = l.ordered + 1 WHERE l.id = covered.link_id AND l.ordered < p_most;
  IF NOT FOUND THEN RETURN QUERY SELECT NULL::text, NULL::uuid, false; RETURN; END IF;
  IF there.id IS NULL THEN
    INSERT INTO public.report (id, release_id, languages, arrangement, format, requested_by, requested_at)
      VALUES (p_id, p_release, ARRAY[p_language], 'single', p_format, 'personal-link', p_at);
  ELSE
    UPDATE public.report p SET state = 'queued', requested_at = p_at, started_at = NULL, finished_at = NULL, failure = NULL
      WHERE p.id = there.id;
  END IF;
  RETURN QUERY SELECT coalesce(there.id, p_id), NULL::uuid, true;
END $$;
`;

const INNER = [
  'living_link(text, timestamptz)',
  'linked_outcomes(text, timestamptz)',
  'linked_releases(text, timestamptz)',
];
const OFFERED = [
  'link_of(text, timestamptz)',
  'link_assessments(text, timestamptz)',
  'link_releases(text, timestamptz)',
  'link_documents(text, timestamptz)',
  'link_chunk(text, timestamptz, text, integer)',
  'note_link(text, timestamptz, text, text, text, jsonb)',
  'order_by_link(text, timestamptz, text, uuid, text, text, integer)',
  'order_report_by_link(text, timestamptz, text, uuid, text, text, integer)',
];
/** The rows of links themselves, with their digests, are for the other functions. */
const WITHIN = `REVOKE EXECUTE ON FUNCTION ${INNER.join(', ')} FROM isonomia_app;`;
const ERASED = { beforeAssessments: ['personal_link'] };

export class PersonalLinks1795500020000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const parts = [TABLE, POLICIES, HELD, ORDERED, ownedByOperator([...INNER, ...OFFERED]), WITHIN];
    for (const part of [...parts, eraseWithAgency(ERASED)]) await runner.query(part);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(forgetWithAgency(ERASED));
    for (const one of [...OFFERED, ...[...INNER].reverse()]) await runner.query(`DROP FUNCTION ${one}`);
    await runner.query(exposeTenantTable('personal_link'));
    await runner.query('DROP TABLE personal_link');
  }
}
