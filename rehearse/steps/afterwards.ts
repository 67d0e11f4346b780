import { AGENCIES } from '../world.js';
import { speakerOf } from './deciding.js';
import type { Room } from './phones.js';
import type { Stage } from './region.js';

/** The workshop is closed; what was undertaken becomes tasks, and whoever likes can be found. */
export async function goHome({ rehearsal }: Stage, room: Room): Promise<void> {
  rehearsal.part('Afterwards');
  const { facilitator, at } = room;
  const phone = speakerOf(room, 'alba');
  const me = await phone.open('/workshop/me');
  await phone.send(me.form(/^\/workshop\/me/), { contact: 'focal.point@rehearsal.example', focalPoint: 'on' });
  await facilitator.send((await facilitator.open(at)).form(/\/move$/), { move: 'close' });
  const late = await phone.open('/workshop/points');
  rehearsal.check('the workshop is closed, and nothing more is said', !late.has(/^\/workshop\/points$/));
  const network = await speakerOf(room, 'elmo').open('/workshop/network');
  rehearsal.check(
    'who agreed to be listed is found in the network',
    network.text.includes('focal.point@rehearsal.example'),
  );
  const guests = await facilitator.open(`${at}/network`);
  rehearsal.check('… and nobody else', (guests.text.match(/@rehearsal\.example/g) ?? []).length === 1);
  const lead = room.leads.get('alba');
  if (lead === undefined) throw new Error('The lead of Albarca is missing.');
  const home = (await lead.open('/agencies')).links(/^\/agencies\/[0-9a-f-]{36}$/)[0] ?? (await lead.open('/')).path;
  const page = await lead.open(`${home}/workshops`);
  await lead.send(page.form(/\/commitments$/));
  const plan = await lead.open(`${home}/plan`);
  rehearsal.check(
    'three commitments are tasks of the action plan',
    plan.text.includes(`Action 3 of ${AGENCIES[0]?.name ?? ''}`),
  );
}
