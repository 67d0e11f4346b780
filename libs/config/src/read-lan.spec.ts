import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { selfSigned } from '../../signing/src/self-signed.js';
import { InvalidConfig } from './config.js';
import { installationOf } from './installation.js';
import { readConfig } from './read-config.js';
import type { Environment } from './settings.js';

const faultsOf = (env: Environment): readonly string[] => {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof InvalidConfig) return error.faults.map(({ setting, message }) => `${setting} ${message}`);
    throw error;
  }
  return [];
};

describe('what the supervisor found out of the network', () => {
  let folder: string;
  let pem: string;
  let opened: Environment;
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'isonomia lan '));
    pem = path.join(folder, 'certificate.pem');
    const made = await selfSigned({
      subject: 'CN=Room',
      from: new Date('2020-01-01'),
      until: new Date('2099-01-01'),
      strength: 'P-256',
      hosts: ['10.1.2.3', 'desk.local', '192.168.7.20', 'localhost', '127.0.0.1'],
    });
    writeFileSync(pem, made.key + made.certificate);
    opened = { LAN: 'on', PORT: '3111', TLS_CERT: pem, TLS_KEY: pem, PUBLIC_URL: 'https://192.168.7.20:3111' };
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is read from its certificate: whom requests may be addressed to, what people type, what phones compare', () => {
    const { lan, publicUrl } = readConfig(opened);
    expect(publicUrl).toBe('https://192.168.7.20:3111');
    expect(lan?.hosts).toEqual(['10.1.2.3', 'desk.local', '192.168.7.20', 'localhost', '127.0.0.1']);
    expect(lan?.addresses).toEqual(['https://192.168.7.20:3111', 'https://10.1.2.3:3111', 'https://desk.local:3111']);
    expect(lan?.fingerprint).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
  });

  it('is what pages know of it', () => {
    const { addresses = [], fingerprint = '' } = installationOf(readConfig(opened)).lan ?? {};
    expect(addresses[0]).toBe('https://192.168.7.20:3111');
    expect(fingerprint).toBe(readConfig(opened).lan?.fingerprint);
    expect(installationOf(readConfig({})).lan).toBeUndefined();
  });

  it('is nothing without the word for it', () => {
    expect(readConfig({ ...opened, LAN: '' }).lan).toBeUndefined();
  });

  it('is refused in production, without its certificate, and where the file holds none', () => {
    const empty = path.join(folder, 'empty.pem');
    writeFileSync(empty, '');
    expect(faultsOf({ ...opened, NODE_ENV: 'production' })).toContainEqual(
      expect.stringContaining('LAN is for workshops and demonstrations'),
    );
    expect(faultsOf({ LAN: 'on' })).toEqual([expect.stringContaining('LAN is set by "npm start -- --lan"')]);
    expect(faultsOf({ ...opened, TLS_CERT: empty })).toEqual([expect.stringContaining('LAN finds no certificate in')]);
  });
});
