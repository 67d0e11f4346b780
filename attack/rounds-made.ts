import type { Client } from './client.js';

const DAY_MS = 86_400_000;
export const day = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);
export const planOf = (name: string) => ({
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
