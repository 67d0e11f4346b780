import { mkdir, open, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { ArchiveEntry } from '@isonomia/application';

const OWNER_ONLY = 0o600;
const OWNER_ONLY_FOLDER = 0o700;

/** Entries as files of a folder that nobody but its owner reads. */
export class FolderArchive {
  private constructor(private readonly folder: string) {}

  /** Undefined when the folder holds anything: what lies there is not mixed with what comes. */
  static async open(folder: string): Promise<FolderArchive | undefined> {
    await mkdir(folder, { recursive: true, mode: OWNER_ONLY_FOLDER });
    return (await readdir(folder)).length === 0 ? new FolderArchive(path.resolve(folder)) : undefined;
  }

  /** How many files it wrote. */
  async write(entries: AsyncIterable<ArchiveEntry>): Promise<number> {
    let count = 0;
    for await (const entry of entries) {
      await this.writeOne(entry);
      count += 1;
    }
    return count;
  }

  private async writeOne({ path: name, bytes }: ArchiveEntry): Promise<void> {
    const file = path.resolve(this.folder, name);
    if (!file.startsWith(`${this.folder}${path.sep}`)) throw new Error(`${name} leads out of the folder.`);
    await mkdir(path.dirname(file), { recursive: true, mode: OWNER_ONLY_FOLDER });
    const handle = await open(file, 'wx', OWNER_ONLY);
    try {
      for await (const piece of bytes) await handle.write(piece);
      await handle.sync();
    } finally {
      await handle.close();
    }
  }
}
