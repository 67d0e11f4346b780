import type { Installation as InstallationSettings, UserDirectory } from '@isonomia/application';
import type { Config } from '@isonomia/config';
import { createPorts, type Ports as StoredPorts } from '@isonomia/persistence';

/** Everything that commands hand to use cases: wired by hand, since a command needs a few of them, for seconds. */
export interface Ports extends StoredPorts {
  readonly directory: UserDirectory;
  readonly settings: InstallationSettings;
}

interface Bound {
  readonly dataSource: Parameters<typeof createPorts>[0];
  readonly directory: UserDirectory;
  readonly config: Config;
  readonly engine: string;
}

const LOGO_BYTES = 1024 * 1024;

export function bindPorts({ dataSource, directory, config, engine }: Bound): Ports {
  const { limits, publicUrl } = config;
  const { file: evidenceFile, agencyFiles } = limits;
  const settings = { agencyFiles, evidenceFile, logoFile: LOGO_BYTES, publicUrl, engine };
  return { ...createPorts(dataSource), directory, settings };
}
