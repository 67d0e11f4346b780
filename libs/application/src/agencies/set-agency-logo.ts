import { Injectable } from '@nestjs/common';
import { authorizeAtAgency } from '../access/access.js';
import type { Actor } from '../actor.js';
import { isPicture } from '../assessments/file-kind.js';
import { recognise, type IncomingFile } from '../assessments/incoming-file.js';
import { fileId, type AgencyId, type FileId } from '../ids.js';
import { AgencyStore } from '../ports/agency-store.js';
import { AuditLog } from '../ports/audit-log.js';
import { FileStore } from '../ports/file-store.js';
import { Ids, Installation } from '../ports/system.js';
import { UnitOfWork, type Transaction } from '../ports/unit-of-work.js';
import { FileRefused, NotFound } from '../problems/problems.js';
import type { Agency } from './agency.js';

export interface SetAgencyLogoCommand {
  readonly agency: AgencyId;
  /** Left out: the logo is taken away. */
  readonly file?: IncomingFile;
}

/** A PNG or JPEG that stands on cover and header. The one before is deleted: outcomes carry a copy of theirs. */
@Injectable()
export class SetAgencyLogo {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly agencies: AgencyStore,
    private readonly files: FileStore,
    private readonly audit: AuditLog,
    private readonly ids: Ids,
    private readonly installation: Installation,
  ) {}

  async execute(actor: Actor, command: SetAgencyLogoCommand): Promise<{ readonly logo?: FileId }> {
    return this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const agency = await this.agencies.find(tx, command.agency);
      if (agency === undefined) throw new NotFound('agency');
      authorizeAtAgency(actor, 'agency.edit', { agencyId: agency.id, regionId: agency.regionId });
      const logo = command.file === undefined ? undefined : await this.store(tx, agency, command.file);
      await this.agencies.setLogo(tx, agency.id, logo);
      if (agency.logo !== undefined) await this.files.remove(tx, agency.logo);
      await this.audit.append(tx, {
        action: 'agency.logo-changed',
        actor: actor.userId,
        agency: agency.id,
        subject: { kind: 'agency', id: agency.id },
        detail: { present: logo !== undefined },
      });
      return logo === undefined ? {} : { logo };
    });
  }

  private async store(tx: Transaction, agency: Agency, file: IncomingFile): Promise<FileId> {
    const { name, mediaType, bytes } = await recognise(file);
    if (!isPicture(mediaType)) throw new FileRefused('a logo is a PNG or JPEG picture');
    const limits = { file: this.installation.logoFile, agency: this.installation.agencyFiles };
    const id = fileId(this.ids.uuid());
    await this.files.write(tx, { id, agencyId: agency.id, name, mediaType }, bytes, limits);
    return id;
  }
}
