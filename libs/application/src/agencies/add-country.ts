import { Injectable } from '@nestjs/common';
import { authorizeAtRegion } from '../access/access.js';
import type { Actor } from '../actor.js';
import { countryId, type CountryId, type RegionId } from '../ids.js';
import { AuditLog } from '../ports/audit-log.js';
import { PlaceStore } from '../ports/place-store.js';
import { Ids } from '../ports/system.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { Fields } from '../problems/fields.js';
import { NotFound } from '../problems/problems.js';

export interface AddCountryCommand {
  readonly region: RegionId;
  readonly code: string;
  readonly name: string;
}

const CODE = /^[A-Z]{2}$/;

/** A country of a region that is there already. */
@Injectable()
export class AddCountry {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly places: PlaceStore,
    private readonly audit: AuditLog,
    private readonly ids: Ids,
  ) {}

  async execute(actor: Actor, command: AddCountryCommand): Promise<{ readonly country: CountryId }> {
    const id = countryId(this.ids.uuid());
    return this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const region = await this.places.region(tx, command.region);
      if (region === undefined) throw new NotFound('region');
      authorizeAtRegion(actor, 'country.define', region.id);
      const fields = new Fields();
      const name = fields.text('name', command.name);
      const code = command.code.trim().toUpperCase();
      if (!CODE.test(code)) fields.fault('code', 'not-a-country-code');
      fields.check();
      if (!(await this.places.insertCountry(tx, { id, region: region.id, code, name }))) fields.fault('code', 'taken');
      fields.check();
      await this.audit.append(tx, {
        action: 'country.defined',
        actor: actor.userId,
        subject: { kind: 'country', id },
      });
      return { country: id };
    });
  }
}
