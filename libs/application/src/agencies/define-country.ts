import { Injectable } from '@nestjs/common';
import { mayAtAgency } from '../access/access.js';
import type { Actor } from '../actor.js';
import { AgencyStore } from '../ports/agency-store.js';
import { AuditLog } from '../ports/audit-log.js';
import { Ids } from '../ports/system.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { Fields } from '../problems/fields.js';
import { Forbidden } from '../problems/problems.js';
import { countryId, regionId } from '../ids.js';
import type { Country } from './agency.js';

export interface DefineCountryCommand {
  readonly region: string;
  readonly code: string;
  readonly name: string;
  readonly fictional: boolean;
}

const CODE = /^[A-Z]{2}$/;

/** A country and its region, made when they are not there yet: asking twice gives the same country. */
@Injectable()
export class DefineCountry {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly agencies: AgencyStore,
    private readonly audit: AuditLog,
    private readonly ids: Ids,
  ) {}

  async execute(actor: Actor, command: DefineCountryCommand): Promise<Country> {
    // It may make the region too, which is an administrator's to do.
    if (!mayAtAgency(actor, 'region.define', {})) throw new Forbidden('region.define');
    const fields = new Fields();
    const wanted = {
      region: fields.text('region', command.region),
      name: fields.text('name', command.name),
      code: command.code.trim().toUpperCase(),
      fictional: command.fictional,
    };
    if (!CODE.test(wanted.code)) fields.fault('code', 'not-a-country-code');
    fields.check();
    return this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const fresh = { country: countryId(this.ids.uuid()), region: regionId(this.ids.uuid()) };
      const country = await this.agencies.defineCountry(tx, wanted, fresh);
      if (country.id === fresh.country) {
        await this.audit.append(tx, {
          action: 'country.defined',
          actor: actor.userId,
          subject: { kind: 'country', id: country.id },
        });
      }
      return country;
    });
  }
}
