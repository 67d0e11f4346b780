import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  type Actor,
  type AgencyId,
  type AssessmentId,
  CreateAgency,
  DefineCountry,
  type Membership,
  PublishInstruments,
  RecordAnswers,
  type Role,
  type SettingsInput,
  StartAssessment,
  SubmitAssessment,
  SYSTEM,
  UserDirectory,
  userId,
} from '@isonomia/application';
import { Accounts, createIdentityPool, SecondFactors } from '@isonomia/identity';
import { clientConfig, createPorts } from '@isonomia/persistence';
import { ShippedInstruments } from './shipped-instruments.js';
import type { TestWeb } from './web.js';

/** Nobody's account but those that a test makes. */
export const PASSWORD = 'correct horse battery 4';

const FOUNDER: Actor = { userId: SYSTEM, name: 'Isonomia', language: 'en', memberships: [{ role: 'administrator' }] };

export const CUSTOMS: SettingsInput = {
  type: 'customs',
  name: 'Tarsenia Customs Service',
  legalFrame: 'Customs Code of Tarsenia (2014). Fictional.',
  currency: 'EUR',
  timeZone: 'Asia/Tbilisi',
  reference: { from: '2025-01-01', to: '2025-12-31' },
  stockDate: '2025-12-31',
  ranks: [
    { id: 'inspector', label: 'Inspector', band: 'officers' },
    { id: 'senior-inspector', label: 'Senior inspector', band: 'supervisors' },
  ],
  units: [
    { id: 'hq', label: 'Headquarters' },
    { id: 'port', label: 'Sea port' },
  ],
};

const PEOPLE = {
  asha: { name: 'Asha Tevdor', role: 'lead', at: 'ours' },
  fay: { name: 'Fay Lindqvist', role: 'contributor', at: 'ours' },
  bruno: { name: 'Bruno Okwethi', role: 'reviewer', at: 'ours' },
  dara: { name: 'Dara Mirzo', role: 'lead', at: 'theirs' },
  cora: { name: 'Cora Vesely', role: 'coordinator', at: 'region' },
  adam: { name: 'Adam Ruzicka', role: 'administrator', at: 'everywhere' },
} as const satisfies Record<string, { name: string; role: Role; at: 'ours' | 'theirs' | 'region' | 'everywhere' }>;
export type PersonName = keyof typeof PEOPLE;

/** Whose role demands a second factor, which `populate` sets up for them. */
export const hasSecondFactor = (person: PersonName): boolean =>
  ['coordinator', 'administrator'].includes(PEOPLE[person].role);

/** The secret of every authenticator app in the world of tests. */
export const TOTP_SECRET = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const RECOVERY_CODES = Array.from({ length: 200 }, (_, n) => `test-code-${String(n).padStart(4, '0')}`);
const used = new Map<PersonName, number>();

/** A code that was not used before: those of an app change too slowly for tests. */
export function recoveryCodeOf(person: PersonName): string {
  const next = used.get(person) ?? 0;
  used.set(person, next + 1);
  return RECOVERY_CODES[next % RECOVERY_CODES.length] ?? '';
}

export const emailOf = (person: PersonName): string => `${person}@example.org`;

/** The published instrument, two agencies and their people with accounts, behind the real web application. */
export interface World {
  readonly agency: AgencyId;
  readonly theirs: AgencyId;
  readonly actors: Readonly<Record<PersonName, Actor>>;
  /** Started by asha in her agency. */
  assessment(variant?: string): Promise<AssessmentId>;
  answer(assessment: AssessmentId, answers: Readonly<Record<string, unknown>>): Promise<void>;
  /** Answered as the file of examples has it, and submitted. */
  submitted(variant?: Variant): Promise<AssessmentId>;
}

export type Variant = 'full' | 'core' | 'workforce';

/** The answers of a file of examples, without the evidence that they cite. */
export function exampleAnswers(variant: Variant): Readonly<Record<string, unknown>> {
  const file = path.join('examples', `geoa-le-${variant}.json`);
  const { answers } = JSON.parse(readFileSync(file, 'utf8')) as { answers: Readonly<Record<string, object>> };
  return Object.fromEntries(Object.entries(answers).map(([question, answer]) => [question, unproved(answer)]));
}

function unproved(answer: object): object {
  const { evidence: _evidence, ...rest } = answer as { evidence?: unknown; value?: object };
  if (rest.value === undefined || !('proved' in rest.value)) return rest;
  const { proved: _proved, ...value } = rest.value;
  return { ...rest, value };
}

export async function populate({ app, database }: TestWeb): Promise<World> {
  const { unitOfWork, agencies, instruments, audit, ids } = createPorts(database.operator);
  await new PublishInstruments(unitOfWork, new ShippedInstruments(), instruments, audit).execute();
  const country = await new DefineCountry(unitOfWork, agencies, audit, ids).execute(FOUNDER, {
    region: 'Four Rivers',
    code: 'XT',
    name: 'Tarsenia',
    fictional: true,
  });
  const useCase = <Case>(type: new (...ports: never[]) => Case): Case => app.get(type, { strict: false });
  const found = async (settings: SettingsInput): Promise<AgencyId> => {
    const command = { country: country.id, settings, fictional: true };
    return (await useCase(CreateAgency).execute(FOUNDER, command)).agency;
  };
  const agency = await found(CUSTOMS);
  const theirs = await found({ ...CUSTOMS, name: 'Norlavia Border Guard', type: 'border' });
  const actors = await open(
    { app, database },
    {
      ours: { agencyId: agency },
      theirs: { agencyId: theirs },
      region: { regionId: country.regionId },
      everywhere: {},
    },
  );
  const { asha } = actors;
  const world: World = {
    agency,
    theirs,
    actors,
    async assessment(variant = 'full') {
      const { assessment } = await useCase(StartAssessment).execute(asha, {
        agency,
        instrument: 'geoa-le',
        version: '1.0.0',
        variant,
        title: 'Assessment 2025',
        reference: { from: '2025-01-01', to: '2025-12-31' },
        stockDate: '2025-12-31',
      });
      return assessment;
    },
    async answer(assessment, answers) {
      const many = Object.entries(answers).map(([question, answer]) => ({ question, answer }));
      await useCase(RecordAnswers).execute(asha, { assessment, answers: many });
    },
    async submitted(variant = 'core') {
      const assessment = await world.assessment(variant);
      await world.answer(assessment, exampleAnswers(variant));
      const approval = { name: 'Otto Notreal', function: 'Director General', date: '2026-03-16' };
      await useCase(SubmitAssessment).execute(asha, { assessment, approval });
      return assessment;
    },
  };
  return world;
}

/** Accounts for everybody; who has one is read back as the web application reads it. */
async function open(
  { app, database }: Pick<TestWeb, 'app' | 'database'>,
  places: Readonly<Record<'ours' | 'theirs' | 'region' | 'everywhere', Omit<Membership, 'role'>>>,
): Promise<World['actors']> {
  const pool = createIdentityPool(clientConfig(database.address), 2);
  const accounts = new Accounts({ pool, secret: 'x'.repeat(40), publicUrl: 'http://localhost:3000' });
  const directory = app.get(UserDirectory, { strict: false });
  const factors = app.get(SecondFactors, { strict: false });
  const people = Object.entries(PEOPLE) as readonly [PersonName, (typeof PEOPLE)[PersonName]][];
  const known = new Map<string, Actor>();
  for (const [key, { name, role, at }] of people) {
    const memberships = [{ role, ...places[at] }];
    const made = await accounts.createUser({ email: emailOf(key), name, password: PASSWORD, memberships });
    if (!made.ok) throw new Error(made.code);
    if (hasSecondFactor(key)) await factors.seed(made.userId, TOTP_SECRET, RECOVERY_CODES);
    const actor = await directory.actor(userId(made.userId));
    if (actor !== undefined) known.set(key, actor);
  }
  await pool.end();
  return Object.fromEntries(known) as World['actors'];
}
