import { Injectable } from '@nestjs/common';
import { authorizeAtAgency } from '../access/access.js';
import type { Actor } from '../actor.js';
import type { AgencyId } from '../ids.js';
import { AgencyStore } from '../ports/agency-store.js';
import { AuditLog } from '../ports/audit-log.js';
import { InstrumentLibrary } from '../ports/instrument-library.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { NotFound, RevisionConflict } from '../problems/problems.js';
import type { Agency } from './agency.js';
import { knownTerms } from './known-terms.js';
import { readSettings, type SettingsInput } from './read-settings.js';

export interface SetUpAgencyCommand {
  readonly agency: AgencyId;
  readonly settings: SettingsInput;
  /** The revision that the form showed. */
  readonly expected: number;
}

/** Saves what an agency says of itself. Throws `InputRefused`, or `RevisionConflict<Agency>` when a colleague was faster. */
@Injectable()
export class SetUpAgency {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly agencies: AgencyStore,
    private readonly instruments: InstrumentLibrary,
    private readonly audit: AuditLog,
  ) {}

  async execute(actor: Actor, command: SetUpAgencyCommand): Promise<{ readonly revision: number }> {
    const offered = await this.instruments.offered();
    return this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const agency = await this.agencies.find(tx, command.agency);
      if (agency === undefined) throw new NotFound('agency');
      authorizeAtAgency(actor, 'agency.edit', { agencyId: agency.id, regionId: agency.regionId });
      const settings = readSettings(command.settings, knownTerms(offered));
      const revision = await this.agencies.change(tx, agency.id, settings, command.expected);
      if (revision === undefined) throw new RevisionConflict<Agency>(await this.current(tx, agency));
      await this.audit.append(tx, {
        action: 'agency.changed',
        actor: actor.userId,
        agency: agency.id,
        subject: { kind: 'agency', id: agency.id },
        detail: { revision },
      });
      return { revision };
    });
  }

  private async current(tx: Parameters<AgencyStore['find']>[0], agency: Agency): Promise<Agency> {
    return (await this.agencies.find(tx, agency.id)) ?? agency;
  }
}
