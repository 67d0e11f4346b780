import { Injectable } from '@nestjs/common';
import { authorizeAtAgency } from '../access/access.js';
import type { Actor } from '../actor.js';
import type { AgencyId } from '../ids.js';
import { AgencyStore } from '../ports/agency-store.js';
import { AuditLog } from '../ports/audit-log.js';
import { FileStore, type ByteStream, type StoredFile } from '../ports/file-store.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { NotFound } from '../problems/problems.js';

@Injectable()
export class ReadAgencyLogo {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly agencies: AgencyStore,
    private readonly files: FileStore,
    private readonly audit: AuditLog,
  ) {}

  async execute(
    actor: Actor,
    command: { readonly agency: AgencyId },
  ): Promise<{ readonly file: StoredFile; readonly bytes: ByteStream }> {
    const file = await this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const agency = await this.agencies.find(tx, command.agency);
      if (agency === undefined) throw new NotFound('agency');
      authorizeAtAgency(actor, 'agency.view', { agencyId: agency.id, regionId: agency.regionId });
      const logo = agency.logo === undefined ? undefined : await this.files.find(tx, agency.logo);
      if (logo === undefined) throw new NotFound('logo');
      await this.audit.append(tx, {
        action: 'agency.logo-read',
        actor: actor.userId,
        agency: agency.id,
        subject: { kind: 'file', id: logo.id },
      });
      return logo;
    });
    return { file, bytes: this.files.read({ actor: actor.userId, agency: file.agencyId }, file.id) };
  }
}
