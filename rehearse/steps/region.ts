import type { Installation } from '../installation.js';
import { administrator, invite } from '../people.js';
import type { Rehearsal } from '../report.js';
import type { Visitor } from '../visitor.js';
import { AGENCIES, REGION } from '../world.js';

export interface Stage {
  readonly installation: Installation;
  readonly rehearsal: Rehearsal;
  /** Where the documents are left. */
  readonly folder: string;
  /** On the roster. */
  readonly people: number;
}

export interface Founded {
  readonly facilitator: Visitor;
  /** By the key of the agency. */
  readonly leads: ReadonlyMap<string, Visitor>;
}

/** A region with its countries and agencies, the people who lead them, and a facilitator: all by pages and letters. */
export async function foundRegion({ installation, rehearsal }: Stage): Promise<Founded> {
  rehearsal.part('The region');
  const admin = await administrator(installation);
  const regions = await admin.open('/administration/regions/new');
  await admin.send(regions.form(/regions/), { name: REGION, fictional: 'true' });
  const [address = ''] = (await admin.open('/administration/regions')).links(/countries\/new/);
  for (const { country, code } of AGENCIES)
    await admin.send((await admin.open(address)).form(/countries/), { name: country, code });
  for (const { name, type, country } of AGENCIES) {
    const form = (await admin.open('/administration/agencies/new')).form(/agencies\/new/);
    await admin.send(form, { name, type, country: form.valueOf('country', country), fictional: 'true' });
  }
  const listed = (await admin.open('/administration/agencies')).text;
  rehearsal.check(
    'five agencies of five countries are there',
    AGENCIES.every(({ name }) => listed.includes(name)),
  );
  const person = { name: 'Faye Ciliton', email: 'facilitator@rehearsal.example', role: 'facilitator', place: REGION };
  const facilitator = await invite(installation, admin, person);
  const leads = new Map<string, Visitor>();
  for (const { key, name } of AGENCIES) {
    const lead = { name: `Lead of ${key}`, email: `lead.${key}@rehearsal.example`, role: 'lead', place: name };
    leads.set(key, await invite(installation, admin, lead));
  }
  rehearsal.check('a facilitator and five leads were invited by letter and signed in', leads.size === AGENCIES.length);
  return { facilitator, leads };
}
