import { createHash, verify, X509Certificate } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ContentInfo, SignedData } from '@peculiar/asn1-cms';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';

/** What a signature in a PDF holds, looked up without the code that made it. */
export interface ReadSignature {
  readonly subFilter: string;
  /** Whether everything but the signature itself is covered, from the first byte to the last. */
  readonly coversAll: boolean;
  readonly digestFits: boolean;
  readonly signatureFits: boolean;
  /** Whether the certificate is named by its hash among what is signed. */
  readonly namesCertificate: boolean;
  readonly attributes: readonly string[];
  readonly certificate: X509Certificate;
}

const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
export const SIGNING_CERTIFICATE_V2 = '1.2.840.113549.1.9.16.2.47';
export const SIGNING_TIME = '1.2.840.113549.1.9.5';

export function readSignature(pdf: Buffer): ReadSignature {
  const text = pdf.toString('latin1');
  const { length, next, ...range } = rangeOf(text);
  const cms = Buffer.from(text.slice(length + 1, next - 1), 'hex');
  const { info, attributes, certificate } = signerOf(cms);
  const valueOf = (type: string) =>
    Buffer.concat(attributes.filter(({ attrType }) => attrType === type).map((one) => Buffer.from(one.attrValues[0]!)));
  const covered = Buffer.concat([pdf.subarray(range.from, length), pdf.subarray(next, range.end)]);
  const digest = Buffer.from(AsnConvert.parse(valueOf(MESSAGE_DIGEST), OctetString).buffer);
  // What stands in the file as [0] is signed as a SET of the same bytes.
  const each = Buffer.concat(attributes.map((attribute) => Buffer.from(AsnConvert.serialize(attribute))));
  if (!cms.includes(each)) throw new Error('The attributes are not plain DER.');
  const signed = Buffer.concat([setOf(each.length), each]);
  return {
    subFilter: /\/SubFilter \/([\w.]+)/.exec(text)?.[1] ?? '',
    coversAll: range.from === 0 && range.end === pdf.length && text[length] === '<' && text[next - 1] === '>',
    digestFits: createHash('sha256').update(covered).digest().equals(digest),
    signatureFits: verify('sha256', signed, certificate.publicKey, Buffer.from(info.signature.buffer)),
    namesCertificate: valueOf(SIGNING_CERTIFICATE_V2).includes(createHash('sha256').update(certificate.raw).digest()),
    attributes: attributes.map(({ attrType }) => attrType),
    certificate,
  };
}

function rangeOf(text: string) {
  const [, ...numbers] = /\/ByteRange \[(\d+) (\d+) (\d+) (\d+)\]/.exec(text) ?? [];
  const [from, length, next, rest] = numbers.map(Number) as [number, number, number, number];
  return { from, length, next, end: next + rest };
}

/** Who signed, what is signed beside the digest, and the certificate. */
function signerOf(cms: Buffer) {
  const signed = AsnConvert.parse(AsnConvert.parse(cms, ContentInfo).content, SignedData);
  const [info] = signed.signerInfos;
  const der = signed.certificates?.[0]?.certificate;
  if (info?.signedAttrs === undefined || der === undefined) throw new Error('Nobody signed.');
  const certificate = new X509Certificate(Buffer.from(AsnConvert.serialize(der)));
  return { info, attributes: info.signedAttrs, certificate };
}

/** Tag and length of a SET that is neither empty nor large. */
const setOf = (length: number): Buffer => Buffer.from(length < 128 ? [0x31, length] : [0x31, 0x81, length]);

/** What a program of others says of the file; undefined where it is not installed. */
export function pdfsig(pdf: Uint8Array): string | undefined {
  const folder = mkdtempSync(path.join(tmpdir(), 'isonomia-pdfsig-'));
  try {
    const file = path.join(folder, 'x.pdf');
    writeFileSync(file, pdf);
    const { error, stdout } = spawnSync('pdfsig', ['-nocert', file], { encoding: 'utf8' });
    return error === undefined ? stdout : undefined;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
