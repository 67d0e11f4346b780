import { Readable } from 'node:stream';
import { fromBufferPromise, type Entry, type ZipFile as ZipRead } from 'yauzl';
import { ZipFile } from 'yazl';
import type { Cleaned, Trace } from './pictures.js';

/** How parts are cleaned, and how to say that something cannot be; handed in, since this file imports packages only. */
export interface PartCleaner {
  readonly cleanJpeg: (bytes: Uint8Array) => Cleaned;
  readonly cleanPng: (bytes: Uint8Array) => Cleaned;
  readonly refused: (fault: 'broken' | 'encrypted' | 'too-heavy') => Error;
}

const MEBI = 1024 * 1024;
const LIMITS = { unpacked: 256 * MEBI, entries: 10_000, ratio: 200, embedded: 2 };
/** Small parts pack well without any ill will. */
const RATIO_COUNTS_FROM = 4 * MEBI;
/** The same for every file, so that it says nothing of when or where. */
const NO_TIME = { mtime: new Date(1980, 0, 1), mode: 0o100_644, forceDosTimestamp: true };

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006';
const EMPTY = {
  core: `${XML}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>`,
  extended: `${XML}<Properties xmlns="${OFFICE}/extended-properties"/>`,
  custom: `${XML}<Properties xmlns="${OFFICE}/custom-properties"/>`,
  meta: `${XML}<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.3"><office:meta/></office:document-meta>`,
};
type Properties = keyof typeof EMPTY;
const PROPERTIES: readonly (readonly [Properties, RegExp])[] = [
  ['core', /core-properties\+xml/i],
  ['extended', /extended-properties\+xml/i],
  ['custom', /custom-properties\+xml/i],
];
const USUAL: Readonly<Record<string, Properties>> = {
  'docprops/core.xml': 'core',
  'docprops/app.xml': 'extended',
  'docprops/custom.xml': 'custom',
  'meta.xml': 'meta',
};

/**
 * A word-processing document or workbook whose properties are empty and whose pictures are clean. Every other part is
 * the same, byte by byte, and in the same order.
 */
export async function cleanOffice(bytes: Uint8Array, parts: PartCleaner, depth = 0): Promise<Cleaned> {
  const read = await open(bytes, parts);
  const entries = await listed(read, parts);
  const named = propertiesIn(await text(read, entries, '[Content_Types].xml'));
  if (/encryption-data/.test(await text(read, entries, 'META-INF/manifest.xml'))) throw parts.refused('encrypted');
  const removed = new Set<Trace>();
  const written = new ZipFile();
  const output = collected(written);
  for (const entry of entries) {
    const content = await unpacked(read, entry);
    const cleaned = await cleanPart(entry.fileName, content, { parts, depth, named });
    for (const trace of cleaned.removed) removed.add(trace);
    // Named first and not packed, or programs no longer know what an OpenDocument file is.
    const packed = entry.fileName !== 'mimetype';
    written.addBuffer(Buffer.from(cleaned.bytes), entry.fileName, { ...NO_TIME, compress: packed });
  }
  written.end();
  return { bytes: await output, removed };
}

async function open(bytes: Uint8Array, { refused }: PartCleaner): Promise<ZipRead> {
  try {
    return await fromBufferPromise(Buffer.from(bytes), { strictFileNames: true, validateEntrySizes: true });
  } catch {
    throw refused('broken');
  }
}

async function listed(read: ZipRead, { refused }: PartCleaner): Promise<readonly Entry[]> {
  if (read.entryCount > LIMITS.entries) throw refused('too-heavy');
  const entries: Entry[] = [];
  const seen = new Set<string>();
  let size = 0;
  for await (const entry of read.eachEntry()) {
    if (entry.isEncrypted()) throw refused('encrypted');
    if (seen.has(entry.fileName)) throw refused('broken');
    seen.add(entry.fileName);
    size += entry.uncompressedSize;
    const dense = entry.uncompressedSize > Math.max(RATIO_COUNTS_FROM, entry.compressedSize * LIMITS.ratio);
    if (dense || size > LIMITS.unpacked) throw refused('too-heavy');
    if (!entry.fileName.endsWith('/')) entries.push(entry);
  }
  return entries;
}

async function unpacked(read: ZipRead, entry: Entry): Promise<Buffer> {
  const chunks: Buffer[] = [];
  // More than the entry states is an error of the stream.
  for await (const chunk of await read.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

async function text(read: ZipRead, entries: readonly Entry[], name: string): Promise<string> {
  const entry = entries.find(({ fileName }) => fileName === name);
  return entry === undefined ? '' : (await unpacked(read, entry)).toString('utf8');
}

async function collected(zip: ZipFile): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of Readable.from(zip.outputStream)) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Which part holds properties is said by its type; `.psmdcp` and the like stand for a whole extension. */
function propertiesIn(types: string): (name: string) => Properties | undefined {
  const found = new Map<string, Properties>();
  for (const [tag] of types.matchAll(/<(?:\w+:)?(?:Override|Default)\s[^>]*>/g)) {
    const kind = PROPERTIES.find(([, type]) => type.test(tag))?.[0];
    const name = /(?:PartName\s*=\s*["']\/?|Extension\s*=\s*["'])([^"']+)/.exec(tag)?.[1];
    if (kind !== undefined && name !== undefined) found.set(name.toLowerCase(), kind);
  }
  return (name) => {
    const plain = name.toLowerCase();
    return USUAL[plain] ?? found.get(plain) ?? found.get(plain.split('.').at(-1) ?? '');
  };
}

interface Work {
  readonly parts: PartCleaner;
  readonly depth: number;
  readonly named: (name: string) => Properties | undefined;
}

async function cleanPart(name: string, content: Buffer, { parts, depth, named }: Work): Promise<Cleaned> {
  const kind = named(name);
  if (kind !== undefined) return { bytes: Buffer.from(EMPTY[kind]), removed: tracesOf(content.toString('utf8')) };
  if (/^xl\/workbook\.xml$/i.test(name)) return withoutPath(content);
  if (/\.(docx|xlsx|pptx|odt|ods)$/i.test(name)) return embedded(content, parts, depth + 1);
  try {
    if (/\.jpe?g$/i.test(name)) return parts.cleanJpeg(content);
    if (/\.png$/i.test(name)) return parts.cleanPng(content);
  } catch {
    // Called a picture, and none: programs show nothing of it either.
  }
  return { bytes: content, removed: new Set() };
}

async function embedded(content: Buffer, parts: PartCleaner, depth: number): Promise<Cleaned> {
  if (depth > LIMITS.embedded) throw parts.refused('too-heavy');
  return cleanOffice(content, parts, depth);
}

/** Excel notes the folder that the workbook was saved in, which names whoever is signed in there. */
function withoutPath(content: Buffer): Cleaned {
  const before = content.toString('latin1');
  const after = before.replace(/(<(?:\w+:)?absPath\s[^>]*?url=)("[^"]*"|'[^']*')/g, '$1""');
  return { bytes: Buffer.from(after, 'latin1'), removed: new Set<Trace>(before === after ? [] : ['author']) };
}

const AUTHOR = /<(?:\w+:)?(?:creator|lastModifiedBy|initial-creator|printed-by|Manager|Company)\b[^>/]*>[^<]+</i;
function tracesOf(xml: string): ReadonlySet<Trace> {
  if (!/>[^<\s][^<]*</.test(xml)) return new Set();
  return new Set<Trace>(AUTHOR.test(xml) ? ['details', 'author'] : ['details']);
}
