import {
  CreateAgency,
  DefineCountry,
  SYSTEM,
  UserDirectory,
  userId,
  type Actor,
  type AgencyId,
  type CountryId,
  type Membership,
  type RegionId,
} from '@isonomia/application';
import { Accounts, createIdentityPool, SecondFactors } from '@isonomia/identity';
import { clientConfig, createPorts } from '@isonomia/persistence';
import { csrfTokenOf, type Visitor } from './visitors.js';
import type { TestWeb } from './web.js';
import { CUSTOMS, PASSWORD, populate, TOTP_SECRET, type World } from './world.js';

const FOUNDER: Actor = { userId: SYSTEM, name: 'Isonomia', language: 'en', memberships: [{ role: 'administrator' }] };

export interface Places {
  readonly ours: AgencyId;
  readonly sibling: AgencyId;
  readonly foreign: AgencyId;
  readonly region: RegionId;
  readonly otherRegion: RegionId;
  readonly country: CountryId;
  readonly otherCountry: CountryId;
}

/** Somebody in each of the eight roles, in one agency and region, and their like elsewhere. */
const STAFF = {
  adam: ({}: Places): Membership => ({ role: 'administrator' }),
  abel: ({}: Places): Membership => ({ role: 'administrator' }),
  cora: ({ region }: Places): Membership => ({ role: 'coordinator', regionId: region }),
  gita: ({ otherRegion }: Places): Membership => ({ role: 'coordinator', regionId: otherRegion }),
  kim: ({ region }: Places): Membership => ({ role: 'facilitator', regionId: region }),
  asha: ({ ours }: Places): Membership => ({ role: 'lead', agencyId: ours }),
  fay: ({ ours }: Places): Membership => ({ role: 'contributor', agencyId: ours }),
  bruno: ({ ours }: Places): Membership => ({ role: 'reviewer', agencyId: ours }),
  pia: ({ ours }: Places): Membership => ({ role: 'participant', agencyId: ours }),
  rosa: ({ ours }: Places): Membership => ({ role: 'recipient', agencyId: ours }),
  dara: ({ sibling }: Places): Membership => ({ role: 'lead', agencyId: sibling }),
  hugo: ({ foreign }: Places): Membership => ({ role: 'lead', agencyId: foreign }),
} as const;
export type StaffName = keyof typeof STAFF;
const OF_THE_WORLD: readonly StaffName[] = ['adam', 'cora', 'asha', 'fay', 'bruno', 'dara'];
export const STAFF_NAMES = Object.keys(STAFF) as readonly StaffName[];

export interface Staff {
  readonly world: World;
  readonly places: Places;
  /** As they are now: roles change in these tests. */
  actor(name: StaffName): Promise<Actor>;
  /** A new account with these roles. */
  person(name: string, ...memberships: readonly Membership[]): Promise<Actor>;
  signedIn(name: string): Promise<Visitor>;
}

export const addressOf = (name: string): string => `${name}@example.org`;

export async function openStaff(web: TestWeb): Promise<Staff> {
  const world = await populate(web);
  const places = await openPlaces(web, world);
  const { app, database } = web;
  const directory = app.get(UserDirectory, { strict: false });
  const factors = app.get(SecondFactors, { strict: false });
  const codes = new Map<string, string[]>();
  const ids = new Map<string, Actor['userId']>();
  for (const name of OF_THE_WORLD) ids.set(name, world.actors[name as keyof World['actors']].userId);

  const actorOf = async (name: string): Promise<Actor> => {
    const actor = await directory.actor(ids.get(name) ?? userId(''));
    if (actor === undefined) throw new Error(`${name} cannot sign in.`);
    return actor;
  };
  const person: Staff['person'] = async (name, ...memberships) => {
    const pool = createIdentityPool(clientConfig(database.address), 1);
    const accounts = new Accounts({ pool, secret: 'x'.repeat(40), publicUrl: 'http://localhost:3000' });
    const made = await accounts.createUser({
      email: addressOf(name),
      name: `${name.slice(0, 1).toUpperCase()}${name.slice(1)} Somebody`,
      password: PASSWORD,
      memberships,
    });
    await pool.end();
    if (!made.ok) throw new Error(made.code);
    ids.set(name, userId(made.userId));
    return actorOf(name);
  };
  for (const name of STAFF_NAMES.filter((one) => !OF_THE_WORLD.includes(one))) await person(name, STAFF[name](places));

  const secondStep = async (visitor: Visitor, name: string): Promise<void> => {
    const kept = codes.get(name) ?? [];
    if (kept.length === 0) {
      const fresh = Array.from({ length: 50 }, (_, n) => `code-of-${name}-${String(n).padStart(3, '0')}`);
      await factors.seed(ids.get(name) ?? '', TOTP_SECRET, fresh);
      codes.set(name, fresh);
    }
    const code = codes.get(name)?.pop();
    await visitor.post('/api/session/second-factor').send({ code }).expect(204);
  };
  return {
    world,
    places,
    actor: actorOf,
    person,
    async signedIn(name) {
      const visitor = web.agent();
      await visitor
        .post('/api/session')
        .send({ email: addressOf(name), password: PASSWORD })
        .expect(204);
      const { memberships } = await actorOf(name);
      if (memberships.some(({ role }) => role === 'administrator' || role === 'coordinator')) {
        await secondStep(visitor, name);
      }
      return visitor;
    },
  };
}

async function openPlaces({ app, database }: TestWeb, world: World): Promise<Places> {
  const { unitOfWork, agencies, audit, ids } = createPorts(database.operator);
  const define = new DefineCountry(unitOfWork, agencies, audit, ids);
  const abroad = { region: 'Two Lakes', code: 'XB', name: 'Belmara', fictional: true };
  const here = { region: 'Four Rivers', code: 'XT', name: 'Tarsenia', fictional: true };
  const other = await define.execute(FOUNDER, abroad);
  const country = await define.execute(FOUNDER, here);
  const settings = { ...CUSTOMS, name: 'Belmara Police', type: 'police' };
  const { agency } = await app
    .get(CreateAgency, { strict: false })
    .execute(FOUNDER, { country: other.id, settings, fictional: true });
  return {
    ours: world.agency,
    sibling: world.theirs,
    foreign: agency,
    region: country.regionId,
    otherRegion: other.regionId,
    country: country.id,
    otherCountry: other.id,
  };
}

/** Posts a form as a browser without script does. */
export async function sendForm(
  visitor: Visitor,
  address: string,
  fields: Readonly<Record<string, string | readonly string[]>>,
): Promise<Awaited<ReturnType<Visitor['post']>>> {
  return visitor
    .post(address)
    .type('form')
    .send({ _csrf: await csrfTokenOf(visitor), ...fields });
}
