import { MakeDocument, type MakeDocumentJob } from '@isonomia/application';
import type { INestApplicationContext } from '@nestjs/common';
import { describeError, note } from './log.js';

/** Takes jobs from the queue; the library behind it is the module's to know. */
export interface Jobs {
  stop(): Promise<void>;
}

/** What is done for a job. Throwing hands it back to the queue, which tries again later. */
export function documentMaker(context: INestApplicationContext): (job: MakeDocumentJob) => Promise<void> {
  const make = context.get(MakeDocument);
  return async ({ document }) => {
    const began = performance.now();
    try {
      await make.execute({ document });
      note('info', 'document made', { document, ms: Math.round(performance.now() - began) });
    } catch (error) {
      note('error', 'document failed', { document, err: describeError(error) });
      throw error;
    }
  };
}

/** Jobs under way are finished first; only then do pool and browser go. */
export const stopInOrder = (jobs: Jobs, context: INestApplicationContext): { close(): Promise<void> } => ({
  async close() {
    await jobs.stop();
    await context.close();
  },
});
