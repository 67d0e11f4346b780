import { Injectable } from '@nestjs/common';
import { authorizeAtAgency, mayAtAgency } from '../access/access.js';
import type { Actor } from '../actor.js';
import { agencyId, type AgencyId, type CountryId, type RegionId, type UserId } from '../ids.js';
import { AgencyStore } from '../ports/agency-store.js';
import { AuditLog } from '../ports/audit-log.js';
import { InstrumentLibrary } from '../ports/instrument-library.js';
import { Clock, Ids } from '../ports/system.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { NotFound } from '../problems/problems.js';
import { knownTerms } from './known-terms.js';
import { readSettings, type SettingsInput } from './read-settings.js';

export interface CreateAgencyCommand {
  readonly country: CountryId;
  readonly settings: SettingsInput;
  readonly fictional: boolean;
  /** Becomes the agency's lead. */
  readonly lead?: UserId;
}

/** Whoever may not create one in the region learns nothing of the country. */
@Injectable()
export class CreateAgency {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly agencies: AgencyStore,
    private readonly instruments: InstrumentLibrary,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async execute(actor: Actor, command: CreateAgencyCommand): Promise<{ readonly agency: AgencyId }> {
    const offered = await this.instruments.offered();
    const id = agencyId(this.ids.uuid());
    return this.unitOfWork.run({ actor: actor.userId, agency: id }, async (tx) => {
      const country = await this.agencies.country(tx, command.country);
      // In the same words: a country of a region that is not theirs to see is not there.
      if (country === undefined || !seesRegion(actor, country.regionId)) throw new NotFound('country');
      authorizeAtAgency(actor, 'agency.create', { regionId: country.regionId });
      const settings = readSettings(command.settings, knownTerms(offered));
      const at = this.clock.now();
      await this.agencies.insert(tx, [
        { ...settings, id, countryId: country.id, fictional: command.fictional, createdAt: at },
      ]);
      if (command.lead !== undefined) await this.agencies.addLeads(tx, [{ agency: id, user: command.lead }], at);
      await this.audit.append(tx, {
        action: 'agency.created',
        actor: actor.userId,
        agency: id,
        subject: { kind: 'agency', id },
      });
      return { agency: id };
    });
  }
}

const seesRegion = (actor: Actor, regionId: RegionId): boolean =>
  mayAtAgency(actor, 'agency.create', { regionId }) || mayAtAgency(actor, 'region.view', { regionId });
