import 'reflect-metadata';
import { loadConfig, loadSecrets } from '@isonomia/config';
import { locateDatabase } from '@isonomia/persistence';
import { Assets } from './http/assets.js';
import { goAhead } from './http/go-ahead.js';
import { closeOnSignal } from './http/shutdown.js';
import { createWebApp } from './web-app.js';

/** Starting again would not help: the supervisor gives up. sysexits' EX_CONFIG. */
const EXIT_MISCONFIGURED = 78;

const config = loadConfig();
await goAhead();
const secrets = loadSecrets(config);
const address = await locateDatabase({
  dataDir: config.dataDir,
  password: secrets.databasePassword,
  ...(config.databaseUrl === undefined ? {} : { databaseUrl: config.databaseUrl }),
});
const app = await createWebApp({ config, secrets, address, assets: Assets.load(config.root) });
closeOnSignal(app);
try {
  await app.listen(config.port, config.host);
} catch (error) {
  if (!(error instanceof Error && 'code' in error && ['EADDRINUSE', 'EACCES'].includes(String(error.code))))
    throw error;
  process.stderr.write(
    `Port ${config.port} on ${config.host} cannot be used: ${error.message}. Set PORT to another.\n`,
  );
  process.exit(EXIT_MISCONFIGURED);
}
process.send?.('ready');
