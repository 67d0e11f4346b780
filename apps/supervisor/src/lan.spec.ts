import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Config, type Environment, InvalidConfig, readConfig } from '@isonomia/config';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openLan } from './lan.js';

describe('opening this machine to a room', () => {
  let dataDir: string;
  beforeAll(() => {
    dataDir = mkdtempSync(path.join(tmpdir(), 'isonomia lan '));
  });
  afterAll(() => rmSync(dataDir, { recursive: true }));

  const settings = (env: Environment = {}): Config =>
    readConfig({ DATA_DIR: dataDir, PORT: '3111', HOST: '127.0.0.1', ...env });
  const refusal = async (config: Config): Promise<string> => {
    try {
      await openLan(config);
    } catch (error) {
      if (error instanceof InvalidConfig) return error.message;
      throw error;
    }
    return 'opened';
  };

  it('finds its address, makes a certificate for it and says what the processes are to be set to', async () => {
    const found = await openLan(settings());
    expect(found).toMatchObject({ LAN: 'on', HOST: '127.0.0.1', PUBLIC_URL: 'https://127.0.0.1:3111' });
    const certificate = new X509Certificate(readFileSync(found['TLS_CERT'] ?? ''));
    expect(certificate.checkIP('127.0.0.1')).toBe('127.0.0.1');
    expect(certificate.checkHost('localhost')).toBe('localhost');
    // The name of the machine leads to other addresses too, which are not open.
    expect(certificate.subjectAltName).toBe('IP Address:127.0.0.1, DNS:localhost');
    const { lan, tls, publicUrl } = settings(found);
    expect(publicUrl).toBe('https://127.0.0.1:3111');
    expect(tls?.keyFile).toBe(found['TLS_CERT']);
    expect(lan?.fingerprint).toBe(certificate.fingerprint256);
  });

  it('opens what HOST names and nothing beside it', async () => {
    expect(await refusal(settings({ HOST: '192.0.2.77' }))).toContain(
      'HOST: takes one of the addresses of this machine',
    );
    expect(await refusal(settings({ HOST: 'desk.local' }))).toContain('HOST: takes one of the addresses');
  });

  it.each<[string, Partial<Config>]>([
    ['--lan', { mode: 'production' }],
    ['TLS_CERT', { tls: { certFile: 'a', keyFile: 'b' } }],
    ['TRUST_PROXY', { trustProxy: 1 }],
    ['PUBLIC_URL', { publicUrl: 'https://isonomia.example' }],
  ])('is refused where it contradicts the settings: %s', async (setting, contrary) => {
    expect(await refusal({ ...settings(), ...contrary })).toContain(`  ${setting}: `);
  });
});
