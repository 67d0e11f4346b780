import { Injectable } from '@nestjs/common';
import { fileId, type AgencyId } from '../ids.js';
import { FileCleaner } from '../ports/file-cleaner.js';
import { FileStore, type StoredFile } from '../ports/file-store.js';
import { Ids, Installation } from '../ports/system.js';
import type { Transaction } from '../ports/unit-of-work.js';
import { FileRefused } from '../problems/problems.js';
import { isPicture } from './file-kind.js';
import { recognise, type IncomingFile } from './incoming-file.js';

/** The one way in for files of people: known by their bytes, and without what they tell about their authors. */
@Injectable()
export class Uploads {
  constructor(
    private readonly files: FileStore,
    private readonly cleaner: FileCleaner,
    private readonly ids: Ids,
    private readonly installation: Installation,
  ) {}

  /** Throws `FileRefused`, `FileTooLarge` or `QuotaExceeded`; the transaction then leaves nothing. */
  evidence(tx: Transaction, agency: AgencyId, file: IncomingFile): Promise<StoredFile> {
    return this.keep(tx, agency, file, { limit: this.installation.evidenceFile, allowed: () => true });
  }

  /** Likewise; of pictures only. */
  logo(tx: Transaction, agency: AgencyId, file: IncomingFile): Promise<StoredFile> {
    return this.keep(tx, agency, file, { limit: this.installation.logoFile, allowed: isPicture });
  }

  private async keep(
    tx: Transaction,
    agency: AgencyId,
    file: IncomingFile,
    { limit, allowed }: { readonly limit: number; readonly allowed: (mediaType: string) => boolean },
  ): Promise<StoredFile> {
    const { name, mediaType, bytes } = await recognise(file);
    if (!allowed(mediaType)) throw new FileRefused('a logo is a PNG or JPEG picture');
    const cleaned = this.cleaner.clean(mediaType, bytes, limit);
    const wanted = { id: fileId(this.ids.uuid()), agencyId: agency, name, mediaType, removed: cleaned.removed };
    const limits = { file: limit, agency: this.installation.agencyFiles };
    return this.files.write(tx, wanted, cleaned.bytes, limits);
  }
}
