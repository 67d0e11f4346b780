import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { documentId } from '@isonomia/application';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { certificateFiles } from '../../../test/support/certificates.js';
import { skiaPdf } from '../../../test/support/skia-pdf.js';
import { pdfsig, readSignature, SIGNING_CERTIFICATE_V2, SIGNING_TIME } from '../../../test/support/signature.js';
import { identityOf, PadesSigner } from './index.js';

const ID = documentId('K7QF-3M9D-X2TA');
const AT = new Date('2026-05-18T09:30:00Z');
const AS = { documentId: ID, verifyUrl: `https://isonomia.test/verify/${ID}`, language: 'en', at: AT };

describe('a signed document', () => {
  let folder: string;
  const signer = (strength: number | 'P-256', validity: { from?: string; until?: string } = {}) =>
    new PadesSigner({
      identity: async () => {
        const files = await certificateFiles(folder, { strength, ...validity });
        return identityOf(folder, { keyFile: files.SIGNING_KEY, certificateFile: files.SIGNING_CERTIFICATE });
      },
      words: (language) => ({ reason: `Πιστό αντίγραφο (${language})`, label: 'Подпись' }),
    });
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'isonomia-signing-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each<[string, number | 'P-256']>([
    ['an RSA key', 2048],
    ['a key on a curve', 'P-256'],
  ])('is signed from its first byte to its last, as PAdES has it, with %s', async (_what, strength) => {
    const signed = Buffer.from(await signer(strength).sign(skiaPdf(), AS));
    const { attributes, certificate, ...found } = readSignature(signed);
    expect(found).toEqual({
      subFilter: 'ETSI.CAdES.detached',
      coversAll: true,
      digestFits: true,
      signatureFits: true,
      namesCertificate: true,
    });
    expect(certificate.subject).toBe('CN=Secretariat\nO=Testland');
    // Nobody vouches for the time: it stands in the PDF alone.
    expect(attributes).toContain(SIGNING_CERTIFICATE_V2);
    expect(attributes).not.toContain(SIGNING_TIME);
    expect(signed.toString('latin1')).toContain('/M (D:20260518093000Z)');
    const said = pdfsig(signed);
    if (said === undefined) return;
    expect(said).toContain('Total document signed');
    expect(said).toContain('Signature is Valid');
  });

  it('no longer fits when one byte of it is another', async () => {
    const signed = Buffer.from(await signer('P-256').sign(skiaPdf(), AS));
    for (const at of [3, signed.indexOf('Title'), signed.indexOf('/MediaBox'), signed.length - 8]) {
      const changed = Buffer.from(signed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect([at, readSignature(changed).digestFits]).toEqual([at, false]);
    }
  });

  it('names itself where nothing is packed, from its beginning to its end', async () => {
    const text = Buffer.from(await signer('P-256').sign(skiaPdf(), AS)).toString('latin1');
    const places = [...text.matchAll(new RegExp(ID, 'g'))].map(({ index }) => index);
    expect(places.length).toBeGreaterThanOrEqual(6);
    expect(places[0]).toBeLessThan(60);
    expect(text.length - (places.at(-1) ?? 0)).toBeLessThan(100);
  });

  it('keeps its structure, its title and the objects that did not change', async () => {
    const printed = Buffer.from(skiaPdf({ title: 'Fisc & douane <2026>' }));
    const signed = Buffer.from(await signer('P-256').sign(printed, AS)).toString('latin1');
    expect(signed).toContain('<rdf:li xml:lang="x-default">Fisc &amp; douane &lt;2026&gt;</rdf:li>');
    expect(signed).toContain('/StructTreeRoot');
    const stream = /stream\n[\s\S]*?endstream/.exec(printed.toString('latin1'))?.[0] ?? '?';
    expect(signed).toContain(stream);
  });

  it('is not made of a file that was changed before, is laid out otherwise, or is none', async () => {
    const pen = signer('P-256');
    const signed = Buffer.from(await pen.sign(skiaPdf(), AS));
    await expect(pen.sign(signed, AS)).rejects.toThrow('there is a form already');
    const updated = Buffer.from(Buffer.from(skiaPdf()).toString('latin1').replace('/Root', '/Prev 9 /Root'), 'latin1');
    await expect(pen.sign(updated, AS)).rejects.toThrow('the file was changed before');
    await expect(pen.sign(Buffer.from('%PDF-1.7\nnothing'), AS)).rejects.toThrow('there is no classic table');
  });

  it('is not made with a certificate that has ended, or that does not hold yet', async () => {
    await expect(signer('P-256', { until: '2026-05-01' }).sign(skiaPdf(), AS)).rejects.toThrow('signing.expired');
    await expect(signer('P-256', { from: '2026-06-01' }).sign(skiaPdf(), AS)).rejects.toThrow('signing.expired');
  });

  it('is made all the same while its certificate ends soon, which is told once a day', async () => {
    const told: string[] = [];
    const files = await certificateFiles(folder, { strength: 'P-256', until: '2026-06-01' });
    const pen = new PadesSigner({
      identity: () => identityOf(folder, { keyFile: files.SIGNING_KEY, certificateFile: files.SIGNING_CERTIFICATE }),
      words: () => ({ reason: 'x', label: 'x' }),
      warn: (message) => told.push(message),
    });
    const days = ['2026-04-01T08:00:00Z', '2026-05-18T08:00:00Z', '2026-05-18T20:00:00Z', '2026-05-19T08:00:00Z'];
    for (const day of days) await pen.sign(skiaPdf(), { ...AS, at: new Date(day) });
    expect(told).toHaveLength(2);
    expect(told[0]).toContain('holds until Jun  1');
  });

  it('of a demonstration has a key that was made once, for the owner alone', async () => {
    const own = path.join(folder, 'data');
    const [one, other] = await Promise.all([identityOf(own), identityOf(own)]);
    expect(one.certificates[0].fingerprint256).toBe(other.certificates[0].fingerprint256);
    expect(one.certificates[0].subject).toContain('O=Isonomia demonstration');
    const file = path.join(own, 'signing', 'demonstration.pem');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(path.dirname(file))).toEqual(['demonstration.pem']);
    expect(readFileSync(file, 'utf8')).toContain('BEGIN PRIVATE KEY');
  });
});
