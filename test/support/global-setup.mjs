/**
 * A folder for this run. PostgreSQL starts in it when the first test asks for a database; see database.ts.
 * Folders of runs that were killed are cleared away with whatever still runs in them.
 */
import { mkdirSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { clear } from './global-teardown.mjs';

const PREFIX = 'isonomia-test-';

const alive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
};

export default async function setUp() {
  if (process.env.ISONOMIA_TEST_DIR) return;
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const pid = Number(name.slice(PREFIX.length));
    if (pid > 0 && !alive(pid)) await clear(path.join(tmpdir(), name));
  }
  const folder = path.join(tmpdir(), `${PREFIX}${process.pid}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  process.env.ISONOMIA_TEST_DIR = folder;
}
