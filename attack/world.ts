import { randomBytes, randomUUID } from 'node:crypto';
import type { Client } from './client.js';
import { type Fixture, one } from './fixture.js';
import { planOfAgency } from './plans-made.js';
import { roundsOf } from './rounds-made.js';

/** Ids of one agency's things, by the name that recipes give them. */
export type Ids = Readonly<Record<IdName, string>>;
export const ID_NAMES = [
  'region',
  'country',
  'agency',
  'draft',
  'submitted',
  'inReview',
  'reviewedEvidence',
  'evidence',
  'otherEvidence',
  'removed',
  'document',
  'waiting',
  'person',
  'membership',
  'invitation',
  'round',
  'planned',
  'task',
  'taskEvidence',
] as const;
export type IdName = (typeof ID_NAMES)[number];

/** An agency with something of everything, and the clients of its people. */
export interface World {
  readonly key: string;
  readonly ids: Ids;
  readonly rule: string;
}

interface PersonView {
  readonly person: { readonly roles: readonly { readonly id: string; readonly role: string }[] };
}

/** Reads what the fixture leaves out, and has its lead invite somebody, as the lead of the agency. */
export async function worldOf(
  fixture: Fixture,
  key: string,
  { lead, coordinator }: { readonly lead: Client; readonly coordinator: Client },
): Promise<World> {
  const agency = one(fixture.agencies, (item) => item.key === key, key);
  const resource = (kind: string, state: string): string =>
    one(
      fixture.resources,
      (item) => item.agency === key && item.kind === kind && item.state === state,
      `${kind} ${state}`,
    ).id;
  const draft = resource('assessment', 'draft');
  const inReview = resource('assessment', 'in-review');
  const submitted = one(fixture.resources, (item) => item.agency === key && item.state === 'submitted', 'submission');
  const proofs = fixture.resources.filter((item) => item.kind === 'evidence' && item.assessment === draft);
  const user = (role: string): string =>
    one(fixture.users, (item) => item.agency === key && item.role === role, role).id;
  const person = user('participant');
  const { person: seen } = (await lead.read(`/api/people/${person}`)) as PersonView;
  const json = { role: 'recipient', agency: agency.id, email: `guest.${randomUUID()}@fixture.example` };
  const invited = await lead.send({ method: 'POST', path: '/api/invitations', json });
  if (invited.status !== 201) throw new Error(`${key}: no invitation: ${invited.status} ${invited.text}`);
  const region = one(fixture.regions, (item) => item.key === agency.region, 'region').id;
  return {
    key,
    rule: submitted.rule ?? '',
    ids: {
      region,
      country: one(fixture.countries, (item) => item.code === agency.country, 'country').id,
      agency: agency.id,
      draft,
      submitted: submitted.id,
      inReview,
      reviewedEvidence: one(
        fixture.resources,
        (item) => item.kind === 'evidence' && item.assessment === inReview,
        'evidence in review',
      ).id,
      evidence: one(proofs, (item) => item.state === 'pdf', 'file').id,
      otherEvidence: one(proofs, (item) => item.state === 'text', 'text').id,
      removed: resource('evidence', 'removed'),
      document: resource('document', 'ready'),
      waiting: resource('document', 'queued'),
      person,
      membership: one(seen.roles, () => true, 'role').id,
      invitation: (JSON.parse(invited.text) as { readonly id: string }).id,
      ...(await planOfAgency(lead, agency.id)),
      ...(await roundsOf(coordinator, { region, agency: agency.id })),
    },
  };
}

/** In no database: what must be answered for it is what must be answered for everything of somebody else. */
export const noIds = (): Ids =>
  Object.fromEntries(
    ID_NAMES.map((name) => [name, name === 'document' || name === 'waiting' ? noDocument() : randomUUID()]),
  ) as Record<IdName, string>;

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const noDocument = (): string => Array.from(randomBytes(12), (byte) => ALPHABET[byte % ALPHABET.length]).join('');
