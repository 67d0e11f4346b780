import { Injectable } from '@nestjs/common';
import { AuditLog } from '../ports/audit-log.js';
import { InstrumentLibrary, InstrumentSource, type Publication } from '../ports/instrument-library.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { userId } from '../ids.js';

export interface PublishedVersion {
  readonly instrument: string;
  readonly version: string;
  readonly publication: Publication;
}

/** Actor of what the installation does by itself: publishing, making documents. */
export const SYSTEM = userId('system');

/** Puts what the files hold into the database, after every migration: all versions or none. */
@Injectable()
export class PublishInstruments {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly source: InstrumentSource,
    private readonly library: InstrumentLibrary,
    private readonly audit: AuditLog,
  ) {}

  /** Throws `PublishedVersionChanged` when a published structure was edited instead of given a new version. */
  async execute(): Promise<readonly PublishedVersion[]> {
    const versions = await this.source.load();
    return this.unitOfWork.run({ actor: SYSTEM }, async (tx) => {
      const published: PublishedVersion[] = [];
      for (const one of versions) {
        const { id, version } = one.instrument;
        const publication = await this.library.publish(tx, one);
        published.push({ instrument: id, version, publication });
        if (publication !== 'new' && publication !== 'translated') continue;
        await this.audit.append(tx, {
          action: 'instrument.published',
          actor: SYSTEM,
          subject: { kind: 'instrument', id: `${id} ${version}` },
        });
      }
      return published;
    });
  }
}
