import { Injectable } from '@nestjs/common';
import { authorizeAtAgency, mayAtAgency } from '../access/access.js';
import type { Actor } from '../actor.js';
import type { AgencyId } from '../ids.js';
import { AgencyReader, type AssessmentLine } from '../ports/agency-reader.js';
import { AgencyStore } from '../ports/agency-store.js';
import { InstrumentLibrary, type PublishedInstrument } from '../ports/instrument-library.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { UserDirectory, type Colleague } from '../ports/user-directory.js';
import { NotFound } from '../problems/problems.js';
import type { Agency } from './agency.js';
import { knownTerms } from './known-terms.js';
import type { KnownTerms } from './read-settings.js';

export interface AgencyView {
  readonly agency: Agency;
  /** Newest first; empty for roles that may not list them. */
  readonly assessments: readonly AssessmentLine[];
  readonly colleagues: readonly Colleague[];
  /** What a new assessment may be started on. */
  readonly offered: readonly PublishedInstrument[];
  readonly terms: KnownTerms;
  readonly may: {
    readonly edit: boolean;
    readonly start: boolean;
    readonly viewResults: boolean;
    readonly viewDocuments: boolean;
    readonly readAudit: boolean;
    readonly keepPeople: boolean;
    readonly keepData: boolean;
  };
}

/** The agency's home and its set-up page. */
@Injectable()
export class ViewAgency {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly agencies: AgencyStore,
    private readonly reader: AgencyReader,
    private readonly instruments: InstrumentLibrary,
    private readonly directory: UserDirectory,
  ) {}

  async execute(actor: Actor, command: { readonly agency: AgencyId }): Promise<AgencyView> {
    const { agency, assessments } = await this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const found = await this.agencies.find(tx, command.agency);
      if (found === undefined) throw new NotFound('agency');
      const place = { agencyId: found.id, regionId: found.regionId };
      authorizeAtAgency(actor, 'agency.view', place);
      const lists = mayAtAgency(actor, 'assessment.list', place);
      return { agency: found, assessments: lists ? await this.reader.assessments(tx, found.id) : [] };
    });
    const place = { agencyId: agency.id, regionId: agency.regionId };
    const may = {
      edit: mayAtAgency(actor, 'agency.edit', place),
      start: mayAtAgency(actor, 'assessment.start', place) && agency.retiredAt === undefined,
      viewResults: mayAtAgency(actor, 'result.view', place),
      viewDocuments: mayAtAgency(actor, 'document.view', place),
      keepPeople: mayAtAgency(actor, 'people.view', place),
      readAudit: mayAtAgency(actor, 'audit.read', place),
      keepData: mayAtAgency(actor, 'agency.erase', place),
    };
    const offered = await this.instruments.offered();
    const colleagues = may.edit ? await this.directory.colleagues(agency.id) : [];
    return { agency, assessments, colleagues, offered, terms: knownTerms(offered), may };
  }
}
