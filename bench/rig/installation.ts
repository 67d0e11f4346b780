import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  type Actor,
  type AgencyId,
  AnswerWriter,
  type AssessmentId,
  CreateAgency,
  DefineCountry,
  PublishInstruments,
  RecordAnswers,
  StartAssessment,
  SYSTEM,
  userId,
} from '@isonomia/application';
import { type Config, loadSecrets, readConfig, type Secrets } from '@isonomia/config';
import { ContentLibrary } from '@isonomia/content';
import { AccountDirectory, Accounts, createIdentityPool } from '@isonomia/identity';
import type { Answer, AnswerFile } from '@isonomia/instrument';
import { installJobQueue } from '@isonomia/jobs';
import {
  clientConfig,
  createDataSource,
  createPorts,
  migrate,
  type OpenDatabase,
  openDatabase,
  OPERATOR_ROLE,
  type Ports,
} from '@isonomia/persistence';
import { selfSigned } from '@isonomia/signing';
import { ServerProcess } from './server-process.js';
import { WorkerProcess } from './worker-process.js';

/** An assessment to answer, and what its lead's browser sends along. */
export interface OpenAssessment {
  readonly id: AssessmentId;
  readonly cookie: string;
}

interface Lead {
  readonly actor: Actor;
  readonly agency: AgencyId;
  readonly cookie: string;
}

export type Answers = Readonly<Record<string, Answer>>;

const FOUNDER: Actor = {
  userId: SYSTEM,
  name: 'Benchmark',
  language: 'en',
  memberships: [{ role: 'administrator' }],
};
/** Of the type that the example's agency has: what others are asked, it is not. */
const AGENCY = { type: 'customs', timeZone: 'UTC', currency: 'EUR', ranks: [], units: [] };
const REFERENCE = { from: '2025-01-01', to: '2025-12-31' };
const PASSWORD = 'only for this benchmark';
const AGENCIES = 10;
const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** As an authority would have issued it, but for the authority. */
async function signingKey(folder: string): Promise<Readonly<Record<'SIGNING_KEY' | 'SIGNING_CERTIFICATE', string>>> {
  const year = new Date().getUTCFullYear();
  const dates = { from: new Date(`${year}-01-01`), until: new Date(`${year + 2}-01-01`) };
  const { key, certificate } = await selfSigned({ subject: 'CN=Bench, O=Bench', ...dates, strength: 3072 });
  const files = {
    SIGNING_KEY: path.join(folder, 'key.pem'),
    SIGNING_CERTIFICATE: path.join(folder, 'certificate.pem'),
  };
  writeFileSync(files.SIGNING_KEY, key, { mode: 0o600 });
  writeFileSync(files.SIGNING_CERTIFICATE, certificate);
  return files;
}

/** The product as an operator runs it, in a folder of its own under the system's temporary one: gone when closed. */
export class BenchInstallation {
  private leads: readonly Lead[] | undefined;

  private constructor(
    readonly settings: Readonly<Record<string, string>>,
    readonly database: OpenDatabase,
    private readonly parts: {
      readonly config: Config;
      readonly secrets: Secrets;
      readonly dataSource: ReturnType<typeof createDataSource>;
      readonly identityPool: ReturnType<typeof createIdentityPool>;
      readonly ports: Ports;
    },
  ) {}

  static async create(root: string): Promise<BenchInstallation> {
    const dataDir = mkdtempSync(path.join(tmpdir(), 'isonomia-bench-'));
    const settings = {
      ...(await signingKey(dataDir)),
      // What an operator must set in production.
      ISONOMIA_ROOT: root,
      DATA_DIR: dataDir,
      NODE_ENV: 'production',
      TRUST_PROXY: 'loopback',
      PUBLIC_URL: 'https://isonomia.example',
      AUTH_SECRET: randomBytes(36).toString('base64url'),
      AUDIT_SECRET: randomBytes(36).toString('base64url'),
      MAIL_URL: 'smtp://127.0.0.1:2525',
      MAIL_FROM: 'isonomia@isonomia.example',
      SECURITY_CONTACT: 'mailto:security@isonomia.example',
      // A thousand people at one address, each saving hundreds of times a minute, are what a benchmark is.
      RATE_LIMITS: 'off',
    };
    const config = readConfig(settings);
    const secrets = loadSecrets(config);
    const database = await openDatabase({ dataDir, password: secrets.databasePassword });
    try {
      await migrate(database.address);
      await installJobQueue(clientConfig(database.address));
      const pool = { name: 'isonomia bench', size: 2, role: OPERATOR_ROLE } as const;
      const dataSource = await createDataSource(database.address, pool).initialize();
      const identityPool = createIdentityPool(clientConfig(database.address), 2);
      const ports = createPorts(dataSource);
      const made = new BenchInstallation(settings, database, { config, secrets, dataSource, identityPool, ports });
      // PostgreSQL runs in a session of its own: nobody else would end it when the benchmark is interrupted.
      for (const signal of SIGNALS) process.once(signal, made.interrupted);
      return made;
    } catch (error) {
      await database.release();
      rmSync(dataDir, { recursive: true, force: true });
      throw error;
    }
  }

  /** As many assessments of geoa-le, shared out among ten agencies and their leads, each answered in full once. */
  async assessments(count: number, answers: Answers): Promise<readonly OpenAssessment[]> {
    this.leads ??= await this.found();
    const open: OpenAssessment[] = [];
    while (open.length < count)
      for (const lead of this.leads.slice(0, count - open.length)) open.push(await this.start(lead, answers));
    return open;
  }

  private async found(): Promise<readonly Lead[]> {
    const { unitOfWork, instruments, audit, agencies, ids, clock } = this.parts.ports;
    const content = new ContentLibrary({ content: path.join(this.parts.config.root, 'libs', 'content') });
    await new PublishInstruments(unitOfWork, content, instruments, audit).execute();
    const define = new DefineCountry(unitOfWork, agencies, audit, ids);
    const country = await define.execute(FOUNDER, { region: 'Bench', code: 'NV', name: 'Norlavia', fictional: true });
    const create = new CreateAgency(unitOfWork, agencies, instruments, audit, clock, ids);
    const leads: Lead[] = [];
    for (let number = 0; number < AGENCIES; number += 1) {
      const settings = { ...AGENCY, name: `Agency ${number}` };
      const { agency } = await create.execute(FOUNDER, { country: country.id, settings, fictional: true });
      leads.push(await this.lead(agency, number));
    }
    return leads;
  }

  /** As the operator. */
  get ports(): Ports {
    return this.parts.ports;
  }

  /** As the operator, who sees all. */
  rows<Row>(sql: string): Promise<readonly Row[]> {
    return this.parts.dataSource.query(sql);
  }

  get log(): string {
    return path.join(this.parts.config.dataDir, 'servers.log');
  }

  /** The web process as the build made it. */
  startWeb(): Promise<ServerProcess> {
    const { root } = this.parts.config;
    const file = path.join(root, 'dist', 'apps', 'web', 'apps', 'web', 'src', 'main.js');
    return ServerProcess.start({ file, settings: this.settings, folder: root, log: this.log });
  }

  startWorker(): WorkerProcess {
    const { root } = this.parts.config;
    const file = path.join(root, 'dist', 'apps', 'worker', 'apps', 'worker', 'src', 'main.js');
    return WorkerProcess.start({ file, settings: this.settings, folder: root, log: this.log });
  }

  async firstDimension(): Promise<string> {
    const published = await this.parts.ports.instruments.find('geoa-le', '1.0.0');
    const [first] = published?.instrument.dimensions ?? [];
    if (first === undefined) throw new Error('geoa-le 1.0.0 is not published.');
    return first.id;
  }

  private readonly interrupted = (): void => void this.close().finally(() => process.exit(1));

  async close(): Promise<void> {
    for (const signal of SIGNALS) process.off(signal, this.interrupted);
    await this.parts.identityPool.end();
    await this.parts.dataSource.destroy();
    await this.database.release();
    rmSync(this.parts.config.dataDir, { recursive: true, force: true });
  }

  private async lead(agencyId: AgencyId, number: number): Promise<Lead> {
    const { identityPool: pool, secrets, config } = this.parts;
    const accounts = new Accounts({ pool, secret: secrets.authSecret, publicUrl: config.publicUrl });
    const person = { email: `lead${number}@isonomia.example`, name: `Lead ${number}`, password: PASSWORD };
    const created = await accounts.createUser({ ...person, memberships: [{ role: 'lead', agencyId }] });
    if (!created.ok) throw new Error(`The lead cannot be created: ${created.code}`);
    const signedIn = await accounts.signIn({ ...person, address: `192.0.2.${number}`, userAgent: 'isonomia bench' });
    if (!signedIn.ok) throw new Error(`The lead cannot sign in: ${signedIn.reason}`);
    const actor = await new AccountDirectory(pool).actor(userId(created.userId));
    if (actor === undefined) throw new Error('The lead is gone.');
    return { actor, agency: agencyId, cookie: signedIn.setCookies.map((cookie) => cookie.split(';', 1)[0]).join('; ') };
  }

  private async start({ actor, agency, cookie }: Lead, answers: Answers): Promise<OpenAssessment> {
    const { unitOfWork, agencies, assessments, instruments, audit, clock, ids } = this.parts.ports;
    const start = new StartAssessment(unitOfWork, agencies, assessments, instruments, audit, clock, ids);
    const { assessment } = await start.execute(actor, {
      agency,
      instrument: 'geoa-le',
      version: '1.0.0',
      variant: 'full',
      title: 'Benchmark',
      reference: REFERENCE,
      stockDate: REFERENCE.to,
    });
    const directory = new AccountDirectory(this.parts.identityPool);
    const record = new RecordAnswers(new AnswerWriter(assessments, this.parts.ports.answers, instruments, directory));
    const incoming = Object.entries(answers).map(([question, answer]) => ({ question, answer }));
    await record.execute(actor, { assessment, answers: incoming });
    return { id: assessment, cookie };
  }
}

/** The answers of the example, without the evidence that stands in no database. */
export function exampleAnswers(root: string): Answers {
  const file = JSON.parse(readFileSync(path.join(root, 'examples', 'geoa-le-full.json'), 'utf8')) as AnswerFile;
  return Object.fromEntries(Object.entries(file.answers).map(([id, answer]) => [id, withoutEvidence(answer)]));
}

function withoutEvidence(answer: Answer): Answer {
  if ('notAvailable' in answer) return answer;
  const { evidence: _, ...rest } = answer;
  if (!('value' in rest) || !('checked' in rest.value)) return rest;
  return { ...rest, value: { checked: rest.value.checked } };
}
