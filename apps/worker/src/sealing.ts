import type { SealAudit } from '@isonomia/application';
import { describeError, note } from './log.js';
import { repeat, type Repeated } from './repeating.js';

const EVERY_MS = 15_000;
/** Whoever writes for longer than this is waited for in the next round. */
const PATIENCE_MS = 10_000;
/** As many rounds without one that settled are worth a line: somebody holds a transaction open. */
const ROUNDS_TO_TELL = 20;

/**
 * Seals what was recorded, every fifteen seconds. The new seals go to the log: whoever keeps the log elsewhere can show
 * that none was taken away.
 */
export function sealFromTimeToTime(audit: SealAudit, every = EVERY_MS): Repeated {
  let unsettled = 0;
  const work = async (): Promise<void> => {
    unsettled = (await round(audit)) ? 0 : unsettled + 1;
    if (unsettled === ROUNDS_TO_TELL) note('error', 'the audit was not sealed for some minutes', { rounds: unsettled });
  };
  return repeat(work, { first: 0, every });
}

async function round(audit: SealAudit): Promise<boolean> {
  try {
    const { settled, seals } = await audit.execute({ patienceMs: PATIENCE_MS });
    const heads = seals.map(({ chain, number, seal }) => ({ chain, number, seal }));
    if (heads.length > 0) note('info', 'audit sealed', { seals: heads });
    return settled;
  } catch (error) {
    note('error', 'the audit could not be sealed', { err: describeError(error) });
    return false;
  }
}
