import { readFileSync } from 'node:fs';
import {
  type AgencyId,
  type AssessmentId,
  CreateAgency,
  DefineCountry,
  StartAssessment,
  SYSTEM,
  userId,
  type Actor,
} from '@isonomia/application';
import { loadSecrets } from '@isonomia/config';
import { AccountDirectory, Accounts, createIdentityPool } from '@isonomia/identity';
import { clientConfig, createDataSource, createPorts, OPERATOR_ROLE, type Ports } from '@isonomia/persistence';
import type { RunningProduct } from './product.js';

/** An assessment to answer, and what its lead's browser sends along. */
export interface OpenAssessment {
  readonly id: AssessmentId;
  readonly agency: AgencyId;
  readonly cookie: string;
  readonly email: string;
}

const FOUNDER: Actor = { userId: SYSTEM, name: 'Founder', language: 'en', memberships: [{ role: 'administrator' }] };
const AGENCY = { type: 'customs', timeZone: 'UTC', currency: 'EUR', ranks: [], units: [] };
const REFERENCE = { from: '2025-01-01', to: '2025-12-31' };
const PASSWORD = 'correct horse battery 9';

/** Agencies with one lead and one open assessment each, in a product that runs. */
export async function settle(
  product: Pick<RunningProduct, 'address' | 'config'>,
  count: number,
): Promise<readonly OpenAssessment[]> {
  const address = await product.address;
  const pool = { name: 'inhabitants', size: 2, role: OPERATOR_ROLE } as const;
  const dataSource = await createDataSource(address, pool).initialize();
  const identityPool = createIdentityPool(clientConfig(address), 2);
  try {
    const ports = createPorts(dataSource);
    const { unitOfWork, agencies, audit, ids } = ports;
    const place = { region: 'Four Rivers', code: 'NV', name: 'Norlavia', fictional: true };
    const country = await new DefineCountry(unitOfWork, agencies, audit, ids).execute(FOUNDER, place);
    const { authSecret } = loadSecrets(product.config);
    const accounts = new Accounts({ pool: identityPool, secret: authSecret, publicUrl: product.config.publicUrl });
    const directory = new AccountDirectory(identityPool);
    const open: OpenAssessment[] = [];
    for (let number = 0; number < count; number += 1) {
      const agency = await found(ports, country.id, `Agency ${number}`);
      const lead = await signIn(accounts, agency, number);
      const actor = await directory.actor(userId(lead.id));
      if (actor === undefined) throw new Error('The lead is gone.');
      open.push({ id: await begin(ports, actor, agency), agency, cookie: lead.cookie, email: lead.email });
    }
    return open;
  } finally {
    await identityPool.end();
    await dataSource.destroy();
  }
}

type CountryId = Awaited<ReturnType<DefineCountry['execute']>>['id'];

async function found(ports: Ports, country: CountryId, name: string): Promise<AgencyId> {
  const { unitOfWork, agencies, instruments, audit, clock, ids } = ports;
  const create = new CreateAgency(unitOfWork, agencies, instruments, audit, clock, ids);
  return (await create.execute(FOUNDER, { country, settings: { ...AGENCY, name }, fictional: true })).agency;
}

async function signIn(accounts: Accounts, agencyId: AgencyId, number: number) {
  const person = { email: `lead${number}@example.org`, name: `Lead ${number}`, password: PASSWORD };
  const created = await accounts.createUser({ ...person, memberships: [{ role: 'lead', agencyId }] });
  if (!created.ok) throw new Error(`The lead cannot be created: ${created.code}`);
  const signedIn = await accounts.signIn({ ...person, address: `192.0.2.${number}`, userAgent: 'a test' });
  if (!signedIn.ok) throw new Error(`The lead cannot sign in: ${signedIn.reason}`);
  const cookie = signedIn.setCookies.map((one) => one.split(';', 1)[0]).join('; ');
  return { id: created.userId, cookie, email: person.email };
}

async function begin(ports: Ports, lead: Actor, agency: AgencyId): Promise<AssessmentId> {
  const { unitOfWork, agencies, assessments, instruments, audit, clock, ids } = ports;
  const start = new StartAssessment(unitOfWork, agencies, assessments, instruments, audit, clock, ids);
  const { assessment } = await start.execute(lead, {
    agency,
    instrument: 'geoa-le',
    version: '1.0.0',
    variant: 'core',
    title: 'Assessment 2025',
    reference: REFERENCE,
    stockDate: REFERENCE.to,
  });
  return assessment;
}

/** The answers of the short questionnaire, without the evidence they cite. */
export function coreAnswers(): Readonly<Record<string, Record<string, unknown>>> {
  const file = JSON.parse(readFileSync('examples/geoa-le-core.json', 'utf8')) as {
    answers: Readonly<Record<string, Record<string, unknown>>>;
  };
  return Object.fromEntries(Object.entries(file.answers).map(([id, answer]) => [id, unproved(answer)]));
}

function unproved({ evidence: _, ...answer }: Record<string, unknown>): Record<string, unknown> {
  const { value } = answer;
  if (typeof value !== 'object' || value === null || !('proved' in value)) return answer;
  const { proved: _proved, ...rest } = value;
  return { ...answer, value: rest };
}

/** Questions of the short questionnaire that are answered with a level. */
export const levelQuestions = (): readonly string[] =>
  Object.entries(coreAnswers()).flatMap(([id, { value }]) =>
    typeof value === 'object' && value !== null && 'level' in value ? [id] : [],
  );
