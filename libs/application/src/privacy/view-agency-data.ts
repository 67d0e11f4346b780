import { Injectable } from '@nestjs/common';
import { authorizeAtAgency, mayAtAgency } from '../access/access.js';
import type { Actor } from '../actor.js';
import type { Agency } from '../agencies/agency.js';
import type { AgencyId } from '../ids.js';
import { AgencyStore } from '../ports/agency-store.js';
import { ErasureStore, type AskedErasure } from '../ports/erasure-store.js';
import { Clock } from '../ports/system.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { UserDirectory } from '../ports/user-directory.js';
import { NotFound } from '../problems/problems.js';

export interface AgencyData {
  readonly agency: Agency;
  readonly mayExport: boolean;
  readonly asked?: AskedErasure & {
    /** Absent once the account is gone. */
    readonly name?: string;
    readonly own: boolean;
  };
}

/** What may be done with all of an agency at once, and whether somebody wants it erased. */
@Injectable()
export class ViewAgencyData {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly agencies: AgencyStore,
    private readonly erasures: ErasureStore,
    private readonly directory: UserDirectory,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, command: { readonly agency: AgencyId }): Promise<AgencyData> {
    const { agency, asked } = await this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const found = await this.agencies.find(tx, command.agency);
      if (found === undefined) throw new NotFound('agency');
      authorizeAtAgency(actor, 'agency.erase', { agencyId: found.id, regionId: found.regionId });
      return { agency: found, asked: await this.erasures.asked(tx, found.id, this.clock.now()) };
    });
    const mayExport = mayAtAgency(actor, 'agency.export', { agencyId: agency.id, regionId: agency.regionId });
    if (asked === undefined) return { agency, mayExport };
    const name = (await this.directory.namesOf([asked.askedBy])).get(asked.askedBy);
    const own = asked.askedBy === actor.userId;
    return { agency, mayExport, asked: { ...asked, own, ...(name !== undefined && { name }) } };
  }
}
