import 'reflect-metadata';
import { loadConfig, loadSecrets } from '@isonomia/config';
import { locateDatabase } from '@isonomia/persistence';
import { Assets } from './http/assets.js';
import { closeOnSignal } from './http/shutdown.js';
import { createWebApp } from './web-app.js';

const config = loadConfig();
const secrets = loadSecrets(config);
const address = await locateDatabase({
  dataDir: config.dataDir,
  password: secrets.databasePassword,
  ...(config.databaseUrl === undefined ? {} : { databaseUrl: config.databaseUrl }),
});
const app = await createWebApp({ config, secrets, address, assets: Assets.load(config.root) });
closeOnSignal(app);
await app.listen(config.port, config.host);
process.send?.('ready');
