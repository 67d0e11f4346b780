import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { SigningConfig } from './config.js';
import type { Settings } from './settings.js';

const NAMES = { keyFile: 'SIGNING_KEY', certificateFile: 'SIGNING_CERTIFICATE' } as const;
const PASSPHRASE = 'SIGNING_PASSPHRASE_FILE';
const MINIMUM_RSA_BITS = 2048;
const CURVES = ['prime256v1', 'secp384r1', 'secp521r1'];
/** What installations without settings name their own certificates: anybody can make such a one. */
const DEMONSTRATION = /^O=Isonomia demonstration$/m;

/** The key that documents are signed with: PEM files that fit each other today. */
export function readSigning(
  settings: Settings,
  { root, production }: { readonly root: string; readonly production: boolean },
): SigningConfig | undefined {
  const [key, certificate] = [settings.text(NAMES.keyFile), settings.text(NAMES.certificateFile)];
  if (key === undefined && certificate === undefined) {
    if (production) demandBoth(settings);
    return undefined;
  }
  if (key === undefined || certificate === undefined) {
    const missing = key === undefined ? NAMES.keyFile : NAMES.certificateFile;
    settings.fault(missing, 'is missing: SIGNING_KEY and SIGNING_CERTIFICATE belong together.');
    return undefined;
  }
  const passphrase = settings.text(PASSPHRASE);
  const files = {
    keyFile: path.resolve(root, key),
    certificateFile: path.resolve(root, certificate),
    ...(passphrase !== undefined && { passphraseFile: path.resolve(root, passphrase) }),
  };
  check(settings, files, production);
  return files;
}

function demandBoth(settings: Settings): void {
  settings.fault(
    NAMES.keyFile,
    'is required in production: documents are signed. Have a certificate issued for your organisation, and name the PEM files of its key here and of the certificate in SIGNING_CERTIFICATE.',
  );
}

function check(settings: Settings, files: SigningConfig, production: boolean): void {
  const key = readKey(settings, files);
  const certificate = readCertificate(settings, files);
  if (certificate === undefined) return;
  const { certificateFile } = NAMES;
  if (key !== undefined && !certificate.checkPrivateKey(key)) {
    settings.fault(
      certificateFile,
      'does not belong to SIGNING_KEY: the first certificate in the file must be that of the key, those that lead to its root come after it.',
    );
  }
  const now = new Date();
  if (now > certificate.validToDate) {
    settings.fault(certificateFile, `ended on ${dayOf(certificate.validToDate)}: have a new one issued.`);
  }
  if (now < certificate.validFromDate) {
    settings.fault(certificateFile, `does not hold before ${dayOf(certificate.validFromDate)}.`);
  }
  if (production && DEMONSTRATION.test(certificate.subject)) {
    settings.fault(
      certificateFile,
      'is one that a demonstration made for itself and proves nothing: have one issued for your organisation.',
    );
  }
}

const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

function readKey(settings: Settings, { keyFile, passphraseFile }: SigningConfig): KeyObject | undefined {
  const text = contents(settings, NAMES.keyFile, keyFile);
  const passphrase = passphraseFile === undefined ? undefined : contents(settings, PASSPHRASE, passphraseFile);
  if (text === undefined || (passphraseFile !== undefined && passphrase === undefined)) return undefined;
  try {
    const key = createPrivateKey({ key: text, ...(passphrase !== undefined && { passphrase: passphrase.trim() }) });
    if (isStrong(key)) return key;
    settings.fault(NAMES.keyFile, 'takes an RSA key of at least 2048 bits or one on the curves P-256, P-384 or P-521.');
  } catch {
    settings.fault(
      NAMES.keyFile,
      'holds no private key that can be read: it takes PEM, and its passphrase in the file of SIGNING_PASSPHRASE_FILE. From PKCS#12: openssl pkcs12 -in file.p12 -nocerts -out key.pem',
    );
  }
  return undefined;
}

function readCertificate(settings: Settings, { certificateFile }: SigningConfig): X509Certificate | undefined {
  const text = contents(settings, NAMES.certificateFile, certificateFile);
  if (text === undefined) return undefined;
  try {
    return new X509Certificate(text);
  } catch {
    settings.fault(
      NAMES.certificateFile,
      'holds no certificate that can be read: it takes PEM. From PKCS#12: openssl pkcs12 -in file.p12 -nokeys -out certificate.pem',
    );
    return undefined;
  }
}

function isStrong({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): boolean {
  if (asymmetricKeyType === 'rsa') return (asymmetricKeyDetails?.modulusLength ?? 0) >= MINIMUM_RSA_BITS;
  return asymmetricKeyType === 'ec' && CURVES.includes(asymmetricKeyDetails?.namedCurve ?? '');
}

function contents(settings: Settings, name: string, file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    settings.fault(name, `names a file that cannot be read: ${file}.`);
    return undefined;
  }
}
