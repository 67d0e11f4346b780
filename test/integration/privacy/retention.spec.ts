import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { KeepRetention, RETENTION_CLASSES, type RetentionClass } from '@isonomia/application';
import { readConfig } from '@isonomia/config';
import { FolderMailer, MailFolderReader } from '@isonomia/mail';
import { createPorts } from '@isonomia/persistence';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { retainDaily } from '../../../apps/worker/src/retaining.js';
import { asOwner, createTestDatabase, type TestDatabase } from '../../support/database.js';

const DAYS = readConfig({}).retention;
const AGENCY = '00000000-0000-7000-8000-0000000000a1';
const ASSESSMENT = '00000000-0000-7000-8000-0000000000b1';
const PERSON = '00000000-0000-7000-8000-0000000000c1';

const PLACE = `
  INSERT INTO region (id, name) VALUES ('${AGENCY}', 'North');
  INSERT INTO country (id, region_id, code, name) VALUES ('${AGENCY}', '${AGENCY}', 'XA', 'Arden');
  INSERT INTO agency (id, country_id, type, name) VALUES ('${AGENCY}', '${AGENCY}', 'police', 'One');
  INSERT INTO instrument_version (instrument_id, version, sha256, body) VALUES ('i', '1', repeat('0', 64), '{}');
  INSERT INTO assessment (id, agency_id, instrument_id, instrument_version, variant, agency_type, title, created_by)
    VALUES ('${ASSESSMENT}', '${AGENCY}', 'i', '1', 'full', 'police', 'T', 'asha');
  INSERT INTO identity."user" (id, name, email, "emailVerified") VALUES ('${PERSON}', 'Asha', 'asha@example.org', true);
`;

/** Of each class something that ended at a time; and what never ends by itself, however old it is. */
const ENDED: Readonly<Record<RetentionClass, (at: string, n: number) => string>> = {
  sessions: (at, n) =>
    `INSERT INTO identity.session ("expiresAt", token, "updatedAt", "userId") VALUES (${at}, 'token ${n}', ${at}, '${PERSON}')`,
  signInTries: (at, n) =>
    `INSERT INTO identity.sign_in_try (kind, key, tries, window_ends) VALUES ('account', 'key ${n}', 1, ${at})`,
  verifications: (at, n) => `
    INSERT INTO identity.verification (identifier, value, "expiresAt") VALUES ('i', 'v', ${at});
    INSERT INTO identity.password_reset (token_sha256, user_id, expires_at) VALUES (sha256('${n}'), '${PERSON}', ${at});
    INSERT INTO identity.used_code (user_id, digest, until) VALUES ('${PERSON}', '${n}', ${at})`,
  invitations: (at, n) => `
    INSERT INTO invitation (id, email, role, agency_id, language, token_sha256, invited_by, invited_at, expires_at)
      VALUES (gen_random_uuid(), 'a${n}@example.org', 'contributor', '${AGENCY}', 'en', encode(sha256('${n}'), 'hex'), 'asha',
        ${at} - interval '7 days', ${at});
    INSERT INTO invitation (id, email, role, agency_id, language, token_sha256, invited_by, invited_at, expires_at, accepted_at, accepted_by)
      VALUES (gen_random_uuid(), 'b${n}@example.org', 'contributor', '${AGENCY}', 'en', encode(sha256('b${n}'), 'hex'), 'asha',
        ${at} - interval '1 day', ${at} + interval '3000 days', ${at}, 'fay')`,
  mails: (at) => `INSERT INTO mail (id, recipient, language, template, params, state, changed_at)
    VALUES (gen_random_uuid(), 'asha@example.org', 'en', 'invitation', '{}', 'sent', ${at}),
      (gen_random_uuid(), 'asha@example.org', 'en', 'invitation', '{}', 'failed', ${at})`,
  drafts: (
    at,
    n,
  ) => `INSERT INTO answer_draft (agency_id, assessment_id, question_id, fields, mark, from_revision, kept_by, kept_at)
    VALUES ('${AGENCY}', '${ASSESSMENT}', 'Q${n}', '{}', 1, 0, 'asha', ${at})`,
  removedFiles: (at, n) => `
    INSERT INTO file (id, agency_id, name, media_type, size, sha256)
      VALUES (md5('f${n}')::uuid, '${AGENCY}', 'f${n}', 'text/plain', 1, repeat('0', 64));
    INSERT INTO file_chunk VALUES (md5('f${n}')::uuid, '${AGENCY}', 0, 'x');
    INSERT INTO evidence (id, agency_id, assessment_id, kind, title, file_id, created_by, removed_at)
      VALUES (gen_random_uuid(), '${AGENCY}', '${ASSESSMENT}', 'file', 'T', md5('f${n}')::uuid, 'asha', ${at})`,
  accessTokens: (at, n) => `
    INSERT INTO identity.access_token (id, user_id, name, token_sha256, scopes, created_at, expires_at)
      VALUES (gen_random_uuid(), '${PERSON}', 'expired', sha256('e${n}'), '{a}', ${at} - interval '5 days', ${at});
    INSERT INTO identity.access_token (id, user_id, name, token_sha256, scopes, created_at, expires_at, revoked_at)
      VALUES (gen_random_uuid(), '${PERSON}', 'revoked', sha256('r${n}'), '{a}', ${at} - interval '5 days', ${at} + interval '200 days', ${at})`,
  personalLinks: (at, n) => `
    INSERT INTO personal_link (id, agency_id, reports, editable, recipient, language, token_sha256, given_by, given_at, expires_at)
      VALUES (gen_random_uuid(), '${AGENCY}', true, true, 'R', 'en', encode(sha256('l${n}'), 'hex'), 'asha', ${at} - interval '7 days', ${at});
    INSERT INTO personal_link (id, agency_id, reports, editable, recipient, language, token_sha256, given_by, given_at, expires_at,
      revoked_at, revoked_by)
      VALUES (gen_random_uuid(), '${AGENCY}', true, true, 'R', 'en', encode(sha256('k${n}'), 'hex'), 'asha', ${at} - interval '7 days',
        ${at} + interval '170 days', ${at}, 'asha')`,
  workshopPeople: (at, n) => `
    INSERT INTO workshop (id, region_id, title, place, starts_on, ends_on, time_zone, instrument_id, instrument_version, variant,
      reference_from, reference_to, languages, join_code, created_by, created_at)
      VALUES (md5('w${n}')::uuid, '${AGENCY}', 'W', 'P', (${at})::date - ${2 - n}, (${at})::date - ${2 - n}, 'UTC', 'i', '1', 'core',
        '2025-01-01', '2025-12-31', '{en}', 'AAAA-AAA${n}', 'asha', ${at});
    INSERT INTO workshop_participant (id, workshop_id, name, organisation, sex, language, badge_code, created_at)
      VALUES (md5('w${n}')::uuid, md5('w${n}')::uuid, 'Bo', 'O', 'man', 'en', 'BBBB-BBB${n}', ${at});
    INSERT INTO workshop_attendance VALUES (md5('w${n}')::uuid, md5('w${n}')::uuid, (${at})::date - 1, 'seen', ${at})`,
  failedDocuments: (at, n) => `INSERT INTO document
      (id, agency_id, assessment_id, kind, edition, languages, state, requested_by, requested_at, finished_at)
    VALUES ('AAAA-AAAA-AAA${n}', '${AGENCY}', '${ASSESSMENT}', 'questionnaire', 'blank', '{en}', 'failed', 'asha', ${at}, ${at})`,
  erasureRequests: (at) => `INSERT INTO agency_erasure VALUES ('${AGENCY}', 'asha', ${at} - interval '7 days', ${at})
    ON CONFLICT DO NOTHING`,
};
/** How many rows of one go are due. */
const DUE: Readonly<Record<RetentionClass, number>> = {
  sessions: 1,
  signInTries: 1,
  verifications: 3,
  invitations: 2,
  mails: 2,
  drafts: 1,
  removedFiles: 1,
  accessTokens: 2,
  personalLinks: 2,
  workshopPeople: 1,
  failedDocuments: 1,
  erasureRequests: 1,
};

/** Years old, and of no class: neither of these ever goes by itself. */
const NEVER = `
  INSERT INTO mail (id, recipient, language, template, params, state, changed_at)
    VALUES (gen_random_uuid(), 'asha@example.org', 'en', 'invitation', '{}', 'queued', now() - interval '9 years');
  INSERT INTO file (id, agency_id, name, media_type, size, sha256)
    VALUES ('${AGENCY}', '${AGENCY}', 'standing', 'text/plain', 1, repeat('0', 64));
  INSERT INTO evidence (id, agency_id, assessment_id, kind, title, file_id, created_by, created_at)
    VALUES (gen_random_uuid(), '${AGENCY}', '${ASSESSMENT}', 'file', 'T', '${AGENCY}', 'asha', now() - interval '9 years');
  INSERT INTO document (id, agency_id, assessment_id, kind, edition, languages, state, requested_by, requested_at)
    VALUES ('BBBB-BBBB-BBBB', '${AGENCY}', '${ASSESSMENT}', 'questionnaire', 'blank', '{en}', 'queued', 'asha', now() - interval '9 years');
  INSERT INTO answer (agency_id, assessment_id, question_id, body, changed_by, changed_at)
    VALUES ('${AGENCY}', '${ASSESSMENT}', 'Q', '{}', 'asha', now() - interval '9 years');
  INSERT INTO comment (id, agency_id, assessment_id, question_id, author_id, text, at)
    VALUES (gen_random_uuid(), '${AGENCY}', '${ASSESSMENT}', 'Q', 'asha', 'T', now() - interval '9 years');
  INSERT INTO audit (agency_id, actor_id, action, subject_kind, subject_id, at)
    VALUES ('${AGENCY}', 'asha', 'comment.written', 'assessment', 'x', now() - interval '9 years');
`;

describe('what is kept long enough', () => {
  let database: TestDatabase;
  let folder: string;
  let retention: KeepRetention;
  const run = (sql: string): Promise<unknown> => asOwner(database.address, (client) => client.query(sql));
  /** Every row there is, but of the audit. */
  const rows = (): Promise<ReadonlyMap<string, number>> =>
    asOwner(database.address, async (client) => {
      const { rows: tables } = await client.query<{ name: string }>(
        `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
         WHERE schemaname IN ('public', 'identity') AND tablename <> 'audit' ORDER BY 1`,
      );
      const counts = tables.map(({ name }) => `SELECT '${name}' AS name, count(*)::int AS n FROM ${name}`);
      const found = await client.query<{ name: string; n: number }>(counts.join(' UNION ALL '));
      return new Map(found.rows.map(({ name, n }) => [name, n]));
    });
  const counted = (list: Awaited<ReturnType<KeepRetention['execute']>>): Readonly<Record<string, number>> =>
    Object.fromEntries(list.map(({ class: name, due }) => [name, due]));
  const audited = (): Promise<readonly unknown[]> =>
    asOwner(database.address, async (client) => {
      const sql = `SELECT actor_id, subject_id, detail FROM audit WHERE action = 'retention.purged' ORDER BY id`;
      return (await client.query<object>(sql)).rows;
    });
  const nothing = Object.fromEntries(RETENTION_CLASSES.map((one) => [one, 0]));

  beforeEach(async () => {
    database = await createTestDatabase();
    folder = mkdtempSync(path.join(tmpdir(), 'isonomia-retention-'));
    const { unitOfWork, retention: store, audit, clock } = createPorts(database.operator);
    retention = new KeepRetention(unitOfWork, store, new MailFolderReader(folder), audit, clock);
    await run(PLACE + NEVER);
  });
  afterEach(async () => {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const plant = async (side: 'due' | 'not yet'): Promise<void> => {
    for (const one of RETENTION_CLASSES) {
      const hour = side === 'due' ? '- interval' : '+ interval';
      const at = `(now() - interval '${DAYS[one]} days' ${hour} '1 hour')`;
      await run(ENDED[one](at, side === 'due' ? 1 : 2));
    }
  };

  it('is counted and not touched unless it is to be purged', async () => {
    await plant('due');
    const before = await rows();
    expect(counted(await retention.execute({ days: DAYS, purge: false }))).toEqual(DUE);
    expect(await rows()).toEqual(before);
    expect(await audited()).toEqual([]);
  });

  it('goes, of every class, an hour after its time; and nothing an hour before it, nor what is of no class', async () => {
    const others = await rows();
    await plant('due');
    expect(await rows()).not.toEqual(others);
    expect(counted(await retention.execute({ days: DAYS, purge: true }))).toEqual(DUE);
    // The row of removed evidence stays, without its file, and the workshop without its people.
    const expected = new Map(others).set('public.evidence', (others.get('public.evidence') ?? 0) + 1);
    expected.set('public.workshop', 1);
    expect(await rows()).toEqual(expected);
    expect(await audited()).toEqual(
      RETENTION_CLASSES.map((one) => ({ actor_id: 'system', subject_id: one, detail: { rows: DUE[one] } })),
    );

    await plant('not yet');
    const fresh = await rows();
    expect(counted(await retention.execute({ days: DAYS, purge: true }))).toEqual(nothing);
    expect(await rows()).toEqual(fresh);
    expect(await audited()).toHaveLength(RETENTION_CLASSES.length);
  });

  it('includes letters that stayed on this machine', async () => {
    const at = (days: number): number => Date.now() - days * 86_400_000;
    for (const days of [DAYS.mails + 1, DAYS.mails - 1]) {
      const letter = {
        id: randomUUID(),
        to: 'asha@example.org',
        language: 'en',
        subject: 'S',
        text: 'T',
        html: '<p>T</p>',
      };
      await new FolderMailer(folder, () => at(days)).send(letter as never, () => Promise.resolve());
    }
    expect(counted(await retention.execute({ days: DAYS, purge: true }))).toEqual({ ...nothing, mails: 1 });
    expect(readdirSync(folder)).toHaveLength(1);
  });

  it('is not in the web’s power: its role deletes nothing of this by itself', async () => {
    const { unitOfWork, retention: store } = createPorts(database.dataSource);
    const purge = (one: RetentionClass) =>
      unitOfWork.run({ actor: 'web' as never }, (tx) => store.purge(tx, one, new Date()));
    await plant('due');
    const before = await rows();
    for (const one of RETENTION_CLASSES) await purge(one).catch(() => undefined);
    expect(await rows()).toEqual(before);
  });

  it('goes by itself in the worker, soon after it started', async () => {
    await plant('due');
    const daily = retainDaily(retention, DAYS, { first: 0 });
    try {
      for (let tries = 0; (await audited()).length < RETENTION_CLASSES.length && tries < 200; tries += 1)
        await new Promise((resolve) => setTimeout(resolve, 25));
    } finally {
      await daily.close();
    }
    expect(counted(await retention.execute({ days: DAYS, purge: false }))).toEqual(nothing);
  });
});
