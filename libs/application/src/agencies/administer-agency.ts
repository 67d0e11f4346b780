import { Injectable } from '@nestjs/common';
import { authorizeAtAgency, mayAtAgency } from '../access/access.js';
import type { Actor } from '../actor.js';
import type { AgencyId, CountryId } from '../ids.js';
import { AgencyStore } from '../ports/agency-store.js';
import { AuditLog } from '../ports/audit-log.js';
import { InstrumentLibrary } from '../ports/instrument-library.js';
import { PlaceStore, type AgencyEntry } from '../ports/place-store.js';
import { UnitOfWork, type Transaction } from '../ports/unit-of-work.js';
import { Fields } from '../problems/fields.js';
import { NotFound, RevisionConflict } from '../problems/problems.js';
import type { Agency } from './agency.js';
import { knownTerms } from './known-terms.js';

export interface AdministerAgencyCommand {
  readonly agency: AgencyId;
  readonly name: string;
  readonly type: string;
  readonly country: CountryId;
  readonly ministry?: string;
  /** The revision that the form showed. */
  readonly expected: number;
}

/** Corrects what an agency is listed by; everything else it says of itself is its own. */
@Injectable()
export class AdministerAgency {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly agencies: AgencyStore,
    private readonly places: PlaceStore,
    private readonly instruments: InstrumentLibrary,
    private readonly audit: AuditLog,
  ) {}

  async execute(actor: Actor, command: AdministerAgencyCommand): Promise<{ readonly revision: number }> {
    const { agencyTypes } = knownTerms(await this.instruments.offered());
    return this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const agency = await this.agencies.find(tx, command.agency);
      if (agency === undefined) throw new NotFound('agency');
      authorizeAtAgency(actor, 'agency.administer', { agencyId: agency.id, regionId: agency.regionId });
      const entry = await this.read(tx, actor, command, agencyTypes);
      const revision = await this.places.changeEntry(tx, agency.id, entry, command.expected);
      if (revision === undefined) {
        throw new RevisionConflict<Agency>((await this.agencies.find(tx, agency.id)) ?? agency);
      }
      await this.audit.append(tx, {
        action: 'agency.changed',
        actor: actor.userId,
        agency: agency.id,
        subject: { kind: 'agency', id: agency.id },
        detail: { revision, moved: entry.country !== agency.country.id },
      });
      return { revision };
    });
  }

  /** An agency moves only to where its mover could create one. */
  private async read(
    tx: Transaction,
    actor: Actor,
    command: AdministerAgencyCommand,
    agencyTypes: readonly string[],
  ): Promise<AgencyEntry> {
    const fields = new Fields();
    const name = fields.text('name', command.name);
    const type = fields.oneOf('type', command.type, agencyTypes) ?? '';
    const ministry = fields.optionalText('ministry', command.ministry);
    const country = await this.agencies.country(tx, command.country);
    if (country === undefined || !mayAtAgency(actor, 'agency.create', { regionId: country.regionId })) {
      fields.fault('country', 'not-in-list', { allowed: '' });
    }
    fields.check();
    return { name, type, country: command.country, ...(ministry !== undefined && { ministry }) };
  }
}
