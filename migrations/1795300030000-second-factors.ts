import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a person proves beside the password, and in which session it was proved. */
const TABLES = `
ALTER TABLE identity."user" ADD COLUMN "twoFactorEnabled" boolean NOT NULL DEFAULT false;
ALTER TABLE identity."session"
  ADD COLUMN "secondFactorAt" timestamptz,
  ADD COLUMN "provedAt" timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP;

CREATE TABLE identity."twoFactor" (
  "id"                      uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  -- Encrypted with the installation's secret.
  "secret"                  text NOT NULL,
  -- Digests, as JSON.
  "backupCodes"             text NOT NULL,
  "userId"                  uuid NOT NULL UNIQUE REFERENCES identity."user" ("id") ON DELETE CASCADE,
  "verified"                boolean NOT NULL DEFAULT false,
  "failedVerificationCount" integer NOT NULL DEFAULT 0,
  "lockedUntil"             timestamptz
);

-- A code that was accepted is not accepted again while its time runs.
CREATE TABLE identity.used_code (
  user_id uuid NOT NULL REFERENCES identity."user" ("id") ON DELETE CASCADE,
  digest  text NOT NULL,
  until   timestamptz NOT NULL,
  PRIMARY KEY (user_id, digest)
);

CREATE TABLE identity.passkey (
  id            uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  user_id       uuid NOT NULL REFERENCES identity."user" ("id") ON DELETE CASCADE,
  name          text NOT NULL CHECK (name <> '' AND length(name) <= 100),
  credential_id text NOT NULL UNIQUE,
  public_key    bytea NOT NULL,
  counter       bigint NOT NULL CHECK (counter >= 0),
  transports    text[] NOT NULL DEFAULT '{}',
  created_at    timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
  last_used_at  timestamptz
);
CREATE INDEX passkey_user ON identity.passkey (user_id);
`;

/** To the role of the identity pool once it exists, and to the web process while that pool still takes its role. */
const GRANTS = `
DO $$
DECLARE role text;
BEGIN
  FOREACH role IN ARRAY ARRAY['isonomia_app', 'isonomia_identity'] LOOP
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = role)
       AND has_schema_privilege(role, 'identity', 'USAGE') THEN
      EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON
        identity."twoFactor", identity.used_code, identity.passkey TO %I', role);
    END IF;
  END LOOP;
END $$;
`;

export class SecondFactors1795300030000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
    await runner.query(GRANTS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE identity.passkey, identity.used_code, identity."twoFactor";
      ALTER TABLE identity."session" DROP COLUMN "provedAt", DROP COLUMN "secondFactorAt";
      ALTER TABLE identity."user" DROP COLUMN "twoFactorEnabled";`);
  }
}
