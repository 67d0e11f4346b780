import { createHash, type KeyObject, sign as signBytes, type X509Certificate } from 'node:crypto';
import {
  Attribute,
  CertificateChoices,
  CertificateSet,
  CMSVersion,
  ContentInfo,
  DigestAlgorithmIdentifier,
  DigestAlgorithmIdentifiers,
  EncapsulatedContentInfo,
  id_contentType,
  id_data,
  id_messageDigest,
  id_signedData,
  IssuerAndSerialNumber,
  SignatureAlgorithmIdentifier,
  SignedData,
  SignerIdentifier,
  SignerInfo,
  SignerInfos,
} from '@peculiar/asn1-cms';
import {
  AsnArray,
  AsnConvert,
  AsnObjectIdentifierConverter,
  AsnType,
  AsnTypeTypes,
  OctetString,
} from '@peculiar/asn1-schema';
import { Certificate } from '@peculiar/asn1-x509';

/** Who signs: the key, its certificate, and those that lead from it to a root, in this order. */
export interface Identity {
  readonly key: KeyObject;
  readonly certificates: readonly [X509Certificate, ...X509Certificate[]];
}

const SHA_256 = '2.16.840.1.101.3.4.2.1';
const RSA = '1.2.840.113549.1.1.1';
const ECDSA_WITH_SHA_256 = '1.2.840.10045.4.3.2';
const SIGNING_CERTIFICATE_V2 = '1.2.840.113549.1.9.16.2.47';
const NULL = new Uint8Array([5, 0]).buffer;

/** RFC 5035. The hash is SHA-256, which is left out as the default. */
@AsnType({ type: AsnTypeTypes.Sequence, itemType: OctetString })
class CertificateId extends AsnArray<OctetString> {}
@AsnType({ type: AsnTypeTypes.Sequence, itemType: CertificateId })
class CertificateIds extends AsnArray<CertificateId> {}
@AsnType({ type: AsnTypeTypes.Sequence, itemType: CertificateIds })
class SigningCertificateV2 extends AsnArray<CertificateIds> {}
@AsnType({ type: AsnTypeTypes.Set, itemType: Attribute })
class Attributes extends AsnArray<Attribute> {}

const sha256 = (...parts: readonly Uint8Array[]): ArrayBuffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return own(hash.digest());
};
/** Without what Node keeps beside it in the same memory. */
const own = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;
const der = (value: unknown): ArrayBuffer => AsnConvert.serialize(value);

/**
 * A detached CMS signature as PAdES baseline B-B wants it (ETSI EN 319 142-1 §6): SHA-256, the certificate named by its
 * hash among what is signed, no time: that stands in the PDF's own dictionary, and nobody vouches for it.
 */
export function detachedSignature(parts: readonly Uint8Array[], { key, certificates }: Identity): Buffer {
  const [leaf] = certificates;
  const attributes = signedAttributes(sha256(...parts), leaf);
  const certificate = AsnConvert.parse(leaf.raw, Certificate);
  const { issuer, serialNumber } = certificate.tbsCertificate;
  const info = new SignerInfo({
    version: CMSVersion.v1,
    sid: new SignerIdentifier({ issuerAndSerialNumber: new IssuerAndSerialNumber({ issuer, serialNumber }) }),
    digestAlgorithm: new DigestAlgorithmIdentifier({ algorithm: SHA_256 }),
    signedAttrs: [...attributes],
    signatureAlgorithm: algorithmOf(key),
    signature: new OctetString(own(signBytes('sha256', new Uint8Array(der(attributes)), key))),
  });
  const signed = new SignedData({
    version: CMSVersion.v1,
    digestAlgorithms: new DigestAlgorithmIdentifiers([new DigestAlgorithmIdentifier({ algorithm: SHA_256 })]),
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: id_data }),
    certificates: new CertificateSet(
      certificates.map(({ raw }) => new CertificateChoices({ certificate: AsnConvert.parse(raw, Certificate) })),
    ),
    signerInfos: new SignerInfos([info]),
  });
  return Buffer.from(der(new ContentInfo({ contentType: id_signedData, content: der(signed) })));
}

/** In the order of their bytes, as DER wants a set: what is signed is what stands in the file. */
function signedAttributes(digest: ArrayBuffer, { raw }: X509Certificate): Attributes {
  const certificateId = new CertificateId([new OctetString(sha256(raw))]);
  const named = new SigningCertificateV2([new CertificateIds([certificateId])]);
  const attributes = [
    new Attribute({ attrType: id_contentType, attrValues: [AsnObjectIdentifierConverter.toASN(id_data).toBER()] }),
    new Attribute({ attrType: id_messageDigest, attrValues: [der(new OctetString(digest))] }),
    new Attribute({ attrType: SIGNING_CERTIFICATE_V2, attrValues: [der(named)] }),
  ];
  const ordered = attributes
    .map((attribute) => ({ attribute, bytes: Buffer.from(der(attribute)) }))
    .toSorted((a, b) => Buffer.compare(a.bytes, b.bytes));
  return new Attributes(ordered.map(({ attribute }) => attribute));
}

const algorithmOf = ({ asymmetricKeyType }: KeyObject): SignatureAlgorithmIdentifier =>
  asymmetricKeyType === 'ec'
    ? new SignatureAlgorithmIdentifier({ algorithm: ECDSA_WITH_SHA_256 })
    : new SignatureAlgorithmIdentifier({ algorithm: RSA, parameters: NULL });

/** Whether a certificate goes into a signature as the very bytes it is: otherwise its hash would not fit. */
export const isKept = ({ raw }: X509Certificate): boolean =>
  Buffer.from(der(AsnConvert.parse(raw, Certificate))).equals(raw);
