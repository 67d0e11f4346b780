import { filledSheet } from '../filled-sheet.js';
import { until } from '../people.js';
import type { Visitor } from '../visitor.js';
import { AGENCIES } from '../world.js';
import { together, type Room } from './phones.js';
import type { Stage } from './region.js';
import type { Planned } from './set-up.js';

const SHEET = /\/sheets\/[0-9a-f-]{36}$/;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Sends the tables that nobody has in the room to those who lead the agencies. */
export async function sendSheets({ installation, rehearsal }: Stage, { facilitator, at }: Planned): Promise<void> {
  rehearsal.part('Data sheets');
  const page = await facilitator.open(`${at}/sheets`);
  await facilitator.send(page.form(/sheets\/send$/));
  const sent = await until('letters with data sheets', () => {
    const found = AGENCIES.filter(({ key }) =>
      installation.mails.letters.some(
        ({ to, letter }) => to.includes(`lead.${key}@rehearsal.example`) && letter.includes('.xlsx'),
      ),
    );
    return found.length === AGENCIES.length ? found : undefined;
  });
  rehearsal.check('every lead gets a letter with the data sheet of their agency', sent.length === AGENCIES.length);
}

interface Returning {
  readonly who: Visitor;
  readonly address: string;
}

/** Filled in at home: handed in by two leads, from a seat, and by the facilitator for the rest. */
export async function returnSheets({ rehearsal }: Stage, room: Room): Promise<void> {
  const { facilitator, at, leads } = room;
  const addresses = (await facilitator.open(`${at}/sheets`)).links(SHEET);
  const named = await Promise.all(
    addresses.map(async (address) => ({ address, text: (await facilitator.open(address)).text })),
  );
  const returning = AGENCIES.map(({ key, name }, index): Returning => {
    const address = named.find(({ text }) => text.includes(name))?.address ?? '';
    const lead = leads.get(key);
    if (index < 2 && lead !== undefined) return { who: lead, address };
    const [phone] = room.of(key);
    return index === 2 && phone !== undefined
      ? { who: phone, address: '/workshop/sheet' }
      : { who: facilitator, address };
  });
  const spoiled = await handIn(returning[0], 0, true);
  rehearsal.check('a sheet with an impossible number is refused, and the cell is named', spoiled.status === 422);
  let taken = 0;
  await together(returning, async (one, index) => {
    if ((await handIn(one, index)).status < 400) taken += 1;
  });
  rehearsal.check('five sheets come back, from leads, from a seat and by the facilitator', taken === AGENCIES.length);
  const foreign = returning[0]?.address ?? '';
  const tried = await leads.get('bren')?.visit(foreign);
  rehearsal.check('a lead does not find the sheet of another agency', tried?.status === 404);
}

async function handIn(returning: Returning | undefined, agency: number, spoiled = false) {
  if (returning === undefined) throw new Error('There is no sheet to hand in.');
  const { who, address } = returning;
  const page = await who.open(address);
  const [file = ''] = page.links(/\.xlsx$/);
  const { bytes } = await who.download(file);
  const filled = await filledSheet(bytes, agency, spoiled);
  return who.fill(page.form(/sheet/), { file: new File([new Uint8Array(filled)], 'sheet.xlsx', { type: XLSX }) });
}
