import { existsSync } from 'node:fs';
import path from 'node:path';
import { type Config, InvalidConfig, type Limits, LOG_LEVELS } from './config.js';
import { readLan } from './read-lan.js';
import { readProvider } from './read-provider.js';
import { readRetention } from './read-retention.js';
import { readSigning } from './read-signing.js';
import { type Environment, Settings } from './settings.js';

const KIBI = 1024;
const MEBI = KIBI * KIBI;
const MODES = ['development', 'production', 'test'] as const;
const DEFAULT_PORT = 3000;
const MINIMUM_SECRET_LENGTH = 32;
const MINIMUM_DISTINCT_CHARACTERS = 10;

/** Reads and checks all settings. Throws `InvalidConfig` naming every fault. */
export function readConfig(env: Environment): Config {
  const settings = new Settings(env);
  const root = path.resolve(settings.text('ISONOMIA_ROOT') ?? '.');
  const port = settings.whole('PORT', DEFAULT_PORT, { min: 1, max: 65_535 });
  const production = settings.oneOf('NODE_ENV', MODES, 'development') === 'production';
  const tls = readTls(settings, root);
  const publicUrl = readPublicUrl(settings);
  const config: Config = {
    root,
    mode: production ? 'production' : 'development',
    host: settings.text('HOST') ?? 'localhost',
    port,
    dataDir: path.resolve(root, settings.text('DATA_DIR') ?? '.data'),
    publicUrl: publicUrl ?? `${tls === undefined ? 'http' : 'https'}://localhost:${port}`,
    trustProxy: readTrustProxy(settings),
    mail: readMail(settings),
    demo: settings.flag('DEMO', !production),
    logLevel: settings.oneOf('LOG_LEVEL', LOG_LEVELS, production ? 'info' : 'warn'),
    limits: readLimits(settings),
    retention: readRetention(settings),
    ...present('tls', tls),
    ...present('lan', readLan(settings, { tls, port, publicUrl, production })),
    ...present('databaseUrl', readDatabaseUrl(settings, 'DATABASE_URL')),
    ...present('webDatabaseUrl', readWebDatabaseUrl(settings)),
    ...present('authSecret', readSecret(settings, 'AUTH_SECRET')),
    ...present('auditSecret', readSecret(settings, 'AUDIT_SECRET')),
    ...present('signing', readSigning(settings, { root, production })),
    ...present('provider', readProvider(settings)),
    ...present('browserPath', readBrowserPath(settings)),
    ...present('securityContact', readSecurityContact(settings)),
  };
  if (config.mode === 'production') demandProduction(settings, config);
  if (settings.faults.length > 0) throw new InvalidConfig(settings.faults);
  return config;
}

/** The settings of this process; where one was found out by the process itself, that one. */
export const loadConfig = (found: Environment = {}): Config => readConfig(environmentWith(found));

/** For processes that this one starts. */
export const environmentWith = (found: Environment): Environment => ({ ...process.env, ...found });

const present = <Key extends string, Value>(key: Key, value: Value | undefined): Partial<Record<Key, Value>> =>
  value === undefined ? {} : ({ [key]: value } as Record<Key, Value>);

function readPublicUrl(settings: Settings): string | undefined {
  const url = settings.url('PUBLIC_URL', ['http:', 'https:']);
  if (url === undefined) return undefined;
  if (url.search !== '' || url.hash !== '' || url.username !== '' || url.pathname !== '/') {
    settings.fault('PUBLIC_URL', 'takes scheme, host and port alone, for instance https://isonomia.example.');
  }
  return url.origin;
}

function readDatabaseUrl(settings: Settings, name: string): string | undefined {
  const url = settings.url(name, ['postgres:', 'postgresql:']);
  if (url === undefined) return undefined;
  if (url.pathname.length < 2) settings.fault(name, 'must name a database after the host.');
  return url.href;
}

function readWebDatabaseUrl(settings: Settings): string | undefined {
  const url = readDatabaseUrl(settings, 'WEB_DATABASE_URL');
  if (url !== undefined && settings.text('DATABASE_URL') === undefined) {
    settings.fault('WEB_DATABASE_URL', 'needs DATABASE_URL beside it, of the user who owns the tables.');
  }
  return url;
}

function readTls(settings: Settings, root: string): Config['tls'] {
  const names = { certFile: 'TLS_CERT', keyFile: 'TLS_KEY' } as const;
  const [certFile, keyFile] = [settings.text(names.certFile), settings.text(names.keyFile)];
  if (certFile === undefined && keyFile === undefined) return undefined;
  if (certFile === undefined || keyFile === undefined) {
    settings.fault(
      certFile === undefined ? names.certFile : names.keyFile,
      'is missing: TLS_CERT and TLS_KEY belong together.',
    );
    return undefined;
  }
  const files = { certFile: path.resolve(root, certFile), keyFile: path.resolve(root, keyFile) };
  for (const key of ['certFile', 'keyFile'] as const) {
    if (!existsSync(files[key])) settings.fault(names[key], `names a file that is not there: ${files[key]}.`);
  }
  return files;
}

const ADDRESS = /^[0-9a-f.:]+(\/\d{1,3})?$/i;
const NAMED_RANGES = ['loopback', 'linklocal', 'uniquelocal'];

function readTrustProxy(settings: Settings): Config['trustProxy'] {
  const value = settings.text('TRUST_PROXY');
  if (value === undefined || ['0', 'off', 'no', 'false'].includes(value.toLowerCase())) return false;
  if (/^\d{1,2}$/.test(value)) return Number(value);
  const ranges = value.split(',').map((range) => range.trim());
  if (ranges.every((range) => ADDRESS.test(range) || NAMED_RANGES.includes(range))) return ranges;
  // "true" would let every client write its own address.
  settings.fault('TRUST_PROXY', `takes the number of proxies or their addresses, separated by commas; got "${value}".`);
  return false;
}

function readMail(settings: Settings): Config['mail'] {
  const url = settings.url('MAIL_URL', ['smtp:', 'smtps:']);
  const from = settings.text('MAIL_FROM');
  if (from !== undefined && !/^[^\r\n]*[^\s@<>]+@[^\s@<>]+>?$/.test(from)) {
    settings.fault('MAIL_FROM', 'takes a mail address, with a name before it or not.');
  }
  return { from: from ?? 'Isonomia <isonomia@localhost>', ...present('url', url?.href) };
}

function readSecret(settings: Settings, name: 'AUTH_SECRET' | 'AUDIT_SECRET'): string | undefined {
  const secret = settings.text(name);
  if (secret === undefined) return undefined;
  if (secret.length < MINIMUM_SECRET_LENGTH || new Set(secret).size < MINIMUM_DISTINCT_CHARACTERS) {
    settings.fault(
      name,
      `is weak: it takes at least ${MINIMUM_SECRET_LENGTH} characters, ${MINIMUM_DISTINCT_CHARACTERS} of them different. Make one with: openssl rand -base64 48`,
    );
  }
  return secret;
}

function readSecurityContact(settings: Settings): string | undefined {
  const contact = settings.text('SECURITY_CONTACT');
  if (contact === undefined || /^(mailto:[^\s@]+@[^\s@]+|https:\/\/[^\s]+)$/.test(contact)) return contact;
  settings.fault('SECURITY_CONTACT', 'takes an address that begins with mailto: or https://.');
  return undefined;
}

function readBrowserPath(settings: Settings): string | undefined {
  const file = settings.text('PUPPETEER_EXECUTABLE_PATH');
  if (file !== undefined && !existsSync(file)) {
    settings.fault('PUPPETEER_EXECUTABLE_PATH', `names a file that is not there: ${file}.`);
  }
  return file;
}

function readLimits(settings: Settings): Limits {
  const kibi = { min: 64, max: 64 * KIBI };
  const mebi = { min: 1, max: KIBI * KIBI };
  return {
    body: settings.whole('MAX_BODY_KIB', KIBI, kibi) * KIBI,
    file: settings.whole('MAX_FILE_MIB', 20, mebi) * MEBI,
    agencyFiles: settings.whole('AGENCY_FILES_MIB', KIBI, mebi) * MEBI,
    rates: settings.flag('RATE_LIMITS', true),
    webProcesses: settings.whole('WEB_PROCESSES', 1, { min: 1, max: 100 }),
  };
}

/** What development forgives and an installation that people rely on must have. */
function demandProduction(settings: Settings, config: Config): void {
  const demand = (holds: boolean, setting: string, message: string): void => {
    if (!holds) settings.fault(setting, message);
  };
  const given = (name: string): boolean => settings.text(name) !== undefined;
  demand(given('PUBLIC_URL'), 'PUBLIC_URL', 'is required in production: mails, QR codes and documents carry it.');
  demand(
    !given('PUBLIC_URL') || config.publicUrl.startsWith('https:'),
    'PUBLIC_URL',
    'must begin with https:// in production.',
  );
  demand(given('AUTH_SECRET'), 'AUTH_SECRET', 'is required in production. Make one with: openssl rand -base64 48');
  demand(given('AUDIT_SECRET'), 'AUDIT_SECRET', 'is required in production. Make one with: openssl rand -base64 48');
  demand(given('MAIL_URL'), 'MAIL_URL', 'is required in production: invitations and lost passwords go by mail.');
  demand(given('MAIL_FROM'), 'MAIL_FROM', 'is required in production.');
  demand(
    given('SECURITY_CONTACT'),
    'SECURITY_CONTACT',
    'is required in production: whoever finds a hole must reach you.',
  );
  demand(!config.demo, 'DEMO', 'must be off in production: the demo accounts have public passwords.');
  demand(
    config.tls !== undefined || config.trustProxy !== false,
    'TLS_CERT',
    'is required in production, with TLS_KEY, unless TRUST_PROXY says that a proxy in front speaks TLS.',
  );
}
