import type { Client } from './client.js';

/** A task of the agency's plan with evidence; as its lead. */
export async function planOfAgency(
  lead: Client,
  agency: string,
): Promise<{ readonly task: string; readonly taskEvidence: string }> {
  const send = async (path: string, json: object): Promise<string> => {
    const { status, text } = await lead.send({ method: 'POST', path, json });
    if (status !== 201) throw new Error(`no plan: ${path}: ${status} ${text}`);
    return (JSON.parse(text) as { readonly id: string }).id;
  };
  const task = await send(`/api/agencies/${agency}/plan/tasks`, { what: 'Attacked', reminders: false });
  return { task, taskEvidence: await send(`/api/plan/tasks/${task}/evidence`, { kind: 'citation', title: 'Order' }) };
}
