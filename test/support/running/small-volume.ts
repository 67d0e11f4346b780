import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const MEBI = 1024 * 1024;
const SMALLEST = 4096;

/** A volume of its own, in memory, that can be filled to the last block. Mounting takes rights that not everybody has. */
export class SmallVolume {
  private constructor(readonly folder: string) {}

  /** Undefined where nothing may be mounted. */
  static mount(mebibytes: number): SmallVolume | undefined {
    const folder = mkdtempSync(path.join(tmpdir(), 'isonomia-small-'));
    const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m,mode=0755`, 'tmpfs', folder]);
    if (status === 0) return new SmallVolume(folder);
    rmSync(folder, { recursive: true, force: true });
    return undefined;
  }

  /** Leaves not a block. */
  fill(): void {
    const file = openSync(this.ballast, 'w', 0o600);
    try {
      for (let size = MEBI; size >= SMALLEST; size /= 2) while (fits(file, size));
    } finally {
      closeSync(file);
    }
  }

  makeRoom(): void {
    rmSync(this.ballast, { force: true });
  }

  unmount(): void {
    spawnSync('umount', [this.folder]);
    rmSync(this.folder, { recursive: true, force: true });
  }

  private get ballast(): string {
    return path.join(this.folder, 'ballast');
  }
}

function fits(file: number, size: number): boolean {
  try {
    return writeSync(file, Buffer.alloc(size, 1)) === size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return false;
    throw error;
  }
}
