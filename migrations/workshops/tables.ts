/** What a group says: each member for themselves, then together. A figure comes from a returned sheet or from the group. */
export const GROUP_WORK = `
CREATE TABLE workshop_answer (
  workshop_id    uuid NOT NULL,
  group_id       uuid NOT NULL,
  participant_id uuid NOT NULL,
  question_id    text NOT NULL CHECK (question_id <> ''),
  -- An entry of an answer file: {"value": …}, {"notApplicable": …} or {"notAvailable": true}.
  answer         jsonb NOT NULL,
  note           text CHECK (note <> ''),
  revision       integer NOT NULL DEFAULT 1 CHECK (revision > 0),
  changed_at     timestamptz NOT NULL,
  PRIMARY KEY (participant_id, question_id),
  FOREIGN KEY (group_id, workshop_id) REFERENCES workshop_group (id, workshop_id) ON DELETE CASCADE,
  FOREIGN KEY (participant_id, workshop_id) REFERENCES workshop_participant (id, workshop_id) ON DELETE CASCADE
);
CREATE INDEX workshop_answer_group ON workshop_answer (group_id, question_id);

CREATE TABLE workshop_consensus (
  workshop_id uuid NOT NULL,
  group_id    uuid NOT NULL,
  question_id text NOT NULL CHECK (question_id <> ''),
  answer      jsonb NOT NULL,
  -- Why, in the group's words.
  note        text CHECK (note <> ''),
  origin      text NOT NULL CHECK (origin IN ('group', 'sheet')),
  revision    integer NOT NULL DEFAULT 1 CHECK (revision > 0),
  -- A participant, or the person who handed the sheet in.
  changed_by  text NOT NULL,
  changed_at  timestamptz NOT NULL,
  PRIMARY KEY (group_id, question_id),
  FOREIGN KEY (group_id, workshop_id) REFERENCES workshop_group (id, workshop_id) ON DELETE CASCADE
);
-- Every text of a consensus there was, with who held it.
CREATE TABLE workshop_consensus_history (
  workshop_id uuid NOT NULL,
  group_id    uuid NOT NULL,
  question_id text NOT NULL,
  revision    integer NOT NULL,
  answer      jsonb NOT NULL,
  note        text,
  origin      text NOT NULL,
  changed_by  text NOT NULL,
  changed_at  timestamptz NOT NULL,
  PRIMARY KEY (group_id, question_id, revision),
  FOREIGN KEY (group_id, workshop_id) REFERENCES workshop_group (id, workshop_id) ON DELETE CASCADE
);

-- Who agreed to which text of it, and what the others hold instead.
CREATE TABLE workshop_agreement (
  workshop_id    uuid NOT NULL,
  group_id       uuid NOT NULL,
  question_id    text NOT NULL,
  participant_id uuid NOT NULL,
  agrees         boolean NOT NULL,
  view           text CHECK (view <> ''),
  -- Of the consensus: said of an older text, it is to be said again.
  of_revision    integer NOT NULL CHECK (of_revision > 0),
  said_at        timestamptz NOT NULL,
  PRIMARY KEY (group_id, question_id, participant_id),
  FOREIGN KEY (group_id, question_id) REFERENCES workshop_consensus (group_id, question_id) ON DELETE CASCADE,
  FOREIGN KEY (group_id, workshop_id) REFERENCES workshop_group (id, workshop_id) ON DELETE CASCADE,
  FOREIGN KEY (participant_id, workshop_id) REFERENCES workshop_participant (id, workshop_id) ON DELETE CASCADE
);

-- Strengths, limitations and proposals; a group's own until it puts one before everybody.
CREATE TABLE workshop_point (
  id             uuid PRIMARY KEY,
  workshop_id    uuid NOT NULL,
  group_id       uuid NOT NULL,
  kind           text NOT NULL CHECK (kind IN ('strength', 'limitation', 'proposal')),
  body           text NOT NULL CHECK (body <> ''),
  addressee      text CHECK (addressee IN ('heads', 'hr', 'commanders', 'ministries', 'organisations', 'networks')),
  dimension_id   text CHECK (dimension_id <> ''),
  -- Of the library, when it was taken from there.
  rule_id        text CHECK (rule_id <> ''),
  participant_id uuid NOT NULL,
  revision       integer NOT NULL DEFAULT 1 CHECK (revision > 0),
  created_at     timestamptz NOT NULL,
  changed_at     timestamptz NOT NULL,
  put_forward_at timestamptz,
  withdrawn_at   timestamptz,
  UNIQUE (id, workshop_id),
  FOREIGN KEY (group_id, workshop_id) REFERENCES workshop_group (id, workshop_id) ON DELETE CASCADE,
  FOREIGN KEY (participant_id, workshop_id) REFERENCES workshop_participant (id, workshop_id) ON DELETE CASCADE
);
CREATE INDEX workshop_point_group ON workshop_point (group_id, created_at);

-- What the group lets be seen. Every choice is kept; the newest counts, and without one nothing leaves the group.
CREATE TABLE workshop_choice (
  id             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  workshop_id    uuid NOT NULL,
  group_id       uuid NOT NULL,
  -- Its profile on the wall; its result in the outcome document.
  about          text NOT NULL CHECK (about IN ('room', 'outcome')),
  choice         text NOT NULL,
  -- Forgotten with the person; what they chose for the group stays, or an older choice would be the newest again.
  participant_id uuid,
  chosen_at      timestamptz NOT NULL,
  FOREIGN KEY (group_id, workshop_id) REFERENCES workshop_group (id, workshop_id) ON DELETE CASCADE,
  FOREIGN KEY (participant_id, workshop_id) REFERENCES workshop_participant (id, workshop_id)
    ON DELETE SET NULL (participant_id),
  CHECK (CASE about WHEN 'room' THEN choice IN ('hidden', 'shown') ELSE choice IN ('withheld', 'counted', 'named') END)
);
CREATE INDEX workshop_choice_newest ON workshop_choice (group_id, about, id DESC);

-- A phone that was away sends again what it does not know to have arrived: each change counts once.
CREATE TABLE workshop_receipt (
  workshop_id    uuid NOT NULL,
  participant_id uuid NOT NULL,
  key            uuid NOT NULL,
  reply          jsonb NOT NULL,
  received_at    timestamptz NOT NULL,
  PRIMARY KEY (participant_id, key),
  FOREIGN KEY (participant_id, workshop_id) REFERENCES workshop_participant (id, workshop_id) ON DELETE CASCADE
);

-- Kept as counts for everybody else: see quiz_tallies.
CREATE TABLE workshop_quiz_sheet (
  workshop_id    uuid NOT NULL,
  participant_id uuid NOT NULL,
  phase          text NOT NULL CHECK (phase IN ('before', 'after')),
  -- Question → option.
  answers        jsonb NOT NULL,
  handed_in_at   timestamptz NOT NULL,
  -- In which they came: clocks may show the same moment twice.
  nr             bigint GENERATED ALWAYS AS IDENTITY,
  PRIMARY KEY (participant_id, phase),
  FOREIGN KEY (participant_id, workshop_id) REFERENCES workshop_participant (id, workshop_id) ON DELETE CASCADE
);
CREATE INDEX workshop_quiz_sheet_workshop ON workshop_quiz_sheet (workshop_id, phase);
`;

/** What everybody in the room reads: the text, what agencies say of it, and what they promise each other. */
export const PLENARY = `
CREATE TABLE workshop_clause (
  id           uuid PRIMARY KEY,
  workshop_id  uuid NOT NULL REFERENCES workshop (id) ON DELETE CASCADE,
  addressee    text NOT NULL CHECK (addressee IN ('heads', 'hr', 'commanders', 'ministries', 'organisations', 'networks')),
  position     integer NOT NULL,
  -- Language → text; at least one.
  texts        jsonb NOT NULL CHECK (texts <> '{}'),
  dimension_id text CHECK (dimension_id <> ''),
  point_id     uuid,
  mark         text NOT NULL DEFAULT 'open' CHECK (mark IN ('open', 'adopted', 'noted', 'reserved')),
  revision     integer NOT NULL DEFAULT 1 CHECK (revision > 0),
  changed_by   text NOT NULL,
  changed_at   timestamptz NOT NULL,
  withdrawn_at timestamptz,
  UNIQUE (id, workshop_id),
  FOREIGN KEY (point_id, workshop_id) REFERENCES workshop_point (id, workshop_id) ON DELETE SET NULL (point_id)
);
CREATE INDEX workshop_clause_workshop ON workshop_clause (workshop_id, addressee, position);
CREATE TABLE workshop_clause_version (
  workshop_id uuid NOT NULL,
  clause_id   uuid NOT NULL,
  revision    integer NOT NULL,
  -- What was done to it. What was said of a clause is told of its words: those of the last one added or changed.
  event       text NOT NULL CHECK (event IN ('added', 'changed', 'marked', 'withdrawn', 'restored')),
  addressee   text NOT NULL,
  texts       jsonb NOT NULL,
  mark        text NOT NULL,
  by          text NOT NULL,
  at          timestamptz NOT NULL,
  PRIMARY KEY (clause_id, revision),
  FOREIGN KEY (clause_id, workshop_id) REFERENCES workshop_clause (id, workshop_id) ON DELETE CASCADE
);
CREATE TABLE workshop_comment (
  id             uuid PRIMARY KEY,
  workshop_id    uuid NOT NULL,
  clause_id      uuid NOT NULL,
  group_id       uuid NOT NULL,
  participant_id uuid,
  body           text NOT NULL CHECK (body <> ''),
  said_at        timestamptz NOT NULL,
  settled_at     timestamptz,
  FOREIGN KEY (clause_id, workshop_id) REFERENCES workshop_clause (id, workshop_id) ON DELETE CASCADE,
  FOREIGN KEY (group_id, workshop_id) REFERENCES workshop_group (id, workshop_id) ON DELETE CASCADE,
  FOREIGN KEY (participant_id, workshop_id) REFERENCES workshop_participant (id, workshop_id)
    ON DELETE SET NULL (participant_id)
);
CREATE INDEX workshop_comment_clause ON workshop_comment (clause_id, said_at);
-- What an agency holds of a clause: one a group, the newest.
CREATE TABLE workshop_position (
  workshop_id    uuid NOT NULL,
  clause_id      uuid NOT NULL,
  group_id       uuid NOT NULL,
  stance         text NOT NULL CHECK (stance IN ('agrees', 'reserves', 'abstains')),
  reason         text CHECK (reason <> ''),
  of_revision    integer NOT NULL CHECK (of_revision > 0),
  participant_id uuid,
  said_at        timestamptz NOT NULL,
  PRIMARY KEY (clause_id, group_id),
  FOREIGN KEY (clause_id, workshop_id) REFERENCES workshop_clause (id, workshop_id) ON DELETE CASCADE,
  FOREIGN KEY (group_id, workshop_id) REFERENCES workshop_group (id, workshop_id) ON DELETE CASCADE,
  FOREIGN KEY (participant_id, workshop_id) REFERENCES workshop_participant (id, workshop_id)
    ON DELETE SET NULL (participant_id),
  CHECK (stance <> 'reserves' OR reason IS NOT NULL)
);
CREATE TABLE workshop_commitment (
  id             uuid PRIMARY KEY,
  workshop_id    uuid NOT NULL,
  group_id       uuid NOT NULL,
  position       integer NOT NULL CHECK (position BETWEEN 1 AND 3),
  what           text NOT NULL CHECK (what <> ''),
  owner          text NOT NULL CHECK (owner <> ''),
  due            date NOT NULL,
  help           text CHECK (help <> ''),
  rule_id        text CHECK (rule_id <> ''),
  participant_id uuid,
  -- In the agency's action plan, once its lead took it there.
  task_id        uuid REFERENCES plan_task (id) ON DELETE SET NULL,
  revision       integer NOT NULL DEFAULT 1 CHECK (revision > 0),
  changed_at     timestamptz NOT NULL,
  UNIQUE (group_id, position),
  FOREIGN KEY (group_id, workshop_id) REFERENCES workshop_group (id, workshop_id) ON DELETE CASCADE,
  FOREIGN KEY (participant_id, workshop_id) REFERENCES workshop_participant (id, workshop_id)
    ON DELETE SET NULL (participant_id)
);
CREATE TABLE workshop_offer (
  id             uuid PRIMARY KEY,
  workshop_id    uuid NOT NULL,
  group_id       uuid NOT NULL,
  kind           text NOT NULL CHECK (kind IN ('offer', 'ask')),
  dimension_id   text NOT NULL CHECK (dimension_id <> ''),
  body           text NOT NULL CHECK (body <> ''),
  state          text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'met', 'withdrawn')),
  participant_id uuid,
  revision       integer NOT NULL DEFAULT 1 CHECK (revision > 0),
  changed_at     timestamptz NOT NULL,
  FOREIGN KEY (group_id, workshop_id) REFERENCES workshop_group (id, workshop_id) ON DELETE CASCADE,
  FOREIGN KEY (participant_id, workshop_id) REFERENCES workshop_participant (id, workshop_id)
    ON DELETE SET NULL (participant_id)
);
CREATE INDEX workshop_offer_workshop ON workshop_offer (workshop_id, dimension_id);
`;

/** What stays: the outcome as it was when it was frozen, and the documents made of it. */
export const PAPERS = `
CREATE TABLE workshop_outcome (
  id          uuid PRIMARY KEY,
  workshop_id uuid NOT NULL REFERENCES workshop (id) ON DELETE CASCADE,
  revision    integer NOT NULL CHECK (revision > 0),
  body        jsonb NOT NULL,
  sha256      text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  -- Agencies whose names, results, promises or reservations stand in it: it goes when one of them is erased.
  agencies    uuid[] NOT NULL,
  frozen_by   text NOT NULL,
  frozen_at   timestamptz NOT NULL,
  UNIQUE (workshop_id, revision),
  UNIQUE (id, workshop_id)
);
CREATE TABLE workshop_document (
  id             text PRIMARY KEY CHECK (id ~ '^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$'),
  workshop_id    uuid NOT NULL,
  outcome_id     uuid,
  kind           text NOT NULL CHECK (kind IN ('outcome', 'certificate')),
  participant_id uuid,
  languages      text[] NOT NULL CHECK (cardinality(languages) BETWEEN 1 AND 2),
  arrangement    text NOT NULL CHECK (arrangement IN ('single', 'side-by-side', 'in-turn')),
  format         text NOT NULL CHECK (format IN ('pdf', 'docx')),
  -- Of a certificate: what it says, kept with it.
  facts          jsonb,
  state          text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'running', 'ready', 'failed')),
  attempts       integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  requested_by   text NOT NULL,
  requested_at   timestamptz NOT NULL,
  started_at     timestamptz,
  finished_at    timestamptz,
  failure        text,
  size           integer CHECK (size > 0),
  sha256         text CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  bytes          bytea,
  FOREIGN KEY (workshop_id) REFERENCES workshop (id) ON DELETE CASCADE,
  FOREIGN KEY (outcome_id, workshop_id) REFERENCES workshop_outcome (id, workshop_id) ON DELETE CASCADE,
  FOREIGN KEY (participant_id, workshop_id) REFERENCES workshop_participant (id, workshop_id) ON DELETE CASCADE,
  CHECK ((kind = 'outcome') = (outcome_id IS NOT NULL)),
  CHECK ((kind = 'certificate') = (participant_id IS NOT NULL)),
  CHECK ((state = 'ready') = (bytes IS NOT NULL AND sha256 IS NOT NULL AND size IS NOT NULL)),
  CHECK ((state = 'failed') = (failure IS NOT NULL))
);
-- A certificate that would say something else by now is another one; the older is superseded.
CREATE UNIQUE INDEX workshop_document_edition ON workshop_document
  (coalesce(outcome_id, participant_id), languages, arrangement, format, md5(coalesce(facts::text, '')));
CREATE INDEX workshop_document_workshop ON workshop_document (workshop_id);
CREATE INDEX workshop_document_sha256 ON workshop_document (sha256) WHERE state = 'ready';
ALTER TABLE workshop_document ALTER COLUMN bytes SET STORAGE EXTERNAL;
`;
