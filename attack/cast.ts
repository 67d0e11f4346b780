import { Client } from './client.js';
import { type Fixture, type FixtureUser, one } from './fixture.js';
import type { OwnerRole } from './recipe.js';
import { type World, worldOf } from './world.js';

/** Who plays: an agency that is attacked, one of another region that attacks, and everybody's session. */
export interface Cast {
  readonly stranger: Client;
  readonly victim: World;
  /** Of the attackers' own: for requests that mix own ids with somebody else's. */
  readonly own: World;
  readonly owners: Readonly<Record<OwnerRole, Client>>;
  readonly attackers: readonly Attacker[];
}

export interface Attacker {
  readonly user: FixtureUser;
  readonly client: Client;
}

const VICTIM = 'N01';
const ATTACKING = 'S01';
const SIBLING = 'N02';
const AGENCY_ROLES = ['lead', 'contributor', 'reviewer', 'participant', 'recipient'] as const;
const REGION_ROLES = ['coordinator', 'facilitator'] as const;

const FEW = { agency: ['lead', 'contributor'], region: ['coordinator'] } as const;

/** Signs everybody in once: the product counts sign-ins, and so many in a quarter of an hour are enough. */
export async function gather(fixture: Fixture, baseUrl: string, few: boolean): Promise<Cast> {
  const enter = async (role: string, where: Partial<Pick<FixtureUser, 'agency' | 'region'>>): Promise<Attacker> => {
    const isThere = (user: FixtureUser): boolean =>
      user.role === role && user.agency === where.agency && user.region === where.region;
    const user = one(fixture.users, isThere, `${role} of ${where.agency ?? where.region ?? 'the installation'}`);
    const client = new Client(baseUrl, user.email);
    await client.signIn(user);
    return { user, client };
  };
  const lead = await enter('lead', { agency: VICTIM });
  const reviewer = await enter('reviewer', { agency: VICTIM });
  const coordinator = await enter('coordinator', { region: 'north' });
  const administrator = await enter('administrator', {});
  const attackers = [
    ...(await Promise.all((few ? FEW.agency : AGENCY_ROLES).map((role) => enter(role, { agency: ATTACKING })))),
    ...(await Promise.all((few ? FEW.region : REGION_ROLES).map((role) => enter(role, { region: 'south' })))),
    ...(few ? [] : [await enter('lead', { agency: SIBLING })]),
  ];
  const [attackingLead] = attackers;
  const abroad = attackers.find(({ user }) => user.role === 'coordinator');
  if (attackingLead === undefined || abroad === undefined) throw new Error('Nobody attacks.');
  return {
    stranger: new Client(baseUrl, 'a stranger'),
    victim: await worldOf(fixture, VICTIM, { lead: lead.client, coordinator: coordinator.client }),
    own: await worldOf(fixture, ATTACKING, { lead: attackingLead.client, coordinator: abroad.client }),
    owners: {
      lead: lead.client,
      reviewer: reviewer.client,
      coordinator: coordinator.client,
      administrator: administrator.client,
    },
    attackers,
  };
}
