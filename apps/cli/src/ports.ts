import {
  PracticeShelf,
  Uploads,
  type Installation as InstallationSettings,
  type UserDirectory,
} from '@isonomia/application';
import { ChildCleaner } from '@isonomia/cleaning';
import { type Config, installationOf } from '@isonomia/config';
import { practiceFiles } from './content/library.js';
import { createPorts, type Ports as StoredPorts } from '@isonomia/persistence';

/** Everything that commands hand to use cases: wired by hand, since a command needs a few of them, for seconds. */
export interface Ports extends StoredPorts {
  readonly directory: UserDirectory;
  readonly settings: InstallationSettings;
  readonly uploads: Uploads;
  readonly shelf: PracticeShelf;
}

export const bindPorts = (
  dataSource: Parameters<typeof createPorts>[0],
  directory: UserDirectory,
  config: Config,
): Ports => {
  const stored = createPorts(dataSource);
  const settings = installationOf(config);
  const uploads = new Uploads(stored.files, new ChildCleaner(), stored.ids, settings);
  const shelf = new PracticeShelf(practiceFiles(config), stored.practices);
  return { ...stored, directory, settings, uploads, shelf };
};
