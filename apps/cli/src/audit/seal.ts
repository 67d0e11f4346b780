import { SealAudit } from '@isonomia/application';
import { refused } from '../exit.js';
import { print } from '../output.js';
import { systemClock } from './clock.js';
import { withAudit } from './with-audit.js';

const PATIENCE_MS = 30_000;

/** Prints the seals that it made. */
export async function sealAudit(): Promise<void> {
  await withAudit(async ({ seals, key }) => {
    const done = await new SealAudit(seals, key, systemClock).execute({ patienceMs: PATIENCE_MS });
    if (!done.settled) throw refused('Somebody has been writing for half a minute: try again when that is over.');
    for (const { chain, number, seal, rows } of done.seals) {
      await print(`${JSON.stringify({ chain, number, seal, rows })}\n`);
    }
  });
}
