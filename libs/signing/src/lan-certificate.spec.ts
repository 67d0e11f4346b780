import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { lanCertificate } from './lan-certificate.js';

const HOSTS = ['192.168.7.20', '10.1.2.3', 'rehearsal.local', 'localhost', '127.0.0.1'];
const NOW = new Date('2026-05-18T09:30:00Z');
const after = (days: number): Date => new Date(NOW.getTime() + days * 86_400_000);

describe('the certificate of a local network', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'isonomia lan '));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const made = async (hosts: readonly string[] = HOSTS, now = NOW): Promise<X509Certificate> =>
    new X509Certificate(readFileSync(await lanCertificate(folder, hosts, now)));

  it('names every address, and vouches for itself alone', async () => {
    const certificate = await made();
    for (const host of ['192.168.7.20', '10.1.2.3', '127.0.0.1']) expect(certificate.checkIP(host)).toBe(host);
    for (const name of ['rehearsal.local', 'localhost']) expect(certificate.checkHost(name)).toBe(name);
    expect(certificate.checkIP('192.168.7.21')).toBeUndefined();
    expect(certificate.checkHost('isonomia.example')).toBeUndefined();
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(certificate.ca).toBe(false);
    // Phones want it said that the key is for servers.
    expect(certificate.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
    expect(certificate.publicKey.asymmetricKeyDetails?.namedCurve).toBe('prime256v1');
  });

  it('holds from yesterday, for as long as phones take, and longer than a workshop', async () => {
    const { validFromDate, validToDate } = await made();
    expect(validFromDate).toEqual(after(-1));
    expect(validToDate).toEqual(after(60));
    expect((validToDate.getTime() - validFromDate.getTime()) / 86_400_000).toBeLessThan(398);
  });

  it('lies with its key in a file that nobody else on the machine can read', async () => {
    const file = await lanCertificate(folder, HOSTS, NOW);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(path.dirname(file)).mode & 0o777).toBe(0o700);
    expect(readdirSync(path.dirname(file))).toEqual([path.basename(file)]);
    const pem = readFileSync(file);
    expect(new X509Certificate(pem).checkPrivateKey(createPrivateKey(pem))).toBe(true);
  });

  it('stays the same from start to start, in whatever order addresses are found', async () => {
    const { fingerprint256 } = await made();
    expect((await made([...HOSTS].reverse(), after(40))).fingerprint256).toBe(fingerprint256);
  });

  it.each<[string, readonly string[], Date]>([
    ['another network', ['192.168.8.4', ...HOSTS.slice(1)], NOW],
    ['one network more', [...HOSTS, '172.16.0.9'], NOW],
    ['its last two weeks', HOSTS, after(47)],
    ['after its end', HOSTS, after(61)],
    ['a clock that was set back', HOSTS, after(-2)],
  ])('is made anew for %s', async (_why, hosts, now) => {
    rmSync(path.join(folder, 'lan'), { recursive: true });
    const before = await made();
    const renewed = await made(hosts, now);
    expect(renewed.fingerprint256).not.toBe(before.fingerprint256);
    expect(renewed.checkIP(hosts[0] ?? '')).toBe(hosts[0]);
    expect(renewed.validToDate > now).toBe(true);
  });

  it('is made anew where the file is damaged', async () => {
    const file = await lanCertificate(folder, HOSTS, NOW);
    const [key = ''] = readFileSync(file, 'utf8').split('-----BEGIN CERTIFICATE');
    writeFileSync(file, key);
    expect((await made()).checkHost('localhost')).toBe('localhost');
  });
});
