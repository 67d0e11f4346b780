import { createHmac } from 'node:crypto';
import {
  CreateAgency,
  DefineCountry,
  ListAgencies,
  mustHaveSecondFactor,
  userId,
  type AgencyId,
  type Country,
  type UserId,
} from '@isonomia/application';
import { demoTotpSecret } from '@isonomia/identity';
import { readMark, writeMark } from '@isonomia/persistence';
import { misused, refused } from '../exit.js';
import { OPERATOR } from '../operator.js';
import { type Installation, withInstallation } from '../installation.js';
import { say } from '../output.js';
import { known } from './known.js';
import { loadAssessment } from './load-assessment.js';
import { loadPractices } from './load-practices.js';
import { loadRounds } from './load-rounds.js';
import { loadWorkshop } from './load-workshop.js';
import { type DemoAgency, type DemoMembership, type DemoPerson, type DemoRegion, readDemoRegion } from './region.js';

const MARK = 'demo';
const PASSWORD_CHARACTERS = 16;

/**
 * The demo region through the same use cases that people use. Each step looks first whether it was done, so that an
 * interrupted load goes on; the mark that ends it is the supervisor's sign not to ask again.
 */
export async function loadDemo(installation: Installation): Promise<void> {
  const { config, database } = installation;
  if (config.mode === 'production') throw misused('The demo has public passwords: it is not loaded in production.');
  if ((await readMark(database.address, MARK)) !== undefined) {
    say('The demo region is loaded already.');
    return;
  }
  const region = await readDemoRegion(config.root);
  const places = await found(installation, region);
  const password = demoPassword(installation.secret);
  const people = new Map<string, UserId>();
  for (const person of region.people) {
    const id = await createPerson(installation, person, places, password);
    if (mustHaveSecondFactor(person.memberships.map(({ role }) => ({ role })))) {
      await installation.factors.seed(id, demoTotpSecret(installation.secret, person.email));
    }
    people.set(person.email, id);
  }
  await loadPractices(installation, { region, regionId: places.region, people });
  for (const agency of region.agencies) {
    const id = places.agency(agency.key);
    for (const assessment of agency.assessments) {
      await loadAssessment(installation, { agency, agencyId: id, assessment, people });
    }
  }
  await loadRounds(installation, { region, regionId: places.region, agencyOf: (key) => places.agency(key), people });
  await loadWorkshop(installation, { region, regionId: places.region, people });
  await writeMark(database.address, MARK, { signIns: signInsOf(region, password) });
  say(`Loaded the demo region: ${region.agencies.length} agencies, ${region.people.length} people.`);
}

export const loadDemoRegion = (): Promise<void> => withInstallation(loadDemo);

/** One for all of the demo's people, of this installation alone, and the same when an interrupted load goes on. */
const demoPassword = (secret: string): string =>
  createHmac('sha256', secret).update('isonomia demo').digest('base64url').slice(0, PASSWORD_CHARACTERS);

interface Places {
  readonly region: Country['regionId'];
  agency(key: string): AgencyId;
}

async function found({ ports }: Installation, { region, countries, agencies }: DemoRegion): Promise<Places> {
  const define = new DefineCountry(ports.unitOfWork, ports.agencies, ports.audit, ports.ids);
  const defined = new Map<string, Country>();
  for (const country of countries) {
    defined.set(country.code, await define.execute(OPERATOR, { ...country, region: region.name, fictional: true }));
  }
  const countryOf = (agency: DemoAgency): Country => known(defined, agency.country, 'country');
  const list = await new ListAgencies(ports.unitOfWork, ports.agencyReader).execute(OPERATOR, { size: 200 });
  const create = new CreateAgency(
    ports.unitOfWork,
    ports.agencies,
    ports.instruments,
    ports.audit,
    ports.clock,
    ports.ids,
  );
  const ids = new Map<string, AgencyId>();
  for (const agency of agencies) {
    const country = countryOf(agency);
    const there = list.agencies.find((one) => one.name === agency.name && one.regionId === country.regionId);
    const made = there?.id ?? (await create.execute(OPERATOR, newAgency(agency, country))).agency;
    ids.set(agency.key, made);
  }
  const first = [...defined.values()][0];
  if (first === undefined) throw new Error('The demo region has no country.');
  return { region: first.regionId, agency: (key) => known(ids, key, 'agency') };
}

const newAgency = (settings: DemoAgency, country: Country) => ({ country: country.id, settings, fictional: true });

async function createPerson(
  { accounts }: Installation,
  person: DemoPerson,
  places: Places,
  password: string,
): Promise<UserId> {
  const memberships = person.memberships.map((membership) => membershipOf(membership, places));
  const created = await accounts.createUser({ ...person, memberships, password });
  if (created.ok) return userId(created.userId);
  // Created before the load was interrupted: then the password is ours.
  const attempt = { email: person.email, password, address: '127.0.0.1', userAgent: 'isonomia demo' };
  const signedIn = await accounts.signIn(attempt);
  if (signedIn.ok) {
    await accounts.revokeSessions(signedIn.userId);
    return userId(signedIn.userId);
  }
  throw refused(`${created.code}: ${person.email} of the demo cannot be created.`);
}

const membershipOf = ({ role, agency, region }: DemoMembership, places: Places) => ({
  role,
  ...(agency !== undefined && { agencyId: places.agency(agency) }),
  ...(region === true && { regionId: places.region }),
});

function signInsOf({ people, agencies, region }: DemoRegion, password: string) {
  const nameOf = ({ agency, region: regional }: DemoMembership): string =>
    regional === true ? region.name : (agencies.find(({ key }) => key === agency)?.name ?? 'everywhere');
  return people.map(({ email, name, memberships }) => {
    const role = memberships[0]?.role ?? '';
    const code = mustHaveSecondFactor(memberships.map((one) => ({ role: one.role }))) ? { code: true } : {};
    return { email, password, who: `${name}, ${role}: ${memberships.map(nameOf).join(', ')}`, ...code };
  });
}
