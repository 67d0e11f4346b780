import { PublishInstruments } from '@isonomia/application';
import { installJobQueue } from '@isonomia/jobs';
import { clientConfig, migrate } from '@isonomia/persistence';
import { contentLibrary } from './library.js';
import { type Installation, withDatabase, withInstallation } from '../installation.js';
import { say } from '../output.js';

/** Schema and job queue, then content, which needs both. */
export async function migrateInstallation(): Promise<void> {
  const ran = await withDatabase(async ({ address }) => {
    const names = await migrate(address);
    await installJobQueue(clientConfig(address));
    return names;
  });
  for (const name of ran) say(`migrated: ${name}`);
  if (ran.length === 0) say('The schema was current already.');
  await publishContent();
}

export const publishContent = (): Promise<void> => withInstallation(publish);

async function publish({ config, ports }: Installation): Promise<void> {
  const { unitOfWork, instruments, audit } = ports;
  const useCase = new PublishInstruments(unitOfWork, contentLibrary(config), instruments, audit);
  const published = await useCase.execute();
  if (published.length === 0) say('libs/content/published.lock names no version: nothing is published.');
  for (const { instrument, version, publication } of published) {
    if (publication === 'new') say(`published: ${instrument} ${version}`);
    if (publication === 'translated') say(`${instrument} ${version}: languages added.`);
    // Words may be corrected in the files; assessments keep those that were published.
    if (publication === 'words-differ')
      say(`${instrument} ${version}: words differ from the published ones, which stay.`);
  }
}
