import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { certificateFiles } from '../../../test/support/certificates.js';
import { InvalidConfig } from './config.js';
import { readConfig } from './read-config.js';
import { loadSecrets } from './secrets.js';
import type { Environment } from './settings.js';

const faultsOf = (env: Environment): readonly string[] => {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof InvalidConfig) return error.faults.map((fault) => fault.setting);
    throw error;
  }
  return [];
};

const keys = mkdtempSync(path.join(tmpdir(), 'isonomia keys '));
afterAll(() => rmSync(keys, { recursive: true }));
const PRODUCTION: Environment = {
  ...(await certificateFiles(keys, { strength: 'P-256' })),
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://isonomia.example',
  AUTH_SECRET: 'q8Jx0vN2mR5tY7uB1cD4eF6gH9kL3pZs',
  AUDIT_SECRET: 'w3Kd8sLq1Zx6Vb0Nm5Rt9Yp2Hg7Jf4Ce',
  MAIL_URL: 'smtps://user:pass@mail.example',
  MAIL_FROM: 'Isonomia <no-reply@isonomia.example>',
  TRUST_PROXY: '1',
  SECURITY_CONTACT: 'mailto:security@isonomia.example',
};

describe('the settings', () => {
  it('need nothing in development', () => {
    expect(readConfig({ ISONOMIA_ROOT: '/srv/iso nomia' })).toMatchObject({
      mode: 'development',
      port: 3000,
      host: 'localhost',
      dataDir: '/srv/iso nomia/.data',
      publicUrl: 'http://localhost:3000',
      trustProxy: false,
      demo: true,
    });
  });

  it('keep each class for as long as they say, and no draft for less than a month', () => {
    const { retention } = readConfig({ RETAIN_MAILS_DAYS: '0', RETAIN_DRAFTS_DAYS: '40' });
    expect(retention).toMatchObject({ mails: 0, drafts: 40, sessions: 7, invitations: 90 });
    expect(faultsOf({ RETAIN_DRAFTS_DAYS: '7', RETAIN_REMOVED_FILES_DAYS: '0', RETAIN_MAILS_DAYS: 'never' })).toEqual([
      'RETAIN_MAILS_DAYS',
      'RETAIN_DRAFTS_DAYS',
      'RETAIN_REMOVED_FILES_DAYS',
    ]);
  });

  it('report every fault at once', () => {
    const env = {
      PORT: '70000',
      LOG_LEVEL: 'loud',
      TRUST_PROXY: 'true',
      DATABASE_URL: 'mysql://x/y',
      TLS_CERT: 'a.pem',
    };
    expect(faultsOf(env)).toEqual(
      expect.arrayContaining(['PORT', 'LOG_LEVEL', 'TRUST_PROXY', 'DATABASE_URL', 'TLS_KEY']),
    );
  });

  it('never repeat a password in a fault', () => {
    expect(() => readConfig({ DATABASE_URL: 'mysql://root:hunter2@x/y', MAIL_URL: 'http://u:hunter2@x' })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('hunter2') }),
    );
  });

  it('take a provider for single sign-on whole or not at all', () => {
    const provider = {
      OIDC_ISSUER: 'https://id.example.org',
      OIDC_CLIENT_ID: 'isonomia',
      OIDC_CLIENT_SECRET: 'hunter2',
      OIDC_NAME: 'the Ministry',
    };
    expect(readConfig({}).provider).toBeUndefined();
    expect(readConfig(provider).provider).toEqual({
      issuer: 'https://id.example.org',
      clientId: 'isonomia',
      clientSecret: 'hunter2',
      name: 'the Ministry',
    });
    expect(faultsOf({ ...provider, OIDC_CLIENT_SECRET: undefined, OIDC_NAME: '' })).toEqual([
      'OIDC_CLIENT_SECRET',
      'OIDC_NAME',
    ]);
    expect(faultsOf({ ...provider, OIDC_ISSUER: 'http://id.example.org' })).toEqual(['OIDC_ISSUER']);
    expect(faultsOf({ ...provider, OIDC_ISSUER: 'http://localhost:4000' })).toEqual([]);
  });

  it('take an empty setting for an absent one', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: ' ' })).toMatchObject({ port: 3000 });
    expect(readConfig({ DATABASE_URL: ' ' }).databaseUrl).toBeUndefined();
  });

  it('take another user of the database for the web, beside its owner', () => {
    const DATABASE_URL = 'postgres://owner@x/isonomia';
    const WEB_DATABASE_URL = 'postgres://web@x/isonomia';
    expect(readConfig({ DATABASE_URL, WEB_DATABASE_URL }).webDatabaseUrl).toBe(WEB_DATABASE_URL);
    expect(() => readConfig({ WEB_DATABASE_URL })).toThrow('WEB_DATABASE_URL: needs DATABASE_URL');
  });

  it('read proxies as hops or as addresses', () => {
    expect(readConfig({ TRUST_PROXY: '2' }).trustProxy).toBe(2);
    expect(readConfig({ TRUST_PROXY: '10.0.0.0/8, ::1' }).trustProxy).toEqual(['10.0.0.0/8', '::1']);
  });
});

describe('production', () => {
  it('boots with every setting it needs', () => {
    expect(readConfig(PRODUCTION)).toMatchObject({ mode: 'production', demo: false });
  });

  it('names everything that is missing', () => {
    expect(faultsOf({ NODE_ENV: 'production' })).toEqual([
      'SIGNING_KEY',
      'PUBLIC_URL',
      'AUTH_SECRET',
      'AUDIT_SECRET',
      'MAIL_URL',
      'MAIL_FROM',
      'SECURITY_CONTACT',
      'TLS_CERT',
    ]);
  });

  it.each([
    ['a demo with public passwords', { DEMO: 'on' }, 'DEMO'],
    ['a short secret', { AUTH_SECRET: 'secret' }, 'AUTH_SECRET'],
    ['a long secret of one letter', { AUTH_SECRET: 'a'.repeat(64) }, 'AUTH_SECRET'],
    ['an address without TLS', { PUBLIC_URL: 'http://isonomia.example' }, 'PUBLIC_URL'],
    ['nobody to tell about holes', { SECURITY_CONTACT: undefined }, 'SECURITY_CONTACT'],
    ['a contact that is no address', { SECURITY_CONTACT: 'me\nExpires: never' }, 'SECURITY_CONTACT'],
    ['neither TLS nor a proxy', { TRUST_PROXY: undefined }, 'TLS_CERT'],
  ])('refuses %s', (_what, change, setting) => {
    expect(faultsOf({ ...PRODUCTION, ...change })).toEqual([setting]);
  });
});

describe('the secrets', () => {
  let dataDir: string;
  beforeEach(() => {
    dataDir = mkdtempSync(path.join(tmpdir(), 'iso secrets '));
  });
  afterEach(() => rmSync(dataDir, { recursive: true }));

  it('are made once, for the owner alone', () => {
    const config = readConfig({ DATA_DIR: dataDir });
    const first = loadSecrets(config);
    expect(loadSecrets(config)).toEqual(first);
    expect(statSync(path.join(dataDir, 'secrets.json')).mode & 0o777).toBe(0o600);
    expect(first.authSecret).not.toBe(first.databasePassword);
  });

  it('give way to the secret of the settings', () => {
    expect(loadSecrets(readConfig({ ...PRODUCTION, DATA_DIR: dataDir })).authSecret).toBe(PRODUCTION['AUTH_SECRET']);
  });

  it('gain the one of the audit, the same each time, where the file is older than it', () => {
    const file = path.join(dataDir, 'secrets.json');
    writeFileSync(file, JSON.stringify({ databasePassword: 'd'.repeat(40), authSecret: 'a'.repeat(40) }));
    const { auditSecret } = loadSecrets(readConfig({ DATA_DIR: dataDir }));
    expect(auditSecret).toMatch(/^[\w-]{43}$/);
    expect(loadSecrets(readConfig({ DATA_DIR: dataDir })).auditSecret).toBe(auditSecret);
  });

  it('are not replaced when the file is damaged', () => {
    writeFileSync(path.join(dataDir, 'secrets.json'), '{}');
    expect(() => loadSecrets(readConfig({ DATA_DIR: dataDir }))).toThrow('restore it from a backup');
  });
});
