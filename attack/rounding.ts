import type { Client } from './client.js';
import type { Recipe } from './recipe.js';

const DAY_MS = 86_400_000;
const day = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);
const planOf = (name: string) => ({
  name,
  instrument: 'geoa-le',
  version: '1.0.0',
  variant: 'full',
  opensOn: day(0),
  closesOn: day(60),
  reference: { from: '2025-01-01', to: '2025-12-31' },
});

/** A round that the agency alone is invited to and that is open, and one that nobody knows of; as the coordinator. */
export async function roundsOf(
  coordinator: Client,
  { region, agency }: { readonly region: string; readonly agency: string },
): Promise<{ readonly round: string; readonly planned: string }> {
  const send = async (method: 'POST' | 'PUT', path: string, json: object): Promise<string> => {
    const { status, text } = await coordinator.send({ method, path, json });
    if (status >= 300) throw new Error(`no round: ${path}: ${status} ${text}`);
    return text;
  };
  const plan = async (name: string): Promise<string> => {
    const made = JSON.parse(await send('POST', '/api/rounds', { ...planOf(name), region })) as { readonly id: string };
    return made.id;
  };
  const [round, planned] = [await plan('Attacked'), await plan('To come')];
  await send('POST', `/api/rounds/${round}/invitations`, { agencies: [agency] });
  await send('PUT', `/api/rounds/${round}/state`, { state: 'open' });
  return { round, planned };
}

const read = (operation: string, path: string): Recipe => ({
  operation: `GET /api/rounds/{round}${operation}`,
  by: 'coordinator',
  ids: ['round'],
  make: ({ ids }) => ({ path: `/api/rounds/${ids.round}${path}` }),
});

/** Rounds, by those who keep them and by those who are asked. */
export const ROUNDING: readonly Recipe[] = [
  { operation: 'GET /api/rounds', by: 'coordinator', ids: [], make: () => ({ path: '/api/rounds' }) },
  read('', ''),
  read('/invitations', '/invitations'),
  read('/reminders', '/reminders'),
  {
    operation: 'POST /api/rounds',
    by: 'coordinator',
    ids: ['region'],
    make: ({ ids, turn }) => ({ path: '/api/rounds', json: { ...planOf(`Round ${turn}`), region: ids.region } }),
  },
  {
    operation: 'PUT /api/rounds/{round}',
    by: 'coordinator',
    ids: ['planned'],
    make: ({ ids, turn }) => ({ path: `/api/rounds/${ids.planned}`, json: planOf(`Plan ${turn}`) }),
    etagOf: ({ ids }) => `/api/rounds/${ids.planned}`,
  },
  {
    operation: 'POST /api/rounds/{round}/invitations',
    by: 'coordinator',
    ids: ['round'],
    make: ({ ids }) => ({ path: `/api/rounds/${ids.round}/invitations`, json: { agencies: [ids.agency] } }),
  },
  {
    operation: 'POST /api/rounds/{round}/reminders/mail',
    by: 'coordinator',
    ids: ['round'],
    make: ({ ids }) => ({ path: `/api/rounds/${ids.round}/reminders/mail` }),
  },
  {
    operation: 'PUT /api/rounds/{round}/extension',
    by: 'coordinator',
    ids: ['round'],
    make: ({ ids }) => ({ path: `/api/rounds/${ids.round}/extension`, json: { closesOn: day(90) } }),
    // The second time it is no later day.
    alsoRight: [422],
  },
  {
    operation: 'PUT /api/rounds/{round}/state',
    by: 'coordinator',
    ids: ['round'],
    make: ({ ids }) => ({ path: `/api/rounds/${ids.round}/state`, json: { state: 'open' } }),
    // It is open, for the others to be tried.
    alsoRight: [409],
  },
  {
    operation: 'GET /api/agencies/{agency}/rounds',
    by: 'lead',
    ids: ['agency'],
    make: ({ ids }) => ({ path: `/api/agencies/${ids.agency}/rounds` }),
  },
  {
    operation: 'GET /api/agencies/{agency}/rounds/{round}',
    by: 'lead',
    ids: ['agency', 'round'],
    make: ({ ids }) => ({ path: `/api/agencies/${ids.agency}/rounds/${ids.round}` }),
  },
  {
    operation: 'PUT /api/agencies/{agency}/rounds/{round}/sharing',
    by: 'lead',
    ids: ['agency', 'round'],
    make: ({ ids }) => ({
      path: `/api/agencies/${ids.agency}/rounds/${ids.round}/sharing`,
      json: { choice: 'anonymous' },
    }),
  },
  {
    operation: 'PUT /api/agencies/{agency}/rounds/{round}/refusal',
    by: 'lead',
    ids: ['agency', 'round'],
    make: ({ ids }) => ({
      path: `/api/agencies/${ids.agency}/rounds/${ids.round}/refusal`,
      json: { declined: false },
    }),
  },
];
