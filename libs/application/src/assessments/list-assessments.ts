import { Injectable } from '@nestjs/common';
import { authorizeAtAgency } from '../access/access.js';
import type { Actor } from '../actor.js';
import type { AgencyId } from '../ids.js';
import { AgencyReader, type AssessmentLine } from '../ports/agency-reader.js';
import { AgencyStore } from '../ports/agency-store.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { NotFound } from '../problems/problems.js';

/** Of one agency, newest first. */
@Injectable()
export class ListAssessments {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly agencies: AgencyStore,
    private readonly reader: AgencyReader,
  ) {}

  async execute(actor: Actor, command: { readonly agency: AgencyId }): Promise<readonly AssessmentLine[]> {
    return this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const agency = await this.agencies.find(tx, command.agency);
      if (agency === undefined) throw new NotFound('agency');
      authorizeAtAgency(actor, 'assessment.list', { agencyId: agency.id, regionId: agency.regionId });
      return this.reader.assessments(tx, agency.id);
    });
  }
}
