import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import type { ChildAsked, ChildReply } from './read-table-child.js';
import { Slots } from './slots.js';
import type { ReadSheets, ReadTable } from './table.js';

const MEBI = 1024 * 1024;
/** Bytes of a file as it arrives. */
export const TABLE_FILE_LIMIT = 20 * MEBI;
const TIME_LIMIT_MS = 20_000;
const MEMORY_LIMIT_MEBI = 512;
/** Each may take as much memory as the limit allows; more at once would only wait for a processor. */
const AT_ONCE = 2;

/** Beside this file: built JavaScript, or TypeScript that Node strips of its types when run from source. */
const CHILD = path.join(import.meta.dirname, `read-table-child${path.extname(import.meta.filename)}`);
const FLAGS = [
  `--max-old-space-size=${MEMORY_LIMIT_MEBI}`,
  // No writing, no further process: what takes over this process finds nothing to do with it.
  '--permission',
  '--allow-fs-read=*',
  '--disable-warning=ExperimentalWarning',
  '--disable-warning=SecurityWarning',
];

const slots = new Slots(AT_ONCE);

/**
 * The first visible sheet of a CSV or XLSX file, read in a process of its own. What the file is, its bytes say; the name
 * is for the fault. Faults are `workbook.…`; none of the file is read when there is one. Source: security.md §1.8.
 */
export async function readTable(bytes: Uint8Array, fileName: string): Promise<ReadTable> {
  if (bytes.length > TABLE_FILE_LIMIT) return faulty(fileName, 'too-large', { max: TABLE_FILE_LIMIT });
  const reply = await slots.run(() => ask({ bytes, all: false }));
  if (!reply.ok) return faulty(fileName, reply.code, reply.detail);
  const { ok: _, ...table } = reply;
  return { ok: true, table };
}

/** As `readTable`, every visible sheet of a workbook; a CSV file is one without a name. */
export async function readSheets(bytes: Uint8Array, fileName: string): Promise<ReadSheets> {
  if (bytes.length > TABLE_FILE_LIMIT) return faulty(fileName, 'too-large', { max: TABLE_FILE_LIMIT });
  const reply = await slots.run(() => ask({ bytes, all: true }));
  if (!reply.ok) return faulty(fileName, reply.code, reply.detail);
  const { format, rows, sheets = [{ name: '', rows }] } = reply;
  return { ok: true, format, sheets };
}

const faulty = (
  file: string,
  code: string,
  detail: Readonly<Record<string, string | number>>,
): Extract<ReadTable, { ok: false }> => ({
  ok: false,
  fault: { code: `workbook.${code}`, path: file, detail: { file, ...detail } },
});

const failed = (code: string): ChildReply => ({ ok: false, code, detail: {} });

async function ask(asked: ChildAsked): Promise<ChildReply> {
  const child = fork(CHILD, [], {
    execArgv: FLAGS,
    // Neither the settings nor the secrets of this process.
    env: {},
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), TIME_LIMIT_MS);
  try {
    return await replyOf(child, asked);
  } finally {
    clearTimeout(timer);
    child.kill('SIGKILL');
  }
}

function replyOf(child: ChildProcess, asked: ChildAsked): Promise<ChildReply> {
  return new Promise((resolve, reject) => {
    child.once('message', (reply) => resolve(reply as ChildReply));
    child.once('error', reject);
    child.once('exit', (_code, signal) => {
      const reply = failed(signal === 'SIGKILL' ? 'took-too-long' : 'too-heavy');
      // What it sent at last may still lie in the channel, which says so when it is empty.
      if (child.connected) child.once('disconnect', () => resolve(reply));
      else resolve(reply);
    });
    // A child that has died already answers by its exit.
    child.send(asked, () => undefined);
  });
}
