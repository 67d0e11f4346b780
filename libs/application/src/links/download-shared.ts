import { Injectable } from '@nestjs/common';
import { FILE_KINDS } from '../documents/file-kind.js';
import type { DocumentId } from '../ids.js';
import type { ByteStream } from '../ports/file-store.js';
import { SharedDocuments } from '../ports/shared-documents.js';
import { Clock } from '../ports/system.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { LinkUnusable } from '../problems/link-problems.js';
import { DocumentNotReady, NotFound } from '../problems/problems.js';
import { LINK_HOLDER } from './link.js';
import { fileNameOf, type HeldLink } from './shared.js';

export interface SharedFile {
  readonly file: { readonly name: string; readonly mediaType: string; readonly size: number };
  readonly bytes: ByteStream;
}

/** The bytes of a document that a link opens; every download is in the audit before the first of them goes out. */
@Injectable()
export class DownloadShared {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly shared: SharedDocuments,
    private readonly clock: Clock,
  ) {}

  async execute(link: HeldLink, command: { readonly document: DocumentId }): Promise<SharedFile> {
    const asking = { key: link.key, at: this.clock.now() };
    const document = await this.unitOfWork.run({ actor: LINK_HOLDER }, async (tx) => {
      const found = (await this.shared.documents(tx, asking)).find(({ id }) => id === command.document);
      if (found === undefined) throw new NotFound('document');
      if (found.state !== 'ready') throw new DocumentNotReady(found.state);
      const subject = { kind: found.kind === 'report' ? 'report' : 'document', id: found.id } as const;
      if (!(await this.shared.note(tx, asking, { action: 'document.read', document: subject })))
        throw new LinkUnusable();
      return found;
    });
    const { mediaType } = FILE_KINDS[document.form.format];
    return {
      file: { name: fileNameOf(document), mediaType, size: document.size ?? 0 },
      bytes: this.shared.read(asking, document.id),
    };
  }
}
