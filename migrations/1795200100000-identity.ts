import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tables as the account library names and types them, in a schema of their own; and the count of sign-in tries. */
const TABLES = `
CREATE SCHEMA identity;
CREATE TABLE identity."user" (
  "id"            uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  "name"          text NOT NULL,
  "email"         text NOT NULL UNIQUE,
  "emailVerified" boolean NOT NULL,
  "image"         text,
  "createdAt"     timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updatedAt"     timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "language"      text,
  "disabledAt"    timestamptz
);
CREATE TABLE identity."session" (
  "id"        uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  "expiresAt" timestamptz NOT NULL,
  "token"     text NOT NULL UNIQUE,
  "createdAt" timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updatedAt" timestamptz NOT NULL,
  "ipAddress" text,
  "userAgent" text,
  "userId"    uuid NOT NULL REFERENCES identity."user" ("id") ON DELETE CASCADE
);
CREATE TABLE identity."account" (
  "id"                    uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  "accountId"             text NOT NULL,
  "providerId"            text NOT NULL,
  "userId"                uuid NOT NULL REFERENCES identity."user" ("id") ON DELETE CASCADE,
  "accessToken"           text,
  "refreshToken"          text,
  "idToken"               text,
  "accessTokenExpiresAt"  timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  "scope"                 text,
  "password"              text,
  "createdAt"             timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updatedAt"             timestamptz NOT NULL
);
CREATE TABLE identity."verification" (
  "id"         uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  "identifier" text NOT NULL,
  "value"      text NOT NULL,
  "expiresAt"  timestamptz NOT NULL,
  "createdAt"  timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updatedAt"  timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX "session_userId_idx" ON identity."session" ("userId");
CREATE INDEX "account_userId_idx" ON identity."account" ("userId");
CREATE INDEX "verification_identifier_idx" ON identity."verification" ("identifier");

CREATE TABLE identity.sign_in_try (
  kind        text NOT NULL CHECK (kind IN ('account', 'address')),
  -- A digest: neither mail addresses nor network addresses lie readable in a table of failures.
  key         text NOT NULL,
  tries       integer NOT NULL CHECK (tries > 0),
  window_ends timestamptz NOT NULL,
  PRIMARY KEY (kind, key)
);
CREATE INDEX sign_in_try_window ON identity.sign_in_try (window_ends);
`;

const GRANTS = `
GRANT USAGE ON SCHEMA identity TO isonomia_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA identity TO isonomia_app;
`;

export class Identity1795200100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
    await runner.query(GRANTS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA identity CASCADE');
  }
}
