import type { MigrationInterface, QueryRunner } from 'typeorm';

const MAIL = `
CREATE TABLE mail (
  id         uuid PRIMARY KEY,
  recipient  text NOT NULL CHECK (recipient !~ '[[:cntrl:][:space:]]'),
  language   text NOT NULL,
  template   text NOT NULL,
  -- Secret links among them: emptied when the mail has gone or was given up.
  params     jsonb NOT NULL CHECK (jsonb_typeof(params) = 'object'),
  state      text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'sending', 'handed-over', 'sent', 'failed')),
  attempts   integer NOT NULL DEFAULT 0,
  failure    text,
  created_at timestamptz NOT NULL DEFAULT now(),
  changed_at timestamptz NOT NULL DEFAULT now(),
  CHECK (state NOT IN ('sent', 'failed') OR params = '{}')
);
CREATE INDEX mail_changed ON mail (changed_at);
`;

/** Links to a new password, and tokens of programs. Of both only a digest is kept: a copy of the table opens nothing. */
const CREDENTIALS = `
CREATE TABLE identity.password_reset (
  token_sha256 bytea PRIMARY KEY CHECK (length(token_sha256) = 32),
  user_id      uuid NOT NULL REFERENCES identity."user" (id) ON DELETE CASCADE,
  expires_at   timestamptz NOT NULL,
  created_at   timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX password_reset_user ON identity.password_reset (user_id);

CREATE TABLE identity.access_token (
  id           uuid PRIMARY KEY,
  user_id      uuid NOT NULL REFERENCES identity."user" (id) ON DELETE CASCADE,
  name         text NOT NULL CHECK (name <> ''),
  token_sha256 bytea NOT NULL UNIQUE CHECK (length(token_sha256) = 32),
  scopes       text[] NOT NULL CHECK (cardinality(scopes) > 0),
  created_at   timestamptz NOT NULL DEFAULT now(),
  expires_at   timestamptz NOT NULL CHECK (expires_at <= created_at + interval '366 days'),
  last_used_at timestamptz,
  revoked_at   timestamptz
);
CREATE INDEX access_token_user ON identity.access_token (user_id);
`;

/** The web process may post a mail and never read one: the links in them belong to whoever owns the mailbox. */
const GRANTS = `
GRANT INSERT ON mail TO isonomia_app;
GRANT SELECT, UPDATE, DELETE ON mail TO isonomia_operator;
GRANT SELECT, INSERT, UPDATE, DELETE ON identity.password_reset, identity.access_token TO isonomia_identity;
`;

export class MailAndTokens1795300020000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const part of [MAIL, CREDENTIALS, GRANTS]) await runner.query(part);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE identity.access_token, identity.password_reset, mail');
  }
}
