/** Stops the PostgreSQL of this run, if one was started, and removes its folder. */
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const postgresIn = (folder) => {
  try {
    const pid = Number(readFileSync(path.join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'postgres' ? pid : 0;
  } catch {
    return 0;
  }
};

export async function clear(folder) {
  const pid = postgresIn(folder);
  // At once: nothing of it is kept.
  if (pid > 0) process.kill(pid, 'SIGQUIT');
  for (let tries = 0; tries < 200 && postgresIn(folder) > 0; tries += 1) await pause(25);
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

export default async function tearDown() {
  if (process.env.ISONOMIA_TEST_DIR) await clear(process.env.ISONOMIA_TEST_DIR);
}
