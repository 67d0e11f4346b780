import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isKept, type Identity } from './cms.js';
import { demoIdentity } from './demo-identity.js';
import type { KeyFiles } from './key-files.js';

/** The installation's own: that of the settings, else the one that it makes for itself. */
export const identityOf = async (dataDir: string, files?: KeyFiles): Promise<Identity> =>
  readIdentity(files ?? (await demoIdentity(dataDir)));

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** The settings were checked when the process began; what fails here has changed since. */
function readIdentity({ keyFile, certificateFile, passphraseFile }: KeyFiles): Identity {
  const passphrase = passphraseFile === undefined ? undefined : readFileSync(passphraseFile, 'utf8').trim();
  const key = createPrivateKey({ key: readFileSync(keyFile), ...(passphrase !== undefined && { passphrase }) });
  const pem = readFileSync(certificateFile, 'utf8').match(CERTIFICATE) ?? [];
  const [leaf, ...chain] = pem.map((one) => new X509Certificate(one));
  if (leaf?.checkPrivateKey(key) !== true) {
    throw new Error(`signing.certificate: the first certificate in ${certificateFile} is not that of ${keyFile}.`);
  }
  if (![leaf, ...chain].every(isKept)) {
    throw new Error(
      `signing.certificate: ${certificateFile} holds a certificate that is not plain DER; have it issued anew.`,
    );
  }
  return { key, certificates: [leaf, ...chain] };
}
