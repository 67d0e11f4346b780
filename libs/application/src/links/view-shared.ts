import { Injectable } from '@nestjs/common';
import type { DocumentId } from '../ids.js';
import { SharedDocuments } from '../ports/shared-documents.js';
import { Clock, Installation } from '../ports/system.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { NotFound } from '../problems/problems.js';
import { verifyUrl } from '../documents/verify-url.js';
import { LINK_HOLDER } from './link.js';
import { isSlow, type HeldLink, type SharedDocument } from './shared.js';

export interface SharedView {
  readonly document: SharedDocument;
  readonly slow: boolean;
  readonly verifyUrl: string;
}

/** How far a document is, for whoever waits for it with a link. */
@Injectable()
export class ViewShared {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly shared: SharedDocuments,
    private readonly clock: Clock,
    private readonly installation: Installation,
  ) {}

  async execute(link: HeldLink, command: { readonly document: DocumentId }): Promise<SharedView> {
    const at = this.clock.now();
    const all = await this.unitOfWork.run({ actor: LINK_HOLDER }, (tx) =>
      this.shared.documents(tx, { key: link.key, at }),
    );
    const document = all.find(({ id }) => id === command.document);
    if (document === undefined) throw new NotFound('document');
    return { document, slow: isSlow(document, at), verifyUrl: verifyUrl(this.installation, document.id) };
  }
}
