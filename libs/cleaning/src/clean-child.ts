/**
 * Runs alone in a process of its own, with a time and a memory limit, because what it reads may be made to harm. The file
 * comes in on stdin and leaves on stdout; what was taken out, or why nothing could be, is one line on descriptor 3.
 */
import { writeSync } from 'node:fs';
import type { Cleaned } from './pictures.js';

export type ChildReport =
  | { readonly removed: readonly ('place' | 'author' | 'details')[] }
  | { readonly fault: 'broken' | 'encrypted' | 'signed' | 'too-heavy' };

const REPORT = 3;
/** Its neighbours end as it does: built JavaScript, or TypeScript that Node strips of its types when run from source. */
const own = import.meta.filename.slice(import.meta.filename.lastIndexOf('.'));

async function cleaned(mediaType: string, bytes: Buffer): Promise<Cleaned> {
  const pictures = (await import(`./pictures${own}`)) as typeof import('./pictures.js');
  const { cleanJpeg, cleanPng, Uncleanable } = pictures;
  const refused = (fault: Extract<ChildReport, { fault: string }>['fault']): Error => new Uncleanable(fault);
  if (mediaType === 'image/jpeg') return cleanJpeg(bytes);
  if (mediaType === 'image/png') return cleanPng(bytes);
  if (mediaType === 'application/pdf') {
    const { cleanPdf } = (await import(`./pdf${own}`)) as typeof import('./pdf.js');
    return cleanPdf(bytes, { cleanJpeg, refused });
  }
  const { cleanOffice } = (await import(`./office${own}`)) as typeof import('./office.js');
  return cleanOffice(bytes, { cleanJpeg, cleanPng, refused });
}

async function main(): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  const { bytes, removed } = await cleaned(process.argv[2] ?? '', Buffer.concat(chunks));
  report({ removed: [...removed] });
  process.stdout.write(bytes);
}

function report(line: ChildReport): void {
  writeSync(REPORT, JSON.stringify(line));
}

main().catch((error: unknown) => {
  const fault = error instanceof Error && 'fault' in error ? (error.fault as 'broken') : 'broken';
  report({ fault });
});
