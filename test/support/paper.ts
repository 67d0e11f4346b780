import { DocumentSigner, PdfPrinter, type PrintableDocument, type SignedAs, WordWriter } from '@isonomia/application';

/** A printer whose paper says what it was given; `fault` makes the next one fail. */
export class PaperPrinter extends PdfPrinter {
  fault: Error | undefined;
  printed = 0;
  async print({ html }: PrintableDocument): Promise<Uint8Array> {
    await Promise.resolve();
    if (this.fault !== undefined) throw this.fault;
    this.printed += 1;
    return new TextEncoder().encode(`%PDF-1.7 ${html}`);
  }
}

/** A word processor whose file says what it was given. */
export class PaperWriter extends WordWriter {
  async write({ html }: PrintableDocument): Promise<Uint8Array> {
    await Promise.resolve();
    return new TextEncoder().encode(`PK ${html}`);
  }
}

/** A signature that says what it signs; `fault` makes every one fail. */
export class PaperSigner extends DocumentSigner {
  static fault: Error | undefined;
  async sign(pdf: Uint8Array, { documentId, language }: SignedAs): Promise<Uint8Array> {
    await Promise.resolve();
    if (PaperSigner.fault !== undefined) throw PaperSigner.fault;
    return Buffer.concat([pdf, Buffer.from(` signed ${documentId} ${language}`)]);
  }
}
