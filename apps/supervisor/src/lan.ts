import { hostname, networkInterfaces } from 'node:os';
import { isIPv4 } from 'node:net';
import { type Config, type Environment, InvalidConfig } from '@isonomia/config';
import { lanCertificate } from '@isonomia/signing';
import { EVERYWHERE, roomAddresses, roomName } from './room-addresses.js';

const LOOPBACK = ['localhost', '127.0.0.1'];
/** What `HOST` is where nobody has set it. */
const UNSET = 'localhost';

/**
 * Opens this machine to the network of a room: finds its addresses, sees to a certificate for them and says what the
 * processes are to be set to. Throws `InvalidConfig` where that contradicts the settings.
 */
export async function openLan(config: Config): Promise<Environment> {
  refuseContradictions(config);
  const addresses = addressesOf(config.host);
  const host = config.host === UNSET ? EVERYWHERE : config.host;
  // The name leads to any of the addresses: where one alone is open, it promises too much.
  const name = host === EVERYWHERE ? roomName(hostname()) : undefined;
  const hosts = [...new Set([...addresses, ...(name === undefined ? [] : [name]), ...LOOPBACK])];
  const file = await lanCertificate(config.dataDir, hosts, new Date());
  return {
    LAN: 'on',
    HOST: host,
    TLS_CERT: file,
    TLS_KEY: file,
    PUBLIC_URL: `https://${addresses[0] ?? ''}:${config.port}`,
  };
}

function refuseContradictions({ mode, tls, trustProxy, publicUrl, port }: Config): void {
  const refuse = (holds: boolean, setting: string, message: string): void => {
    if (!holds) throw new InvalidConfig([{ setting, message }]);
  };
  refuse(
    mode !== 'production',
    '--lan',
    'is for workshops and demonstrations: production has an address and a certificate of its own.',
  );
  refuse(tls === undefined, 'TLS_CERT', 'does not go with --lan, which makes a certificate of its own: leave out one.');
  refuse(trustProxy === false, 'TRUST_PROXY', 'does not go with --lan: phones come straight to this machine.');
  refuse(
    publicUrl === `http://localhost:${port}`,
    'PUBLIC_URL',
    'does not go with --lan, which finds the address by itself; HOST chooses one of several.',
  );
}

function addressesOf(host: string): readonly string[] {
  const found = roomAddresses(networkInterfaces());
  if (host === UNSET || host === EVERYWHERE) {
    if (found.length > 0) return found;
    throw new InvalidConfig([
      {
        setting: '--lan',
        message: 'finds no network of a room: connect this machine to one, or name its address in HOST.',
      },
    ]);
  }
  const own = Object.values(networkInterfaces()).flatMap((all) => all ?? []);
  if (isIPv4(host) && own.some(({ address }) => address === host)) return [host];
  throw new InvalidConfig([
    { setting: 'HOST', message: `takes one of the addresses of this machine with --lan: ${found.join(', ')}.` },
  ]);
}
