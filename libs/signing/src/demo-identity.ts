import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { KeyFiles } from './key-files.js';
import { selfSigned } from './self-signed.js';

const OWNER_ONLY = 0o600;
const OWNER_ONLY_FOLDER = 0o700;
const YEARS = 10;
/** The settings of production refuse this organisation by its name: a key that anybody can make proves nothing. */
const SUBJECT = 'CN=Isonomia demonstration, OU=Self-made key, O=Isonomia demonstration';
/** RSA is what every reader of PDFs verifies. */
const BITS = 3072;

/** The key and the certificate that an installation without settings makes up once and keeps, in one file. */
export async function demoIdentity(dataDir: string): Promise<KeyFiles> {
  const folder = path.join(dataDir, 'signing');
  const file = path.join(folder, 'demonstration.pem');
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true, mode: OWNER_ONLY_FOLDER });
    const from = new Date();
    const until = new Date(from);
    until.setUTCFullYear(until.getUTCFullYear() + YEARS);
    const { key, certificate } = await selfSigned({ subject: SUBJECT, from, until, strength: BITS });
    keepFirst(file, key + certificate);
  }
  return { keyFile: file, certificateFile: file };
}

/** A link, not a rename: of two processes that start together, the first one's stands. */
function keepFirst(file: string, text: string): void {
  const own = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  writeFileSync(own, text, { mode: OWNER_ONLY });
  try {
    linkSync(own, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(own, { force: true });
  }
}
