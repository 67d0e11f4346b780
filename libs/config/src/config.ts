/** Every setting of the product, checked. Made by `readConfig`; nothing else reads the environment. */
export interface Config {
  /** The project's folder: templates, content and built assets are found from here. */
  readonly root: string;
  readonly mode: 'development' | 'production';
  readonly host: string;
  readonly port: number;
  readonly dataDir: string;
  /** A PostgreSQL of the operator's, or undefined for the embedded one under `dataDir`. */
  readonly databaseUrl?: string;
  /** The same database for the web process, as a user who may take its roles and nothing else. */
  readonly webDatabaseUrl?: string;
  /** Without a trailing slash; stands in mails, QR codes and documents. */
  readonly publicUrl: string;
  /** What Fastify's `trustProxy` takes: hops, or the addresses and ranges of the proxies. */
  readonly trustProxy: false | number | readonly string[];
  readonly tls?: { readonly certFile: string; readonly keyFile: string };
  /** Where `npm start -- --lan` opened this machine to the network of a room. */
  readonly lan?: LanConfig;
  /** `url` undefined: mails stay in `dataDir/mail` instead of being sent. */
  readonly mail: { readonly url?: string; readonly from: string };
  /** Undefined in development: a generated one lies in `dataDir/secrets.json`. */
  readonly authSecret?: string;
  /** Undefined in development: a generated one lies in `dataDir/secrets.json`. */
  readonly auditSecret?: string;
  /** Of the documents. Undefined in development: a demonstration makes its own under `dataDir`. */
  readonly signing?: SigningConfig;
  /** Single sign-on at the organisation's own provider. */
  readonly provider?: ProviderConfig;
  readonly demo: boolean;
  readonly logLevel: LogLevel;
  readonly browserPath?: string;
  /** Where faults of security are told: a `mailto:` or https address. */
  readonly securityContact?: string;
  readonly limits: Limits;
  readonly retention: RetentionConfig;
}

/** PEM files, checked: they are there, they fit each other and hold today. */
export interface SigningConfig {
  readonly keyFile: string;
  /** The certificate of the key first, then those that lead to its root. */
  readonly certificateFile: string;
  readonly passphraseFile?: string;
}

/** All of it is read from the certificate that the supervisor made. */
export interface LanConfig {
  /** What requests may be addressed to: the names and addresses of the certificate. */
  readonly hosts: readonly string[];
  /** As people type them, the first being `publicUrl`: `https://192.168.1.5:3000`. */
  readonly addresses: readonly string[];
  /** SHA-256 of the certificate, as browsers show it: pairs of hexadecimal digits, colons between them. */
  readonly fingerprint: string;
}

export interface ProviderConfig {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** As the button says it: “Sign in with …”. */
  readonly name: string;
}

export interface Limits {
  /** Bytes of a JSON or form body. */
  readonly body: number;
  /** Bytes of one uploaded file. */
  readonly file: number;
  /** Bytes of all files an agency keeps. */
  readonly agencyFiles: number;
  /** Whether requests are counted by address and by person. Wrong passwords always are. */
  readonly rates: boolean;
  /** Web processes that share those counts out among themselves; each one knows only of its own requests. */
  readonly webProcesses: number;
}

/** Days for which each class is kept after it ended; 0 takes it with the next run. */
export interface RetentionConfig {
  readonly sessions: number;
  readonly signInTries: number;
  readonly verifications: number;
  readonly invitations: number;
  readonly mails: number;
  readonly drafts: number;
  readonly removedFiles: number;
  readonly accessTokens: number;
  readonly personalLinks: number;
  /** After the last day of their workshop. */
  readonly workshopPeople: number;
  readonly failedDocuments: number;
  readonly erasureRequests: number;
}

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export interface ConfigFault {
  readonly setting: string;
  readonly message: string;
}

/** Thrown with every fault at once, so that an operator does not correct one after the other. */
export class InvalidConfig extends Error {
  constructor(readonly faults: readonly ConfigFault[]) {
    super(['The settings do not hold:', ...faults.map((fault) => `  ${fault.setting}: ${fault.message}`)].join('\n'));
    this.name = 'InvalidConfig';
  }
}
