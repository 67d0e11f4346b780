import { Injectable } from '@nestjs/common';
import { mayAtAgency } from '../access/access.js';
import type { Actor } from '../actor.js';
import { regionId, type RegionId } from '../ids.js';
import { AuditLog } from '../ports/audit-log.js';
import { PlaceStore } from '../ports/place-store.js';
import { Ids } from '../ports/system.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { Fields } from '../problems/fields.js';
import { Forbidden } from '../problems/problems.js';

export interface DefineRegionCommand {
  readonly name: string;
  readonly fictional: boolean;
}

/** A region by a name of its own. */
@Injectable()
export class DefineRegion {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly places: PlaceStore,
    private readonly audit: AuditLog,
    private readonly ids: Ids,
  ) {}

  async execute(actor: Actor, command: DefineRegionCommand): Promise<{ readonly region: RegionId }> {
    if (!mayAtAgency(actor, 'region.define', {})) throw new Forbidden('region.define');
    const fields = new Fields();
    const name = fields.text('name', command.name);
    fields.check();
    const id = regionId(this.ids.uuid());
    return this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const made = await this.places.insertRegion(tx, { id, name, fictional: command.fictional });
      if (!made) fields.fault('name', 'taken');
      fields.check();
      await this.audit.append(tx, {
        action: 'region.defined',
        actor: actor.userId,
        subject: { kind: 'region', id },
      });
      return { region: id };
    });
  }
}
