import type { Installation as InstallationSettings, UserDirectory } from '@isonomia/application';
import { type Config, installationOf } from '@isonomia/config';
import { createPorts, type Ports as StoredPorts } from '@isonomia/persistence';

/** Everything that commands hand to use cases: wired by hand, since a command needs a few of them, for seconds. */
export interface Ports extends StoredPorts {
  readonly directory: UserDirectory;
  readonly settings: InstallationSettings;
}

export const bindPorts = (
  dataSource: Parameters<typeof createPorts>[0],
  directory: UserDirectory,
  config: Config,
): Ports => ({ ...createPorts(dataSource), directory, settings: installationOf(config) });
