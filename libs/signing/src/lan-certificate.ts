import { createPrivateKey, X509Certificate } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { selfSigned } from './self-signed.js';

const OWNER_ONLY = 0o600;
const OWNER_ONLY_FOLDER = 0o700;
const DAY_MS = 86_400_000;
/** Longer than a workshop and what leads up to it, and far below the 398 days that every phone takes. */
const HOLDS_DAYS = 60;
/** Nobody in the room shall see the certificate change between the first day and the last. */
const RENEWED_BEFORE_DAYS = 14;
/** The clocks of phones are not all right. */
const BEFORE_NOW_DAYS = 1;
/** Settings of production refuse this organisation by its name, as they do for keys of documents. */
const SUBJECT = 'CN=Isonomia on this network, OU=Self-made key, O=Isonomia demonstration';

/**
 * The file, in PEM, of a key and a certificate for a server with these names and addresses. Kept while it fits them and
 * holds for a while yet, else made anew: phones then ask anew.
 */
export async function lanCertificate(dataDir: string, hosts: readonly string[], now: Date): Promise<string> {
  const folder = path.join(dataDir, 'lan');
  const file = path.join(folder, 'certificate.pem');
  if (fits(file, hosts, now)) return file;
  mkdirSync(folder, { recursive: true, mode: OWNER_ONLY_FOLDER });
  const from = daysFrom(now, -BEFORE_NOW_DAYS);
  const until = daysFrom(now, HOLDS_DAYS);
  const { key, certificate } = await selfSigned({ subject: SUBJECT, from, until, strength: 'P-256', hosts });
  // Put into place whole: who reads it meanwhile finds the old one or the new one.
  const own = `${file}.${process.pid}`;
  writeFileSync(own, key + certificate, { mode: OWNER_ONLY });
  renameSync(own, file);
  return file;
}

const daysFrom = (date: Date, days: number): Date => new Date(date.getTime() + days * DAY_MS);

function fits(file: string, hosts: readonly string[], now: Date): boolean {
  if (!existsSync(file)) return false;
  const pem = readFileSync(file);
  try {
    const certificate = new X509Certificate(pem);
    if (!certificate.checkPrivateKey(createPrivateKey(pem))) return false;
    const { validFromDate, validToDate, subjectAltName = '' } = certificate;
    const named = subjectAltName.split(', ').map((one) => one.replace(/^(DNS|IP Address):/, ''));
    const holds = validFromDate <= now && validToDate > daysFrom(now, RENEWED_BEFORE_DAYS);
    return holds && [...named].sort().join() === [...hosts].sort().join();
  } catch {
    // Half a file, or none of ours: another is made.
    return false;
  }
}
