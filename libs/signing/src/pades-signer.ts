import type { X509Certificate } from 'node:crypto';
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
  /** Told once a day that the certificate ends soon. */
  readonly warn?: (message: string) => void;
}

/** Beside the certificates: names, hashes and an RSA signature of up to 8192 bits. */
const ROOM = 3072;
const DAY_MS = 86_400_000;
/** Enough to have another one issued. */
const SOON_MS = 30 * DAY_MS;

/** The certificate's time is not now: what it signs, no reader of PDFs accepts. */
class CertificateOutOfDate extends Error {
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
  #warned = 0;

  constructor(options: PadesSignerOptions) {
    super();
    this.#options = options;
  }

  override async sign(pdf: Uint8Array, { documentId, verifyUrl, language, at }: SignedAs): Promise<Uint8Array> {
    const identity = await this.#ready();
    const [leaf] = identity.certificates;
    this.#look(leaf, at);
    const words = this.#options.words(language);
    const signer = /^CN=(.+)$/m.exec(leaf.subject)?.[1] ?? leaf.subject;
    const room = identity.certificates.reduce((sum, { raw }) => sum + raw.length, ROOM);
    const { bytes, gap } = sealPdf(pdf, { documentId, verifyUrl, language, at, signer, ...words }, room);
    const signature = detachedSignature([bytes.subarray(0, gap.from), bytes.subarray(gap.to)], identity);
    if (signature.length > room) throw new Error(`signing.room: the signature takes ${signature.length} bytes.`);
    bytes.write(signature.toString('hex'), gap.from + 1, 'latin1');
    return bytes;
  }

  /** Throws when readers would refuse what is signed now; says so before that day comes. */
  #look({ validFromDate, validFrom, validToDate, validTo }: X509Certificate, at: Date): void {
    if (at < validFromDate || at > validToDate) throw new CertificateOutOfDate(validFrom, validTo);
    const left = validToDate.getTime() - at.getTime();
    if (left > SOON_MS || at.getTime() - this.#warned < DAY_MS) return;
    this.#warned = at.getTime();
    this.#options.warn?.(
      `signing.ends: the certificate of SIGNING_CERTIFICATE holds until ${validTo}; after that day no document can be made. Have a new one issued.`,
    );
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
