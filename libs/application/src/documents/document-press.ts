import { Injectable } from '@nestjs/common';
import type { DocumentId } from '../ids.js';
import { DocumentSigner } from '../ports/document-signer.js';
import { PdfPrinter, type PrintableDocument } from '../ports/printing.js';
import { WordWriter } from '../ports/word-writer.js';
import { Clock, Installation } from '../ports/system.js';
import type { DocumentForm } from './document-form.js';
import { verifyUrl } from './verify-url.js';

/** Turns a page into the file that people take home. */
@Injectable()
export class DocumentPress {
  constructor(
    private readonly printer: PdfPrinter,
    private readonly writer: WordWriter,
    private readonly signer: DocumentSigner,
    private readonly clock: Clock,
    private readonly installation: Installation,
  ) {}

  print(page: PrintableDocument, { format }: Pick<DocumentForm, 'format'>): Promise<Uint8Array> {
    return format === 'docx' ? this.writer.write(page) : this.printer.print(page);
  }

  /** In the language that leads: a signature speaks one. An editable copy is nobody's word, and not signed. */
  async sign(
    pdf: Uint8Array,
    { id, form }: { readonly id: DocumentId; readonly form: DocumentForm },
  ): Promise<Uint8Array> {
    if (form.format !== 'pdf') return pdf;
    const [language] = form.languages;
    const asked = verifyUrl(this.installation, id);
    return this.signer.sign(pdf, { documentId: id, verifyUrl: asked, language, at: this.clock.now() });
  }
}
