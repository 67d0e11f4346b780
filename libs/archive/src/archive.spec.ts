import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import type { ArchiveEntry, ByteStream } from '@isonomia/application';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { unzip } from '../../../test/support/unzip.js';
import { FolderArchive } from './folder-archive.js';
import { ZipArchiver } from './zip-archiver.js';

async function* entriesOf(files: Readonly<Record<string, string>>): AsyncGenerator<ArchiveEntry> {
  for (const [name, text] of Object.entries(files)) yield await Promise.resolve({ path: name, bytes: piecesOf(text) });
}
async function* piecesOf(text: string): ByteStream {
  for (const letter of text) yield await Promise.resolve(new TextEncoder().encode(letter));
}
async function allOf(bytes: ByteStream): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of bytes) parts.push(part);
  return Buffer.concat(parts);
}
const FILES = { 'one.json': '[1]', 'files/Приказ № 7.pdf': '%PDF', 'empty.jsonl': '' };

describe('an archive for download', () => {
  it('holds every file with its bytes, also one without any', async () => {
    const files = await unzip(await allOf(new ZipArchiver().pack(entriesOf(FILES))));
    expect(Object.fromEntries([...files].map(([name, bytes]) => [name, bytes.toString()]))).toEqual(FILES);
  });

  it.each(['/etc/passwd', '../up.json', 'a/../../up.json', 'C:\\up.json'])('refuses the path %s', async (name) => {
    await expect(allOf(new ZipArchiver().pack(entriesOf({ [name]: 'x' })))).rejects.toThrow(/path|relative|invalid/i);
  });

  it('breaks off when what it is made of does, and never looks whole', async () => {
    async function* broken(): AsyncGenerator<ArchiveEntry> {
      yield await Promise.resolve({ path: 'one', bytes: piecesOf('1') });
      throw new Error('the database went away');
    }
    await expect(allOf(new ZipArchiver().pack(broken()))).rejects.toThrow('the database went away');
  });

  it('reads no further than somebody takes, and stops when they go', async () => {
    const seen = { pieces: 0, ended: false };
    async function* endless(): ByteStream {
      try {
        for (;;) {
          seen.pieces += 1;
          yield await Promise.resolve(Buffer.alloc(65_536, seen.pieces));
        }
      } finally {
        seen.ended = true;
      }
    }
    async function* one(): AsyncGenerator<ArchiveEntry> {
      yield await Promise.resolve({ path: 'endless.pdf', bytes: endless() });
    }
    const reader = new ZipArchiver().pack(one())[Symbol.asyncIterator]();
    for (let taken = 0; taken < 4; taken += 1) await reader.next();
    const before = seen.pieces;
    for (let turns = 0; turns < 50; turns += 1) await turn();
    expect(seen.pieces - before).toBeLessThan(20);
    await reader.return?.();
    for (let turns = 0; turns < 50 && !seen.ended; turns += 1) await turn();
    expect(seen.ended).toBe(true);
  });
});

describe('an archive as a folder', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'isonomia-archive-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('holds the same, readable by its owner alone', async () => {
    const out = path.join(folder, 'new', 'out');
    expect(await (await FolderArchive.open(out))?.write(entriesOf(FILES))).toBe(3);
    for (const [name, text] of Object.entries(FILES)) expect(readFileSync(path.join(out, name), 'utf8')).toBe(text);
    expect(statSync(path.join(out, 'one.json')).mode & 0o777).toBe(0o600);
    expect(statSync(out).mode & 0o777).toBe(0o700);
  });

  it('is written only where nothing lies, and nowhere else', async () => {
    writeFileSync(path.join(folder, 'mine.txt'), 'mine');
    expect(await FolderArchive.open(folder)).toBeUndefined();
    const archive = await FolderArchive.open(path.join(folder, 'other'));
    await expect(archive?.write(entriesOf({ '../mine.txt': 'x' }))).rejects.toThrow('leads out of the folder');
    expect(readFileSync(path.join(folder, 'mine.txt'), 'utf8')).toBe('mine');
  });
});
