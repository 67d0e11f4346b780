import path from 'node:path';
import { KeepRetention } from '@isonomia/application';
import { MailFolderReader } from '@isonomia/mail';
import { withInstallation } from '../installation.js';
import { print, say } from '../output.js';

export interface RetentionOptions {
  readonly purge?: true;
}

/** A line of JSON a class on standard output: counted, or deleted. */
export async function keepRetention({ purge }: RetentionOptions): Promise<void> {
  await withInstallation(async ({ config, ports }) => {
    const { unitOfWork, retention, audit, clock } = ports;
    const letters = new MailFolderReader(path.join(config.dataDir, 'mail'));
    const keep = new KeepRetention(unitOfWork, retention, letters, audit, clock);
    const done = await keep.execute({ days: config.retention, purge: purge === true });
    for (const { class: name, days, due } of done) {
      await print(`${JSON.stringify({ class: name, days, [purge === true ? 'deleted' : 'due']: due })}\n`);
    }
    if (purge !== true) say('Nothing was deleted; --purge deletes what is due. The audit is kept for good.');
  });
}
