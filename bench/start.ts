import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { print, quantile, row } from './measure.js';
import { ServerProcess } from './rig/server-process.js';

const WARM_ROUNDS = 5;
const COLD_TIMEOUT_MS = 300_000;
const POLL_MS = 10;
/** What a start makes, and what it needs none of. */
const LEFT_OUT = new Set(['node_modules', 'dist', '.data', '.stamps', '.git', 'coverage']);

/** `npm start` on a copy of this project that has its packages and nothing else, and once everything is there. */
export async function benchStart(root: string): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'isonomia-bench-'));
  try {
    for (const name of readdirSync(root))
      if (!LEFT_OUT.has(name)) cpSync(path.join(root, name), path.join(folder, name), { recursive: true });
    symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
    const cold = await startOnce(folder);
    const warm: number[] = [];
    for (let round = 0; round < WARM_ROUNDS; round += 1) warm.push(await startOnce(folder));
    print('\nStart, until /health/ready answers 200');
    row('cold: build, database, demo region', seconds(cold));
    const half = quantile(warm, 0.5);
    row(
      'warm',
      seconds(half),
      `${(cold / half).toFixed(0)} ×`,
      `aim ≤ 5 s, slowest of ${WARM_ROUNDS}: ${seconds(Math.max(...warm))}`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function startOnce(folder: string): Promise<number> {
  const server = await ServerProcess.start({
    file: path.join(folder, 'boot.cjs'),
    arguments: () => ['start'],
    // The packages are this project's own: a copy that finds them stale must fail, not install over them.
    settings: { npm_execpath: path.join(folder, 'no-install-in-a-benchmark.cjs') },
    folder,
    log: path.join(folder, 'start.log'),
    pollMs: POLL_MS,
    timeoutMs: COLD_TIMEOUT_MS,
  });
  await server.stop();
  return server.readyAfterMs;
}

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;
