import { Injectable } from '@nestjs/common';
import { authorizeAtAgency } from '../access/access.js';
import type { Actor } from '../actor.js';
import type { IncomingFile } from '../assessments/incoming-file.js';
import { Uploads } from '../assessments/uploads.js';
import type { AgencyId, FileId } from '../ids.js';
import { AgencyStore } from '../ports/agency-store.js';
import { AuditLog } from '../ports/audit-log.js';
import { FileStore } from '../ports/file-store.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { NotFound } from '../problems/problems.js';

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
    private readonly uploads: Uploads,
  ) {}

  async execute(actor: Actor, command: SetAgencyLogoCommand): Promise<{ readonly logo?: FileId }> {
    return this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const agency = await this.agencies.find(tx, command.agency);
      if (agency === undefined) throw new NotFound('agency');
      authorizeAtAgency(actor, 'agency.edit', { agencyId: agency.id, regionId: agency.regionId });
      const logo = command.file === undefined ? undefined : (await this.uploads.logo(tx, agency.id, command.file)).id;
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
}
