import { DocumentSigner, type SignedAs } from '@isonomia/application';
import { detachedSignature, type Identity } from './cms.js';
import { sealPdf } from './seal-pdf.js';

/** In the language of a document: why it is signed, and what the field of the signature is called. */
export interface SignatureWords {
  readonly reason: string;
  readonly label: string;
}

export interface PadesSignerOptions {
  /** Asked for when the first document is signed. */
  readonly identity: () => Identity | Promise<Identity>;
  readonly words: (language: string) => SignatureWords;
}

/** Beside the certificates: names, hashes and an RSA signature of up to 8192 bits. */
const ROOM = 3072;

/** The certificate's time is not now: what it signs, no reader of PDFs accepts. */
export class CertificateOutOfDate extends Error {
  constructor(from: string, to: string) {
    super(
      `signing.expired: the certificate holds from ${from} to ${to}; set SIGNING_KEY and SIGNING_CERTIFICATE anew.`,
    );
    this.name = 'CertificateOutOfDate';
  }
}

/** PAdES baseline B-B (ETSI EN 319 142-1): one signature over the whole file, which allows no change after it. */
export class PadesSigner extends DocumentSigner {
  readonly #options: PadesSignerOptions;
  #identity: Promise<Identity> | undefined;

  constructor(options: PadesSignerOptions) {
    super();
    this.#options = options;
  }

  override async sign(pdf: Uint8Array, { documentId, verifyUrl, language, at }: SignedAs): Promise<Uint8Array> {
    const identity = await this.#ready();
    const [leaf] = identity.certificates;
    if (at < leaf.validFromDate || at > leaf.validToDate) throw new CertificateOutOfDate(leaf.validFrom, leaf.validTo);
    const words = this.#options.words(language);
    const signer = /^CN=(.+)$/m.exec(leaf.subject)?.[1] ?? leaf.subject;
    const room = identity.certificates.reduce((sum, { raw }) => sum + raw.length, ROOM);
    const { bytes, gap } = sealPdf(pdf, { documentId, verifyUrl, language, at, signer, ...words }, room);
    const signature = detachedSignature([bytes.subarray(0, gap.from), bytes.subarray(gap.to)], identity);
    if (signature.length > room) throw new Error(`signing.room: the signature takes ${signature.length} bytes.`);
    bytes.write(signature.toString('hex'), gap.from + 1, 'latin1');
    return bytes;
  }

  /** Read once; what could not be read is tried again with the next document. */
  async #ready(): Promise<Identity> {
    this.#identity ??= Promise.resolve().then(this.#options.identity);
    try {
      return await this.#identity;
    } catch (error) {
      this.#identity = undefined;
      throw error;
    }
  }
}
