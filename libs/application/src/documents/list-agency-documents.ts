import { Injectable } from '@nestjs/common';
import { mayAtAgency } from '../access/access.js';
import type { Actor } from '../actor.js';
import type { Agency } from '../agencies/agency.js';
import type { AgencyId } from '../ids.js';
import { AgencyReader, type AssessmentLine } from '../ports/agency-reader.js';
import { AgencyStore } from '../ports/agency-store.js';
import { DocumentStore, type KeptDocument } from '../ports/document-store.js';
import { Clock } from '../ports/system.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { NotFound } from '../problems/problems.js';
import { isOverdue, mayRead } from './open-document.js';

export interface AgencyDocuments {
  readonly agency: Agency;
  /** Assessments with documents that this person may read, newest first; of each its documents, newest first. */
  readonly assessments: readonly {
    readonly assessment: Pick<AssessmentLine, 'id' | 'title' | 'state' | 'reference'>;
    readonly documents: readonly (KeptDocument & { readonly overdue: boolean })[];
  }[];
  readonly may: { readonly giveLinks: boolean };
}

/** Every document that an agency has had made, for whoever may read it. */
@Injectable()
export class ListAgencyDocuments {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly agencies: AgencyStore,
    private readonly reader: AgencyReader,
    private readonly documents: DocumentStore,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, command: { readonly agency: AgencyId }): Promise<AgencyDocuments> {
    const now = this.clock.now();
    return this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const agency = await this.agencies.find(tx, command.agency);
      if (agency === undefined) throw new NotFound('agency');
      const place = { agencyId: agency.id, regionId: agency.regionId };
      if (!mayAtAgency(actor, 'document.view', place)) throw new NotFound('agency');
      const all = await this.documents.ofAgency(tx, agency.id);
      const assessments = (await this.reader.assessments(tx, agency.id)).map((assessment) => ({
        assessment,
        documents: all
          .filter(({ document }) => document.assessmentId === assessment.id)
          .filter(({ document }) => mayRead(actor, document, { ...place, state: assessment.state }))
          .map((kept) => ({ ...kept, overdue: isOverdue(kept.document, now) })),
      }));
      return {
        agency,
        assessments: assessments.filter(({ documents }) => documents.length > 0),
        may: { giveLinks: mayAtAgency(actor, 'link.give', place) },
      };
    });
  }
}
