import 'reflect-metadata';
import { loadConfig, loadSecrets } from '@isonomia/config';
import { locateForWeb } from '@isonomia/persistence';
import { closeOnSignal, EXIT_MISCONFIGURED, goAhead, sayReady } from '@isonomia/supervision';
import { Assets } from './http/assets.js';
import { sayFarewell } from './http/farewell.js';
import { createWebApp } from './web-app.js';

const config = loadConfig();
await goAhead();
const secrets = loadSecrets(config);
const address = await locateForWeb({
  dataDir: config.dataDir,
  password: secrets.databasePassword,
  ...(config.databaseUrl === undefined ? {} : { databaseUrl: config.databaseUrl }),
  ...(config.webDatabaseUrl === undefined ? {} : { webUrl: config.webDatabaseUrl }),
});
const app = await createWebApp({ config, secrets, address, assets: Assets.load(config.root) });
closeOnSignal({
  async close() {
    await sayFarewell(app.getHttpServer());
    await app.close();
  },
});
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
sayReady();
