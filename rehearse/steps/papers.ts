import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { readPdf } from '../../test/support/read-pdf.js';
import { CANARIES } from '../filled-sheet.js';
import { until } from '../people.js';
import { Visitor } from '../visitor.js';
import { nameResults, speakerOf, withdrawConsent } from './deciding.js';
import type { Room } from './phones.js';
import type { Stage } from './region.js';

const FILE = /\/documents\/[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\/file$/;
const FORMS = [
  { language: 'en', second: 'ru', arrangement: 'side-by-side', format: 'pdf' },
  { language: 'en', second: 'ru', arrangement: 'side-by-side', format: 'docx' },
  { language: 'ru', second: '', arrangement: 'side-by-side', format: 'pdf' },
  { language: 'en', second: '', arrangement: 'side-by-side', format: 'pdf' },
] as const;

/** Who was there on the days before, the outcome, its documents, and a certificate for everybody. */
export async function makePapers(stage: Stage, room: Room): Promise<void> {
  const { rehearsal } = stage;
  rehearsal.part('Day three: attendance, outcome, documents');
  await noteAttendance(room);
  await freeze(room);
  const bound = await documentsOf(room);
  rehearsal.check('the outcome is frozen', bound.has(/\/documents$/));
  const first = await order(stage, room, [FORMS[0]], 'first');
  const [whole] = first;
  rehearsal.check(
    'the document is there in English and Russian, side by side',
    whole !== undefined && whole.bytes.length > 20_000,
  );
  const joint = (await readPdf(whole?.bytes ?? new Uint8Array())).text;
  rehearsal.check('… with joint observations of five agencies, none of them named', /median/i.test(joint));
  await nameResults(stage, room);
  await withdraw(stage, room);
  await freeze(room);
  const files = await order(stage, room, FORMS, 'final');
  rehearsal.check('four documents are made of the frozen outcome', files.length === FORMS.length, String(files.length));
  await certify(stage, room);
  await verify(stage, { old: whole?.bytes, current: files.find(({ name }) => name.endsWith('en.pdf'))?.bytes });
  await takeHome(stage, room);
}

async function noteAttendance({ facilitator, at }: Room): Promise<void> {
  for (const address of (await facilitator.open(`${at}/attendance`)).links(/attendance\?/).slice(0, 2)) {
    const page = await facilitator.open(address);
    const form = page.form(/\/attendance/);
    await facilitator.send(form, { are: form.options('are').slice(0, -2) });
  }
}

const documentsOf = ({ facilitator, at }: Room) => facilitator.open(`${at}/documents`);

async function freeze(room: Room): Promise<void> {
  await room.facilitator.send((await documentsOf(room)).form(/\/documents\/freeze$/));
}

interface Made {
  readonly name: string;
  readonly bytes: Buffer;
}

async function order(
  { folder }: Stage,
  room: Room,
  forms: readonly (typeof FORMS)[number][],
  which: string,
): Promise<readonly Made[]> {
  for (const form of forms) await room.facilitator.send((await documentsOf(room)).form(/\/documents$/), { ...form });
  const made: Made[] = [];
  const page = await until('documents of the workshop', async () => {
    const now = await documentsOf(room);
    const done = now.links(FILE).length >= forms.length && !/data-refresh/.test(now.html);
    return done ? now : undefined;
  });
  for (const address of page.links(FILE)) {
    const { bytes, type } = await room.facilitator.download(address);
    const id = address.split('/').at(-2) ?? '';
    const format = type.includes('pdf') ? 'pdf' : 'docx';
    const label = new RegExp(`href="[^"]*${id}[^"]*"[^>]*>([^<]+)<`).exec(page.html)?.[1] ?? '';
    const languages = [/English/.test(label) && 'en', /Russian|Русский/.test(label) && 'ru'].filter(Boolean).join('-');
    const name = `${which}-outcome-${id}-${languages}.${format}`;
    writeFileSync(path.join(folder, name), bytes);
    made.push({ name, bytes });
  }
  return made;
}

/** A group takes its consent back, after the outcome was frozen with it. */
async function withdraw({ rehearsal }: Stage, room: Room): Promise<void> {
  await withdrawConsent(room, 'dore');
  const documents = await documentsOf(room);
  rehearsal.check(
    'a group withdraws, and the documents that count it are handed out no more',
    documents.links(FILE).length === 0,
  );
  const other = await speakerOf(room, 'alba').open('/workshop/documents');
  rehearsal.check('… neither to those who lead nor from any seat', other.links(FILE).length === 0);
}

async function certify({ rehearsal, folder, people }: Stage, room: Room): Promise<void> {
  const page = await documentsOf(room);
  await room.facilitator.send(page.form(/\/certificates$/), {
    language: 'en',
    second: 'ru',
    arrangement: 'side-by-side',
  });
  const done = await until(
    'a certificate for everybody',
    async () => {
      const now = await documentsOf(room);
      return /data-refresh/.test(now.html) ? undefined : now;
    },
    150_000,
  );
  const [sample] = done.links(FILE).slice(-1);
  const { bytes } = await room.facilitator.download(sample ?? '');
  writeFileSync(path.join(folder, 'certificate.pdf'), bytes);
  rehearsal.check(
    'everybody who was there has a certificate of attendance',
    done.links(FILE).length >= people + FORMS.length,
    String(done.links(FILE).length),
  );
}

async function verify(
  { installation, rehearsal }: Stage,
  files: { old: Buffer | undefined; current: Buffer | undefined },
): Promise<void> {
  const anybody = new Visitor(installation.url, 'anybody');
  const told = async (bytes: Buffer | undefined): Promise<string> => {
    const form = (await anybody.open('/about/verify')).form(/^\/verify/);
    const file = new File([new Uint8Array(bytes ?? Buffer.alloc(0))], 'document.pdf', { type: 'application/pdf' });
    return (await anybody.fill(form, { [form.names.find((one) => /file/.test(one)) ?? 'file']: file })).text;
  };
  const genuine = await told(files.current);
  rehearsal.check('anybody can check that the document is genuine', /genuine/i.test(genuine), genuine.slice(0, 300));
  const replaced = await told(files.old);
  rehearsal.check(
    '… and that the earlier one was replaced',
    /newer|replaced|superseded/i.test(replaced),
    replaced.slice(0, 300),
  );
  const flipped = Buffer.from(files.current ?? Buffer.alloc(0));
  flipped.writeUInt8(flipped.readUInt8(flipped.length >> 1) ^ 1, flipped.length >> 1);
  const altered = await told(flipped);
  rehearsal.check('… and that a changed one is not', /altered|changed/i.test(altered), altered.slice(0, 300));
}

async function takeHome({ rehearsal }: Stage, room: Room): Promise<void> {
  const phone = room.of('cala')[2];
  if (phone === undefined) throw new Error('Calavia has too few people.');
  const page = await phone.open('/workshop/documents');
  const kinds = page.forms.filter(({ fields }) =>
    fields.some(([name, value]) => name === 'kind' && value === 'certificate'),
  );
  if (kinds[0] !== undefined && page.links(FILE).length < 2) await phone.send(kinds[0]);
  const own = await until('the papers of a participant', async () => {
    const now = await phone.open('/workshop/documents');
    return now.links(FILE).length >= 2 && !/data-refresh/.test(now.html) ? now : undefined;
  });
  const files = await Promise.all(own.links(FILE).map((address) => phone.download(address)));
  rehearsal.check(
    'a participant takes the outcome and a certificate home',
    files.every(({ status }) => status === 200),
  );
  const printed = files.filter(({ type }) => type.includes('pdf'));
  const texts = await Promise.all(printed.map(async ({ bytes }) => (await readPdf(bytes)).text));
  const leaked = CANARIES.filter((canary) =>
    texts.some((text) => text.replace(/(?<=\d)[,.\s](?=\d)/g, '').includes(String(canary))),
  );
  rehearsal.check('no figure of an agency stands in them', leaked.length === 0, leaked.join(', '));
}
