import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { ReleaseComposer, type CompositionRequest } from '@isonomia/application';
import type { Release } from '@isonomia/comparison';

const THREAD = path.join(import.meta.dirname, 'main.js');

/**
 * Works a release out in a thread: it may take a minute, in which documents and mails would otherwise wait, and a document
 * under way would miss the sign of life that its job is asked for.
 */
export class ThreadedComposer extends ReleaseComposer {
  /** `program` is what the thread runs. */
  constructor(private readonly program = THREAD) {
    super();
  }

  async compose(request: CompositionRequest): Promise<Release> {
    const thread = new Worker(this.program, { workerData: request });
    try {
      return await new Promise<Release>((resolve, reject) => {
        thread.once('message', resolve);
        thread.once('error', reject);
        thread.once('exit', (code) => {
          reject(new Error(`The thread that works out a release ended without one (code ${code}).`));
        });
      });
    } finally {
      await thread.terminate();
    }
  }
}
