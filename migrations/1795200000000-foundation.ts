import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The role that the applications take. It owns nothing, so that grants and row-level policies hold for it. An operator
 * whose database user may not create roles makes it beforehand: CREATE ROLE isonomia_app NOLOGIN; GRANT it to the user.
 */
const ROLE = `
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'isonomia_app') THEN
    CREATE ROLE isonomia_app NOLOGIN;
  END IF;
  IF NOT pg_has_role(current_user, 'isonomia_app', 'SET') THEN
    EXECUTE format('GRANT isonomia_app TO %I', current_user);
  END IF;
END $$;
`;

const PLACES = `
CREATE TABLE installation (
  key   text PRIMARY KEY,
  value jsonb NOT NULL,
  at    timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE region (
  id        uuid PRIMARY KEY,
  name      text NOT NULL CHECK (name <> ''),
  fictional boolean NOT NULL DEFAULT false
);
CREATE TABLE country (
  id        uuid PRIMARY KEY,
  region_id uuid NOT NULL REFERENCES region (id),
  code      text NOT NULL CHECK (code ~ '^[A-Z]{2}$'),
  name      text NOT NULL CHECK (name <> ''),
  UNIQUE (region_id, code)
);
CREATE TABLE agency (
  id             uuid PRIMARY KEY,
  country_id     uuid NOT NULL REFERENCES country (id),
  type           text NOT NULL CHECK (type <> ''),
  name           text NOT NULL CHECK (name <> ''),
  legal_frame    text,
  marking        text,
  currency       text CHECK (currency ~ '^[A-Z]{3}$'),
  time_zone      text NOT NULL DEFAULT 'UTC',
  ranks          jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(ranks) = 'array'),
  units          jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(units) = 'array'),
  logo_file_id   uuid,
  reference_from date,
  reference_to   date,
  stock_date     date,
  external_ref   text,
  fictional      boolean NOT NULL DEFAULT false,
  revision       integer NOT NULL DEFAULT 1 CHECK (revision > 0),
  created_at     timestamptz NOT NULL DEFAULT now(),
  CHECK (reference_from <= reference_to)
);
CREATE INDEX agency_country ON agency (country_id);
CREATE UNIQUE INDEX agency_external_ref ON agency (country_id, external_ref) WHERE external_ref IS NOT NULL;

CREATE TABLE membership (
  id         uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  user_id    text NOT NULL,
  role       text NOT NULL,
  agency_id  uuid REFERENCES agency (id),
  region_id  uuid REFERENCES region (id),
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE NULLS NOT DISTINCT (user_id, role, agency_id, region_id),
  CONSTRAINT membership_scope CHECK (
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
CREATE INDEX membership_agency ON membership (agency_id);
CREATE INDEX membership_region ON membership (region_id);
`;

const FILES = `
CREATE TABLE file (
  id         uuid PRIMARY KEY,
  agency_id  uuid NOT NULL REFERENCES agency (id),
  name       text NOT NULL CHECK (name <> ''),
  media_type text NOT NULL,
  size       bigint NOT NULL CHECK (size >= 0),
  sha256     text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (id, agency_id)
);
CREATE INDEX file_agency ON file (agency_id);
CREATE TABLE file_chunk (
  file_id   uuid NOT NULL,
  agency_id uuid NOT NULL,
  position  integer NOT NULL CHECK (position >= 0),
  bytes     bytea NOT NULL,
  PRIMARY KEY (file_id, position),
  FOREIGN KEY (file_id, agency_id) REFERENCES file (id, agency_id) ON DELETE CASCADE
);
-- What is uploaded or printed is compressed already: trying again costs time and saves nothing.
ALTER TABLE file_chunk ALTER COLUMN bytes SET STORAGE EXTERNAL;
ALTER TABLE agency ADD FOREIGN KEY (logo_file_id, id) REFERENCES file (id, agency_id);
`;

const ASSESSMENTS = `
CREATE TABLE instrument_version (
  instrument_id text NOT NULL,
  version       text NOT NULL,
  sha256        text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  body          jsonb NOT NULL,
  published_at  timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (instrument_id, version)
);
CREATE TABLE assessment (
  id                 uuid PRIMARY KEY,
  agency_id          uuid NOT NULL REFERENCES agency (id),
  instrument_id      text NOT NULL,
  instrument_version text NOT NULL,
  variant            text NOT NULL CHECK (variant <> ''),
  agency_type        text NOT NULL CHECK (agency_type <> ''),
  reference_from     date,
  reference_to       date,
  stock_date         date,
  state              text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'submitted', 'in-review', 'validated')),
  revision           integer NOT NULL DEFAULT 1 CHECK (revision > 0),
  title              text NOT NULL CHECK (title <> ''),
  import_ref         text,
  created_at         timestamptz NOT NULL DEFAULT now(),
  created_by         text NOT NULL,
  submitted_at       timestamptz,
  submitted_by       text,
  reviewed_by        text,
  UNIQUE (id, agency_id),
  FOREIGN KEY (instrument_id, instrument_version) REFERENCES instrument_version (instrument_id, version),
  CHECK (reference_from <= reference_to),
  CHECK (state = 'draft' OR (submitted_at IS NOT NULL AND submitted_by IS NOT NULL))
);
CREATE INDEX assessment_agency ON assessment (agency_id);
CREATE INDEX assessment_import ON assessment (import_ref) WHERE import_ref IS NOT NULL;

CREATE TABLE answer (
  agency_id     uuid NOT NULL,
  assessment_id uuid NOT NULL,
  question_id   text NOT NULL CHECK (question_id <> ''),
  body          jsonb CHECK (jsonb_typeof(body) = 'object'),
  revision      integer NOT NULL DEFAULT 1 CHECK (revision > 0),
  changed_by    text NOT NULL,
  changed_at    timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (assessment_id, question_id),
  FOREIGN KEY (assessment_id, agency_id) REFERENCES assessment (id, agency_id)
);
CREATE TABLE answer_history (
  agency_id     uuid NOT NULL,
  assessment_id uuid NOT NULL,
  question_id   text NOT NULL,
  revision      integer NOT NULL,
  body          jsonb,
  changed_by    text NOT NULL,
  changed_at    timestamptz NOT NULL DEFAULT now(),
  -- No foreign key: the function that writes here has locked the answer, and the check would lock the assessment too.
  PRIMARY KEY (assessment_id, question_id, revision)
);
CREATE TABLE comment (
  id            uuid PRIMARY KEY,
  agency_id     uuid NOT NULL,
  assessment_id uuid NOT NULL,
  question_id   text NOT NULL,
  author_id     text NOT NULL,
  text          text NOT NULL CHECK (text <> ''),
  at            timestamptz NOT NULL DEFAULT now(),
  FOREIGN KEY (assessment_id, agency_id) REFERENCES assessment (id, agency_id)
);
CREATE INDEX comment_question ON comment (assessment_id, question_id);
CREATE TABLE assignment (
  agency_id     uuid NOT NULL,
  assessment_id uuid NOT NULL,
  dimension_id  text NOT NULL,
  user_id       text NOT NULL,
  due           date,
  PRIMARY KEY (assessment_id, dimension_id),
  FOREIGN KEY (assessment_id, agency_id) REFERENCES assessment (id, agency_id)
);
CREATE TABLE evidence (
  id            uuid PRIMARY KEY,
  agency_id     uuid NOT NULL,
  assessment_id uuid NOT NULL,
  question_id   text,
  option_id     text,
  kind          text NOT NULL CHECK (kind IN ('file', 'link', 'citation')),
  title         text NOT NULL CHECK (title <> ''),
  number        text,
  date          date,
  holder        text,
  page          text,
  url           text,
  restricted    boolean NOT NULL DEFAULT false,
  file_id       uuid,
  created_by    text NOT NULL,
  created_at    timestamptz NOT NULL DEFAULT now(),
  removed_at    timestamptz,
  UNIQUE (id, agency_id),
  FOREIGN KEY (assessment_id, agency_id) REFERENCES assessment (id, agency_id),
  FOREIGN KEY (file_id, agency_id) REFERENCES file (id, agency_id),
  CHECK ((kind = 'link') = (url IS NOT NULL)),
  CHECK (kind = 'file' OR file_id IS NULL)
);
CREATE INDEX evidence_question ON evidence (assessment_id, question_id) WHERE removed_at IS NULL;
CREATE INDEX evidence_file ON evidence (file_id) WHERE file_id IS NOT NULL;
CREATE TABLE approval (
  assessment_id uuid PRIMARY KEY,
  agency_id     uuid NOT NULL,
  name          text NOT NULL CHECK (name <> ''),
  function      text NOT NULL CHECK (function <> ''),
  date          date NOT NULL,
  evidence_id   uuid,
  FOREIGN KEY (assessment_id, agency_id) REFERENCES assessment (id, agency_id),
  FOREIGN KEY (evidence_id, agency_id) REFERENCES evidence (id, agency_id)
);
`;

const RESULTS = `
CREATE TABLE outcome (
  id            uuid PRIMARY KEY,
  agency_id     uuid NOT NULL,
  assessment_id uuid NOT NULL,
  revision      integer NOT NULL CHECK (revision > 0),
  sha256        text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  -- Text, not jsonb: the hash is over these very bytes.
  body          text NOT NULL,
  created_at    timestamptz NOT NULL DEFAULT now(),
  UNIQUE (id, agency_id),
  UNIQUE (assessment_id, revision),
  FOREIGN KEY (assessment_id, agency_id) REFERENCES assessment (id, agency_id)
);
-- An outcome is some hundred kilobytes and importing makes thousands: lz4 where the server has it, else its default.
DO $$
BEGIN
  ALTER TABLE outcome ALTER COLUMN body SET COMPRESSION lz4;
EXCEPTION WHEN feature_not_supported OR invalid_parameter_value THEN
  RAISE NOTICE 'this server has no lz4';
END $$;
CREATE TABLE decision (
  agency_id    uuid NOT NULL,
  outcome_id   uuid NOT NULL,
  rule_id      text NOT NULL,
  decision     text NOT NULL CHECK (decision IN ('accepted', 'adapted', 'declined')),
  reason       text,
  adapted_text text,
  owner        text,
  due          date,
  revision     integer NOT NULL DEFAULT 1 CHECK (revision > 0),
  decided_by   text NOT NULL,
  decided_at   timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (outcome_id, rule_id),
  FOREIGN KEY (outcome_id, agency_id) REFERENCES outcome (id, agency_id)
);
CREATE TABLE document (
  id             text PRIMARY KEY CHECK (id ~ '^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$'),
  agency_id      uuid NOT NULL REFERENCES agency (id),
  outcome_id     uuid,
  assessment_id  uuid NOT NULL,
  kind           text NOT NULL,
  edition        text NOT NULL,
  language       text NOT NULL,
  state          text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'running', 'ready', 'failed')),
  attempts       integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  requested_by   text NOT NULL,
  requested_at   timestamptz NOT NULL DEFAULT now(),
  started_at     timestamptz,
  finished_at    timestamptz,
  file_id        uuid,
  sha256         text CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  outcome_sha256 text CHECK (outcome_sha256 ~ '^[0-9a-f]{64}$'),
  decisions      jsonb,
  failure        text,
  FOREIGN KEY (assessment_id, agency_id) REFERENCES assessment (id, agency_id),
  FOREIGN KEY (outcome_id, agency_id) REFERENCES outcome (id, agency_id),
  FOREIGN KEY (file_id, agency_id) REFERENCES file (id, agency_id),
  CHECK (state <> 'ready' OR (file_id IS NOT NULL AND sha256 IS NOT NULL)),
  CONSTRAINT document_kind CHECK (
    CASE kind
      WHEN 'outcome'       THEN edition IN ('internal', 'sharing') AND outcome_id IS NOT NULL AND outcome_sha256 IS NOT NULL
      WHEN 'questionnaire' THEN edition IN ('blank', 'filled') AND outcome_id IS NULL
      ELSE false
    END
  )
);
CREATE INDEX document_assessment ON document (assessment_id);
CREATE INDEX document_unfinished ON document (requested_at) WHERE state IN ('queued', 'running');

CREATE TABLE audit (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  agency_id    uuid,
  actor_id     text NOT NULL,
  action       text NOT NULL CHECK (action <> ''),
  subject_kind text NOT NULL,
  subject_id   text NOT NULL,
  at           timestamptz NOT NULL DEFAULT now(),
  detail       jsonb NOT NULL DEFAULT '{}',
  prev_hash    bytea,
  hash         bytea
);
CREATE INDEX audit_agency ON audit (agency_id, at);
CREATE INDEX audit_subject ON audit (subject_kind, subject_id);
`;

/** What was recorded stays as it was recorded: for these tables the applications have no UPDATE and no DELETE. */
const GRANTS = `
GRANT USAGE ON SCHEMA public TO isonomia_app;
GRANT SELECT, INSERT ON audit, answer_history, outcome, instrument_version TO isonomia_app;
GRANT SELECT, INSERT, DELETE ON file, file_chunk TO isonomia_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON installation, region, country, agency, membership, assessment, answer, comment,
  assignment, evidence, approval, decision, document TO isonomia_app;
`;

export class Foundation1795200000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const part of [ROLE, PLACES, FILES, ASSESSMENTS, RESULTS, GRANTS]) await runner.query(part);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE audit, document, decision, outcome, approval, evidence, assignment, comment, answer_history,
      answer, assessment, instrument_version, file_chunk, membership, agency, file, country, region, installation CASCADE`);
  }
}
