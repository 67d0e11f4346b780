import { createHmac, randomBytes } from 'node:crypto';
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Config } from './config.js';

/** What an installation makes up once and keeps. Whoever reads this file owns the installation. */
export interface Secrets {
  /** Of the embedded PostgreSQL's superuser. */
  readonly databasePassword: string;
  readonly authSecret: string;
  /** Seals the audit. A seal made with another one verifies as forged: it stays as long as the installation. */
  readonly auditSecret: string;
}

const OWNER_ONLY = 0o600;
const OWNER_ONLY_FOLDER = 0o700;

/** The secrets of this installation, generated on first use into `dataDir/secrets.json`. */
export function loadSecrets(config: Config): Secrets {
  const file = path.join(config.dataDir, 'secrets.json');
  const kept = read(file) ?? create(file);
  const { authSecret = kept.authSecret, auditSecret = kept.auditSecret } = config;
  return { ...kept, authSecret, auditSecret };
}

function read(file: string): Secrets | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const value = JSON.parse(text) as Partial<Secrets>;
  if (typeof value.databasePassword === 'string' && typeof value.authSecret === 'string') {
    const { databasePassword, authSecret } = value;
    return { databasePassword, authSecret, auditSecret: value.auditSecret ?? auditSecretOf(databasePassword) };
  }
  // Never replaced silently: new secrets would lock the database and every session out.
  throw new Error(`${file} lacks databasePassword or authSecret; restore it from a backup.`);
}

/** Of an installation older than the seals: the same in every process that starts, without changing the file. */
const auditSecretOf = (databasePassword: string): string =>
  createHmac('sha256', databasePassword).update('isonomia audit').digest('base64url');

function create(file: string): Secrets {
  const secret = (): string => randomBytes(36).toString('base64url');
  const secrets: Secrets = { databasePassword: secret(), authSecret: secret(), auditSecret: secret() };
  mkdirSync(path.dirname(file), { recursive: true, mode: OWNER_ONLY_FOLDER });
  const own = `${file}.${process.pid}`;
  writeFileSync(own, `${JSON.stringify(secrets, undefined, 2)}\n`, { mode: OWNER_ONLY });
  chmodSync(own, OWNER_ONLY);
  try {
    // A link, not a rename: of two processes that start together, the first one's secrets stand.
    linkSync(own, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(own, { force: true });
  }
  return read(file) ?? secrets;
}
