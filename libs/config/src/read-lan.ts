import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import type { Config, LanConfig } from './config.js';
import type { Settings } from './settings.js';

const NAME = 'LAN';
/** The machine itself, by which nobody else reaches it. */
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3})$/;

interface Read {
  readonly tls: Config['tls'];
  readonly port: number;
  readonly publicUrl: string | undefined;
  readonly production: boolean;
}

/** What the supervisor found out and made, as the processes that it starts read it. */
export function readLan(settings: Settings, { tls, port, publicUrl, production }: Read): LanConfig | undefined {
  if (!settings.flag(NAME, false)) return undefined;
  if (production) {
    settings.fault(
      NAME,
      'is for workshops and demonstrations: production has an address and a certificate of its own.',
    );
    return undefined;
  }
  if (tls === undefined || publicUrl === undefined) {
    settings.fault(NAME, 'is set by "npm start -- --lan", together with TLS_CERT, TLS_KEY and PUBLIC_URL.');
    return undefined;
  }
  const certificate = readCertificate(tls.certFile);
  if (certificate === undefined) {
    settings.fault(NAME, `finds no certificate in ${tls.certFile}.`);
    return undefined;
  }
  const hosts = hostsOf(certificate);
  const reached = hosts.filter((host) => !LOOPBACK.test(host));
  // Numbers first: not every phone finds names of the room.
  const typed = [...reached].sort((one, other) => Number(isIP(one) === 0) - Number(isIP(other) === 0));
  const addresses = typed.map((host) => `https://${host}:${port}`);
  return {
    hosts,
    addresses: [publicUrl, ...addresses.filter((one) => one !== publicUrl)],
    fingerprint: certificate.fingerprint256,
  };
}

const hostsOf = ({ subjectAltName = '' }: X509Certificate): readonly string[] =>
  subjectAltName.split(', ').map((one) => one.replace(/^(DNS|IP Address):/, ''));

function readCertificate(file: string): X509Certificate | undefined {
  try {
    return new X509Certificate(readFileSync(file));
  } catch {
    return undefined;
  }
}
