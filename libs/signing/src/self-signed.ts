import 'reflect-metadata';
import { randomBytes, webcrypto } from 'node:crypto';
import { isIP } from 'node:net';
import {
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  type Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';

const SERIAL_BYTES = 16;
const RSA = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', publicExponent: new Uint8Array([1, 0, 1]) } as const;
const P_256 = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

export interface SelfSigned {
  /** As a distinguished name: `CN=…, O=…`. */
  readonly subject: string;
  readonly from: Date;
  readonly until: Date;
  /** Bits of an RSA key, or a key on the curve P-256. */
  readonly strength: number | 'P-256';
  /** The key is that of a server, which is addressed by these names and numbers. Without them it signs documents. */
  readonly hosts?: readonly string[];
}

/** A key and a certificate that vouches for nothing but that key, as PEM. */
export async function selfSigned({ subject, from, until, strength, hosts }: SelfSigned): Promise<{
  readonly key: string;
  readonly certificate: string;
}> {
  const { subtle } = webcrypto;
  const algorithm = strength === 'P-256' ? P_256 : { ...RSA, modulusLength: strength };
  const keys = await subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.createSelfSigned(
    {
      serialNumber: serialNumber(),
      name: subject,
      notBefore: from,
      notAfter: until,
      keys: keys as CryptoKeyPair,
      signingAlgorithm: algorithm,
      extensions: hosts === undefined ? ofDocuments() : ofServer(hosts),
    },
    webcrypto as never,
  );
  const key = PemConverter.encode(await subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY');
  return { key: `${key}\n`, certificate: `${certificate.toString('pem')}\n` };
}

const ofDocuments = (): Extension[] => [
  new KeyUsagesExtension(KeyUsageFlags.digitalSignature | KeyUsageFlags.nonRepudiation, true),
];

/** No authority: whoever trusts it trusts this server alone, and the key can vouch for no other. */
const ofServer = (hosts: readonly string[]): Extension[] => [
  new BasicConstraintsExtension(false, undefined, true),
  new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
  new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
  new SubjectAlternativeNameExtension(
    hosts.map((value) => ({ type: isIP(value) === 0 ? ('dns' as const) : ('ip' as const), value })),
  ),
];

/** Positive, and without leading zeros. */
function serialNumber(): string {
  const serial = randomBytes(SERIAL_BYTES);
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40;
  return serial.toString('hex');
}
