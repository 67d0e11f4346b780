import type { MigrationInterface, QueryRunner } from 'typeorm';
import { eraseWithAgency, forgetWithAgency } from './erasing.js';
import { exposeTenantTable, ownedByOperator } from './tenant-policy.js';
import { GROUP_FUNCTIONS, GROUP_FUNCTIONS_OF_OPERATOR, SAID_FUNCTIONS } from './workshops/group-work.js';
import { IN_THE_ROOM, KEEPING, ROOM_FUNCTIONS } from './workshops/functions.js';
import { PAPER_FUNCTION_NAMES, PAPER_FUNCTIONS } from './workshops/papers.js';
import { POLICIES, TABLES_OF_THE_ROOM } from './workshops/policies.js';
import { GROUP_WORK, PAPERS, PLENARY } from './workshops/tables.js';

/** Who meets where, when and about what; and the groups that they work in. */
const WORKSHOPS = `
CREATE TABLE workshop (
  id                 uuid PRIMARY KEY,
  region_id          uuid NOT NULL REFERENCES region (id),
  title              text NOT NULL CHECK (title <> ''),
  place              text NOT NULL CHECK (place <> ''),
  starts_on          date NOT NULL,
  ends_on            date NOT NULL CHECK (ends_on >= starts_on AND ends_on < starts_on + 14),
  time_zone          text NOT NULL,
  organisers         text[] NOT NULL DEFAULT '{}',
  donors             text[] NOT NULL DEFAULT '{}',
  purpose            text CHECK (purpose <> ''),
  instrument_id      text NOT NULL,
  instrument_version text NOT NULL,
  variant            text NOT NULL CHECK (variant <> ''),
  reference_from     date NOT NULL,
  reference_to       date NOT NULL CHECK (reference_to >= reference_from),
  languages          text[] NOT NULL CHECK (cardinality(languages) BETWEEN 1 AND 12),
  quiz               boolean NOT NULL DEFAULT false,
  state              text NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'open', 'closed')),
  -- Shown on the wall for everybody in the room: opens the list of free seats, and nothing while joining is shut.
  join_code          text NOT NULL UNIQUE CHECK (join_code ~ '^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$'),
  joining            boolean NOT NULL DEFAULT false,
  -- What is on: the point of the agenda, and the clock, running until a moment or stopped with seconds left.
  session_id         uuid,
  timer_ends_at      timestamptz,
  timer_left         integer CHECK (timer_left >= 0),
  clauses_locked_at  timestamptz,
  -- Its joint figures stood in an outcome that went with an agency: counting the others again would show what is left of it.
  figures_forgotten  boolean NOT NULL DEFAULT false,
  opened_at          timestamptz,
  closed_at          timestamptz,
  created_by         text NOT NULL,
  created_at         timestamptz NOT NULL,
  revision           integer NOT NULL DEFAULT 1 CHECK (revision > 0),
  FOREIGN KEY (instrument_id, instrument_version) REFERENCES instrument_version (instrument_id, version),
  CHECK ((state = 'closed') = (closed_at IS NOT NULL)),
  CHECK (timer_ends_at IS NULL OR timer_left IS NULL),
  CHECK (NOT joining OR state = 'open')
);
CREATE INDEX workshop_region ON workshop (region_id);

CREATE TABLE workshop_session (
  id          uuid PRIMARY KEY,
  workshop_id uuid NOT NULL REFERENCES workshop (id) ON DELETE CASCADE,
  day         date NOT NULL,
  -- Local time of the place.
  starts      time NOT NULL,
  ends        time NOT NULL CHECK (ends > starts),
  title       text NOT NULL CHECK (title <> ''),
  kind        text NOT NULL CHECK (kind IN ('talk', 'answering', 'groups', 'clauses', 'commitments', 'quiz', 'break')),
  UNIQUE (id, workshop_id)
);
CREATE INDEX workshop_session_workshop ON workshop_session (workshop_id, day, starts);
ALTER TABLE workshop ADD CONSTRAINT workshop_current_session
  FOREIGN KEY (session_id, id) REFERENCES workshop_session (id, workshop_id);

-- An agency's own people answer; mixed groups propose; guests of organisations comment and offer.
CREATE TABLE workshop_group (
  id          uuid PRIMARY KEY,
  workshop_id uuid NOT NULL REFERENCES workshop (id) ON DELETE CASCADE,
  kind        text NOT NULL CHECK (kind IN ('agency', 'mixed', 'guests')),
  name        text NOT NULL CHECK (name <> ''),
  agency_id   uuid REFERENCES agency (id),
  position    integer NOT NULL,
  created_at  timestamptz NOT NULL,
  -- When its data sheet was sent, and when it came back; the file itself is not kept.
  sheet_sent_at     timestamptz,
  sheet_returned_at timestamptz,
  UNIQUE (id, workshop_id),
  UNIQUE (workshop_id, name),
  UNIQUE (workshop_id, agency_id),
  CHECK ((kind = 'agency') = (agency_id IS NOT NULL))
);
CREATE INDEX workshop_group_agency ON workshop_group (agency_id);

CREATE TABLE workshop_participant (
  id              uuid PRIMARY KEY,
  workshop_id     uuid NOT NULL REFERENCES workshop (id) ON DELETE CASCADE,
  name            text NOT NULL CHECK (name <> ''),
  country_id      uuid REFERENCES country (id),
  agency_id       uuid REFERENCES agency (id),
  -- Of guests, whose organisation is no agency of the region.
  organisation    text CHECK (organisation <> ''),
  function        text CHECK (function <> ''),
  sex             text NOT NULL CHECK (sex IN ('woman', 'man', 'unstated')),
  language        text NOT NULL CHECK (language <> ''),
  email           text CHECK (email <> ''),
  agency_group_id uuid,
  mixed_group_id  uuid,
  -- On their own badge: whoever holds it is let in as this person.
  badge_code      text NOT NULL UNIQUE CHECK (badge_code ~ '^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$'),
  -- SHA-256 of the secret on their phone. A new phone takes the seat from the old one.
  seat_sha256     text UNIQUE CHECK (seat_sha256 ~ '^[0-9a-f]{64}$'),
  joined_at       timestamptz,
  seen_at         timestamptz,
  removed_at      timestamptz,
  -- What they agreed to have listed on the network page, and when.
  focal_point     boolean NOT NULL DEFAULT false,
  contact         text CHECK (contact <> ''),
  listed_at       timestamptz,
  created_at      timestamptz NOT NULL,
  revision        integer NOT NULL DEFAULT 1 CHECK (revision > 0),
  UNIQUE (id, workshop_id),
  FOREIGN KEY (agency_group_id, workshop_id) REFERENCES workshop_group (id, workshop_id),
  FOREIGN KEY (mixed_group_id, workshop_id) REFERENCES workshop_group (id, workshop_id),
  CHECK (agency_id IS NULL OR organisation IS NULL),
  CHECK (agency_id IS NOT NULL OR organisation IS NOT NULL),
  CHECK (listed_at IS NULL OR contact IS NOT NULL)
);
CREATE INDEX workshop_participant_workshop ON workshop_participant (workshop_id);
CREATE INDEX workshop_participant_agency ON workshop_participant (agency_id);
CREATE INDEX workshop_participant_agency_group ON workshop_participant (agency_group_id);
CREATE INDEX workshop_participant_mixed_group ON workshop_participant (mixed_group_id);

CREATE TABLE workshop_attendance (
  workshop_id    uuid NOT NULL,
  participant_id uuid NOT NULL,
  day            date NOT NULL,
  -- Their phone came, or somebody saw them.
  source         text NOT NULL CHECK (source IN ('joined', 'seen')),
  noted_at       timestamptz NOT NULL,
  PRIMARY KEY (participant_id, day),
  FOREIGN KEY (participant_id, workshop_id) REFERENCES workshop_participant (id, workshop_id) ON DELETE CASCADE
);
CREATE INDEX workshop_attendance_workshop ON workshop_attendance (workshop_id, day);
`;

/** Of an agency that is erased: its groups with all they said, its people, and every outcome that speaks of it. */
const ERASED = { beforeAssessments: ['workshop_participant', 'workshop_group'] };
const FORGET = `
CREATE FUNCTION forget_workshop_outcomes() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE public.workshop w SET figures_forgotten = true WHERE EXISTS (SELECT FROM public.workshop_outcome o
    WHERE o.workshop_id = w.id AND o.agencies @> ARRAY[OLD.id] AND o.body->'outcome'->'figures'->>'state' = 'shown');
  DELETE FROM public.workshop_outcome o WHERE o.agencies @> ARRAY[OLD.id];
  RETURN OLD;
END $$;
`;
const FORGOTTEN =
  'CREATE TRIGGER workshop_outcomes BEFORE DELETE ON agency FOR EACH ROW EXECUTE FUNCTION forget_workshop_outcomes()';

const TABLES = [...TABLES_OF_THE_ROOM].reverse();
const PARTS = [WORKSHOPS, GROUP_WORK, PLENARY, PAPERS, KEEPING, IN_THE_ROOM, GROUP_FUNCTIONS, FORGET, PAPER_FUNCTIONS];
const FUNCTIONS = [
  ...ROOM_FUNCTIONS,
  ...GROUP_FUNCTIONS_OF_OPERATOR,
  ...PAPER_FUNCTION_NAMES,
  'forget_workshop_outcomes()',
];

export class Workshops1795600000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const part of PARTS) await runner.query(part);
    await runner.query(POLICIES);
    await runner.query(ownedByOperator(FUNCTIONS));
    await runner.query(FORGOTTEN);
    await runner.query(eraseWithAgency(ERASED));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(forgetWithAgency(ERASED));
    await runner.query('DROP TRIGGER workshop_outcomes ON agency');
    await runner.query('ALTER TABLE workshop DROP CONSTRAINT workshop_current_session');
    for (const table of TABLES) await runner.query(exposeTenantTable(table));
    await runner.query(`DROP TABLE ${TABLES.join(', ')}`);
    await runner.query(`DROP FUNCTION ${[...SAID_FUNCTIONS, ...FUNCTIONS, 'tell_workshop()'].join(', ')}`);
  }
}
