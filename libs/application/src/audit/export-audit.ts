import { Injectable } from '@nestjs/common';
import type { Actor } from '../actor.js';
import { AgencyStore } from '../ports/agency-store.js';
import { AuditLog } from '../ports/audit-log.js';
import { AuditReader } from '../ports/audit-reader.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { UserDirectory } from '../ports/user-directory.js';
import { openAudit, ofScope, peopleIn, type AuditCommand, type AuditPage } from './read-audit.js';

/** The newest rows that the filter finds; a longer time takes several files. */
export const AUDIT_EXPORT_LIMIT = 20_000;

/** The same as a file; that it was taken is recorded whoever takes it. */
@Injectable()
export class ExportAudit {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    readonly agencies: AgencyStore,
    private readonly reader: AuditReader,
    private readonly directory: UserDirectory,
    readonly audit: AuditLog,
  ) {}

  async execute(
    actor: Actor,
    { scope, filter }: Omit<AuditCommand, 'before'>,
  ): Promise<Omit<AuditPage, 'actors' | 'next'>> {
    const found = await this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const always = { ...filter };
      const opened = await openAudit(this, tx, { actor, scope, action: 'audit.exported', always });
      const query = { ...ofScope(scope), ...filter, timeZone: opened.timeZone, size: AUDIT_EXPORT_LIMIT };
      return { ...opened, lines: await this.reader.lines(tx, query) };
    });
    return { ...found, names: await this.directory.namesOf(peopleIn(found.lines)) };
  }
}
