import { createPrivateKey } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { certificateFiles } from '../../../test/support/certificates.js';
import { InvalidConfig } from './config.js';
import { readConfig } from './read-config.js';
import type { Environment } from './settings.js';

type Files = Awaited<ReturnType<typeof certificateFiles>>;

const PRODUCTION: Environment = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://isonomia.example',
  AUTH_SECRET: 'q8Jx0vN2mR5tY7uB1cD4eF6gH9kL3pZs',
  AUDIT_SECRET: 'w3Kd8sLq1Zx6Vb0Nm5Rt9Yp2Hg7Jf4Ce',
  MAIL_URL: 'smtps://user:pass@mail.example',
  MAIL_FROM: 'Isonomia <no-reply@isonomia.example>',
  TRUST_PROXY: '1',
  SECURITY_CONTACT: 'mailto:security@isonomia.example',
};

const faultsOf = (env: Environment): readonly string[] => {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof InvalidConfig) return error.faults.map(({ setting, message }) => `${setting} ${message}`);
    throw error;
  }
  return [];
};

describe('the key that documents are signed with', () => {
  let folder: string;
  let good: Files;
  let other: Files;
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'isonomia keys '));
    [good, other] = [await certificateFiles(folder, { strength: 'P-256' }), await certificateFiles(folder)];
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is not asked for in development, where a demonstration makes its own', () => {
    expect(readConfig({}).signing).toBeUndefined();
  });

  it('is required in production, and both kinds are taken', () => {
    expect(faultsOf(PRODUCTION)).toEqual([expect.stringContaining('SIGNING_KEY is required in production')]);
    expect(faultsOf({ ...PRODUCTION, ...good })).toEqual([]);
    expect(readConfig({ ...PRODUCTION, ...other }).signing).toEqual({
      keyFile: other.SIGNING_KEY,
      certificateFile: other.SIGNING_CERTIFICATE,
    });
  });

  it.each<[string, () => Environment | Promise<Environment>, string]>([
    ['a key alone', () => ({ SIGNING_KEY: good.SIGNING_KEY }), 'SIGNING_CERTIFICATE is missing'],
    [
      'another one’s certificate',
      () => ({ ...good, SIGNING_CERTIFICATE: other.SIGNING_CERTIFICATE }),
      'SIGNING_CERTIFICATE does not belong to SIGNING_KEY',
    ],
    [
      'a certificate that has ended',
      () => certificateFiles(folder, { until: '2024-02-29', strength: 'P-256' }),
      'SIGNING_CERTIFICATE ended on 2024-02-29: have a new one issued',
    ],
    [
      'a certificate of tomorrow',
      () => certificateFiles(folder, { from: '2098-01-01', strength: 'P-256' }),
      'SIGNING_CERTIFICATE does not hold before 2098-01-01',
    ],
    ['a weak key', () => certificateFiles(folder, { strength: 1024 }), 'SIGNING_KEY takes an RSA key of at least 2048'],
    ['a file that is not there', () => ({ ...good, SIGNING_KEY: '/nowhere/key.pem' }), 'SIGNING_KEY names a file'],
    ['a certificate for a key', () => ({ ...good, SIGNING_KEY: good.SIGNING_CERTIFICATE }), 'SIGNING_KEY holds no'],
    [
      'a key for a certificate',
      () => ({ ...good, SIGNING_CERTIFICATE: good.SIGNING_KEY }),
      'SIGNING_CERTIFICATE holds no certificate',
    ],
    [
      'what a demonstration made for itself',
      () => certificateFiles(folder, { subject: 'CN=x, O=Isonomia demonstration', strength: 'P-256' }),
      'SIGNING_CERTIFICATE is one that a demonstration made',
    ],
  ])('is refused when it is %s, with what to do', async (_what, change, told) => {
    expect(faultsOf({ ...PRODUCTION, ...(await change()) })).toEqual([expect.stringContaining(told)]);
  });

  it('may lie there encrypted, with its passphrase in a file', () => {
    const passphrase = path.join(folder, 'passphrase');
    writeFileSync(passphrase, 'open sesame\n');
    const key = createPrivateKey(readFileSync(good.SIGNING_KEY));
    const locked = path.join(folder, 'locked.pem');
    writeFileSync(
      locked,
      key.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'open sesame' }),
    );
    const settings = { ...PRODUCTION, ...good, SIGNING_KEY: locked };
    expect(faultsOf(settings)).toEqual([expect.stringContaining('SIGNING_PASSPHRASE_FILE')]);
    expect(faultsOf({ ...settings, SIGNING_PASSPHRASE_FILE: passphrase })).toEqual([]);
  });
});
