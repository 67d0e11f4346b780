export {
  type Config,
  type ConfigFault,
  InvalidConfig,
  type LanConfig,
  type Limits,
  type ProviderConfig,
  LOG_LEVELS,
  type LogLevel,
} from './config.js';
export { type InstallationFacts, installationOf } from './installation.js';
export { environmentWith, loadConfig, readConfig } from './read-config.js';
export { loadSecrets, type Secrets } from './secrets.js';
export type { Environment } from './settings.js';
