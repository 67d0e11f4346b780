import { inflateRawSync } from 'node:zlib';
import type { Reply } from './client.js';
import type { Fixture, FixtureAgency } from './fixture.js';

/** Finds what belongs to one agency in what another was answered, whatever the format. */
export class Leaks {
  private readonly owners = new Map<string, string>();

  constructor(private readonly fixture: Fixture) {
    for (const { key, primes } of fixture.agencies) for (const prime of primes) this.owners.set(String(prime), key);
  }

  /** Keys of the agencies whose marks stand in the answer, each with the first mark, except where `isAllowed`. */
  async foreign(reply: Reply, isAllowed: (agency: FixtureAgency, mark: string) => boolean): Promise<readonly string[]> {
    const found = new Set<string>();
    for (const [key, mark] of this.marksIn(await wordsOf(reply))) {
      const agency = this.fixture.agencies.find((one) => one.key === key);
      if (agency === undefined || !isAllowed(agency, mark)) found.add(mark);
    }
    return [...found];
  }

  marksIn(text: string): readonly (readonly [key: string, mark: string])[] {
    const canaries = [...text.matchAll(/CANARY-([A-Z]\d\d)-[a-z-]+/g)].map(
      (match) => [match[1] ?? '', match[0]] as const,
    );
    // As digits, and as people write them: 1 234 567 and 1,234,567.
    const figures = [...text.matchAll(/(?<![\w.-])\d{1,2}[\s,.\u00a0\u202f]?\d{3}[\s,.\u00a0\u202f]?\d{3}(?![\w-])/g)];
    const primes = figures.flatMap(([figure]) => {
      const key = this.owners.get(figure.replace(/\D/g, ''));
      return key === undefined ? [] : [[key, figure] as const];
    });
    return [...canaries, ...primes];
  }
}

/** Text of an answer: of a PDF its pages, of a ZIP (a workbook, an export) everything in it. */
async function wordsOf({ bytes, text }: Pick<Reply, 'bytes' | 'text'>): Promise<string> {
  if (bytes.subarray(0, 5).toString('latin1') === '%PDF-') return `${text}\n${await pagesOf(bytes)}`;
  if (bytes.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004') return entriesOf(bytes).join('\n');
  return text;
}

async function pagesOf(pdf: Buffer): Promise<string> {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const task = getDocument({ data: new Uint8Array(pdf), verbosity: 0, useSystemFonts: false });
  const document = await task.promise;
  const pages: string[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const { items } = await (await document.getPage(number)).getTextContent();
    pages.push(items.map((item) => ('str' in item ? item.str : '')).join(''));
  }
  await task.destroy();
  return pages.join('\n');
}

const DIRECTORY_ENTRY = 0x02014b50;
const DEFLATED = 8;

/** Names and contents, by the central directory. */
function entriesOf(zip: Buffer): readonly string[] {
  const found: string[] = [];
  for (let at = 0; at + 46 <= zip.length; at += 1) {
    if (zip.readUInt32LE(at) !== DIRECTORY_ENTRY) continue;
    const [size, name, local] = [zip.readUInt32LE(at + 20), zip.readUInt16LE(at + 28), zip.readUInt32LE(at + 42)];
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const raw = zip.subarray(start, start + size);
    const content = zip.readUInt16LE(at + 10) === DEFLATED ? inflateRawSync(raw) : raw;
    found.push(zip.subarray(at + 46, at + 46 + name).toString('utf8'), content.toString('utf8'));
    at += 45 + name;
  }
  return found;
}
