import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { agencyId, type ChainHead, type ChainReport, VerifyAudit } from '@isonomia/application';
import { misused, refused } from '../exit.js';
import { print, say } from '../output.js';
import { systemClock } from './clock.js';
import { foundLine, summaryLine } from './lines.js';
import { withAudit } from './with-audit.js';

export interface VerifyOptions {
  readonly agency?: string;
  readonly expect?: string;
}

/** The heads go to standard output, everything that does not hold to standard error; refused when anything does not. */
export async function verifyAudit({ agency, expect }: VerifyOptions): Promise<void> {
  const chain = agency === undefined ? {} : { chain: agencyId(agency) };
  const expected = expect === undefined ? {} : { expected: await readHeads(expect) };
  let faults = 0;
  await withAudit(async ({ seals, key }) => {
    for await (const report of new VerifyAudit(seals, key, systemClock).execute({ ...chain, ...expected })) {
      faults += report.findings.length;
      await tell(report);
    }
  });
  if (faults > 0) throw refused(`${faults} ${faults === 1 ? 'finding' : 'findings'}: the audit does not hold.`);
  say('The audit holds.');
}

async function tell(report: ChainReport): Promise<void> {
  say(summaryLine(report, new Date()));
  for (const finding of report.findings) say(`  ${foundLine(finding)}`);
  if (report.head !== undefined) await print(`${JSON.stringify(report.head)}\n`);
}

/** Heads as this command prints them, or lines of the worker's log that tell of seals; other lines are passed over. */
async function readHeads(file: string): Promise<readonly ChainHead[]> {
  const heads: ChainHead[] = [];
  try {
    for await (const line of createInterface({ input: createReadStream(file, 'utf8') })) heads.push(...headsIn(line));
  } catch (error) {
    throw misused(`--expect: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (heads.length === 0) throw misused(`--expect: ${file} names no seal.`);
  return heads;
}

function headsIn(line: string): readonly ChainHead[] {
  if (!line.startsWith('{')) return [];
  try {
    const value = JSON.parse(line) as { readonly seals?: unknown };
    return (Array.isArray(value.seals) ? (value.seals as readonly unknown[]) : [value]).filter(isHead);
  } catch {
    return [];
  }
}

const isHead = (value: unknown): value is ChainHead =>
  typeof value === 'object' &&
  value !== null &&
  'chain' in value &&
  typeof value.chain === 'string' &&
  'number' in value &&
  Number.isSafeInteger(value.number) &&
  'seal' in value &&
  typeof value.seal === 'string';
