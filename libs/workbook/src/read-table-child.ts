/**
 * Runs alone in a process of its own, with a time and a memory limit, because what it reads may be made to harm. It
 * imports packages only and uses erasable TypeScript only, so that Node also runs it from source.
 */
import { parse } from 'csv-parse/sync';
import { readSheet } from 'read-excel-file/node';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';

export type ChildReply =
  | {
      readonly ok: true;
      readonly format: 'csv' | 'xlsx';
      readonly rows: readonly (readonly string[])[];
      readonly sheet?: string;
      readonly otherSheets: readonly string[];
      readonly hiddenSheets: readonly string[];
      /** Every visible sheet, when all were asked for. */
      readonly sheets?: readonly { readonly name: string; readonly rows: readonly (readonly string[])[] }[];
    }
  | { readonly ok: false; readonly code: string; readonly detail: Readonly<Record<string, string | number>> };

const MEBI = 1024 * 1024;
const LIMITS = {
  unpacked: 50 * MEBI,
  entries: 200,
  ratio: 100,
  rows: 100_000,
  columns: 1_000,
  cell: 32_767,
  sheets: 60,
};
/** Small parts pack well without any ill will. */
const RATIO_COUNTS_FROM = MEBI;

class Refused extends Error {
  readonly code: string;
  readonly detail: Readonly<Record<string, string | number>>;

  constructor(code: string, detail: Readonly<Record<string, string | number>> = {}) {
    super(code);
    this.code = code;
    this.detail = detail;
  }
}

// --- what is it? -----------------------------------------------------------------------------------------------------

const begins = (bytes: Buffer, ...start: readonly number[]): boolean =>
  start.every((byte, position) => bytes[position] === byte);

/** What is asked of this process: the first visible sheet, or all of them. */
export interface ChildAsked {
  readonly bytes: Uint8Array;
  readonly all: boolean;
}

async function read(bytes: Buffer, all: boolean): Promise<ChildReply> {
  if (bytes.length === 0) throw new Refused('empty');
  if (begins(bytes, 0x50, 0x4b)) return readXlsx(bytes, all);
  // Old .xls files and workbooks with a password share this container; neither can be looked into.
  if (begins(bytes, 0xd0, 0xcf, 0x11, 0xe0)) throw new Refused('old-or-locked');
  return readCsv(bytes);
}

// --- CSV -------------------------------------------------------------------------------------------------------------

const DELIMITERS = [',', ';', '\t'] as const;

function readCsv(bytes: Buffer): ChildReply {
  const text = decode(bytes);
  if (text.includes('\0')) throw new Refused('not-a-table');
  const named = /^sep=(.)\r?\n/i.exec(text);
  const body = named === null ? text : text.slice(named[0].length);
  const delimiter = named?.[1] ?? sniff(body);
  const rows = records(body, delimiter).map((row) => row.map((cell) => cell.trim()));
  return { ok: true, format: 'csv', rows: bounded(rows), otherSheets: [], hiddenSheets: [] };
}

function decode(bytes: Buffer): string {
  const encoding = begins(bytes, 0xff, 0xfe) ? 'utf-16le' : begins(bytes, 0xfe, 0xff) ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new Refused('encoding');
  }
}

/** The one that cuts most of the first lines alike. */
function sniff(text: string): string {
  const lines = text.slice(0, 65_536).split(/\r?\n/, 50);
  const counts = (mark: string): readonly number[] =>
    lines.filter((line) => line !== '').map((line) => line.replace(/"[^"]*"/g, '').split(mark).length - 1);
  const worth = (mark: string): number => {
    const found = counts(mark);
    const first = found[0] ?? 0;
    return first === 0 ? 0 : found.filter((count) => count === first).length * first;
  };
  return [...DELIMITERS].sort((a, b) => worth(b) - worth(a))[0] ?? ',';
}

function records(text: string, delimiter: string): string[][] {
  try {
    return parse(text, { delimiter, relaxColumnCount: true, skipEmptyLines: false, maxRecordSize: MEBI });
  } catch (error) {
    const { lines } = error as { readonly lines?: number };
    throw new Refused('csv-broken', { line: lines ?? 1 });
  }
}

// --- XLSX ------------------------------------------------------------------------------------------------------------

async function readXlsx(bytes: Buffer, all: boolean): Promise<ChildReply> {
  const parts = await unpack(bytes);
  const sheets = sheetsOf(parts.get('xl/workbook.xml'));
  const visible = sheets.filter(({ hidden }) => !hidden);
  const first = visible[0];
  if (first === undefined) throw new Refused('no-visible-sheet');
  return {
    ok: true,
    format: 'xlsx',
    rows: bounded(await rowsOf(bytes, first.name)),
    ...(all && { sheets: await allOf(bytes, visible) }),
    sheet: first.name,
    otherSheets: visible.slice(1).map(({ name }) => name),
    hiddenSheets: sheets.filter(({ hidden }) => hidden).map(({ name }) => name),
  };
}

/** As text: a number keeps the digits that the file has for it. */
async function rowsOf(bytes: Buffer, sheet: string): Promise<string[][]> {
  const cells = await readSheet(bytes, sheet, { parseNumber: (text: string) => text });
  return cells.map((row) => row.map(cellText));
}

/** An empty sheet among them is no fault: nothing was filled in there. */
async function allOf(bytes: Buffer, visible: readonly SheetName[]) {
  if (visible.length > LIMITS.sheets) throw new Refused('too-many-entries', { max: LIMITS.sheets });
  const sheets: { name: string; rows: readonly (readonly string[])[] }[] = [];
  for (const { name } of visible) {
    const rows = await rowsOf(bytes, name);
    const isEmpty = rows.every((row) => row.every((cell) => cell === ''));
    sheets.push({ name, rows: isEmpty ? [] : bounded(rows) });
  }
  return sheets;
}

function cellText(cell: unknown): string {
  if (typeof cell === 'number') return String(cell);
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE';
  if (typeof cell !== 'string') return '';
  const text = cell.trim();
  return /^-?\d+(\.\d+)?e[+-]?\d+$/i.test(text) ? String(Number(text)) : text;
}

/** Every part unpacked and looked at, before anything else touches the file. */
async function unpack(bytes: Buffer): Promise<ReadonlyMap<string, Buffer>> {
  const zip = await open(bytes);
  if (zip.entryCount > LIMITS.entries) throw new Refused('too-many-entries', { max: LIMITS.entries });
  const parts = new Map<string, Buffer>();
  let unpacked = 0;
  for await (const entry of zip.eachEntry()) {
    if (parts.has(entry.fileName) || entry.isEncrypted()) throw new Refused('broken');
    demandHarmlessName(entry.fileName);
    unpacked += entry.uncompressedSize;
    if (unpacked > LIMITS.unpacked) throw new Refused('unpacks-too-large', { max: LIMITS.unpacked });
    if (packsTooWell(entry.compressedSize, entry.uncompressedSize)) throw new Refused('packed-too-densely');
    const part = await content(zip, entry);
    demandHarmlessXml(entry.fileName, part);
    parts.set(entry.fileName, part);
  }
  if (packsTooWell(bytes.length, unpacked)) throw new Refused('packed-too-densely');
  if (!parts.has('xl/workbook.xml')) throw new Refused('not-a-table');
  return parts;
}

const packsTooWell = (packed: number, unpacked: number): boolean =>
  unpacked > RATIO_COUNTS_FROM && unpacked > packed * LIMITS.ratio;

async function open(bytes: Buffer): Promise<ZipFile> {
  try {
    return await fromBufferPromise(bytes, { strictFileNames: true, validateEntrySizes: true });
  } catch {
    throw new Refused('broken');
  }
}

async function content(zip: ZipFile, entry: Entry): Promise<Buffer> {
  const chunks: Buffer[] = [];
  // The size that the entry states is held against what comes out, and the stream ends when there is more.
  for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

const MACROS = /vbaProject|vbaData|macrosheets\/|dialogsheets\/|activeX\//i;
const LINKS = /externalLinks\/|connections\.xml$|queryTables\//i;
const OBJECTS = /embeddings\/|ctrlProps\//i;

function demandHarmlessName(name: string): void {
  if (MACROS.test(name)) throw new Refused('macros');
  if (LINKS.test(name)) throw new Refused('external-links');
  if (OBJECTS.test(name)) throw new Refused('embedded-objects');
}

function demandHarmlessXml(name: string, part: Buffer): void {
  if (!/\.(xml|rels|vml)$/i.test(name)) return;
  // Without the NULs an UTF-16 document reads like the others.
  const text = part.toString('latin1').replaceAll('\0', '');
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw new Refused('doctype');
  if (name === '[Content_Types].xml' && /macroEnabled|vbaProject/i.test(text)) throw new Refused('macros');
  if (name.endsWith('.rels') && hasForeignTarget(text)) throw new Refused('external-links');
  if (name.includes('worksheets/')) demandNear(text);
}

/** A hyperlink is text that somebody may click; everything else that lies outside would be fetched. */
const hasForeignTarget = (rels: string): boolean =>
  [...rels.matchAll(/<(?:\w+:)?Relationship\s[^>]*>/g)].some(
    ([tag]) => /TargetMode\s*=\s*["']External["']/i.test(tag) && !/Type\s*=\s*["'][^"']*\/hyperlink["']/i.test(tag),
  );

/** One cell at the far end makes the reader lay out every cell before it. Written otherwise, the memory limit ends it. */
function demandNear(sheet: string): void {
  for (const [, letters = '', row = ''] of sheet.matchAll(/<(?:row|c)\s[^>]*?\br="([A-Z]*)(\d+)"/g)) {
    if (Number(row) > LIMITS.rows) throw new Refused('too-many-rows', { max: LIMITS.rows });
    if (letters.length > 2 && letters > LAST_COLUMN) throw new Refused('too-many-columns', { max: LIMITS.columns });
  }
}
const LAST_COLUMN = 'ALL';

interface SheetName {
  readonly name: string;
  readonly hidden: boolean;
}

function sheetsOf(workbook: Buffer | undefined): readonly SheetName[] {
  const xml = workbook?.toString('utf8') ?? '';
  return [...xml.matchAll(/<(?:\w+:)?sheet\s[^>]*>/g)].map(([tag]) => ({
    name: unescapeXml(/\bname="([^"]*)"/.exec(tag)?.[1] ?? ''),
    hidden: /\bstate="(hidden|veryHidden)"/.test(tag),
  }));
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const unescapeXml = (text: string): string =>
  text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return NAMED[name] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });

// --- limits and answer -----------------------------------------------------------------------------------------------

function bounded(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const last = rows.findLastIndex((row) => row.some((cell) => cell !== ''));
  if (last === -1) throw new Refused('empty');
  const used = rows.slice(0, last + 1);
  if (used.length > LIMITS.rows) throw new Refused('too-many-rows', { max: LIMITS.rows });
  for (const [position, row] of used.entries()) {
    if (row.length > LIMITS.columns) throw new Refused('too-many-columns', { max: LIMITS.columns });
    if (row.some((cell) => cell.length > LIMITS.cell)) throw new Refused('cell-too-long', { row: position + 1 });
  }
  return used;
}

async function answer(bytes: Buffer, all: boolean): Promise<ChildReply> {
  try {
    return await read(bytes, all);
  } catch (error) {
    if (error instanceof Refused) return { ok: false, code: error.code, detail: error.detail };
    return { ok: false, code: 'broken', detail: {} };
  }
}

process.once('message', ({ bytes, all }: ChildAsked) => {
  void answer(Buffer.from(bytes), all).then((reply) => {
    process.send?.(reply, () => process.disconnect());
  });
});
