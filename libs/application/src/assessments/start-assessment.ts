import { Injectable } from '@nestjs/common';
import { authorizeAtAgency } from '../access/access.js';
import type { Actor } from '../actor.js';
import { assessmentId, type AgencyId, type AssessmentId } from '../ids.js';
import { AgencyStore } from '../ports/agency-store.js';
import { AssessmentStore } from '../ports/assessment-store.js';
import { AuditLog } from '../ports/audit-log.js';
import { InstrumentLibrary, type PublishedInstrument } from '../ports/instrument-library.js';
import { Clock, Ids } from '../ports/system.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { Fields } from '../problems/fields.js';
import { AgencyRetired, NotFound, RetiredVersion, UnknownInstrument } from '../problems/problems.js';

export interface StartAssessmentCommand {
  readonly agency: AgencyId;
  readonly instrument: string;
  readonly version: string;
  readonly variant: string;
  readonly title: string;
  readonly reference: { readonly from: string; readonly to: string };
  readonly stockDate: string;
}

/** Pins a new assessment to an offered instrument version; its agency type is the agency's, today. */
@Injectable()
export class StartAssessment {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly agencies: AgencyStore,
    private readonly assessments: AssessmentStore,
    private readonly instruments: InstrumentLibrary,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  async execute(actor: Actor, command: StartAssessmentCommand): Promise<{ readonly assessment: AssessmentId }> {
    const versions = await this.instruments.offered();
    const known = await this.instruments.find(command.instrument, command.version);
    return this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const agency = await this.agencies.find(tx, command.agency);
      if (agency === undefined) throw new NotFound('agency');
      authorizeAtAgency(actor, 'assessment.start', { agencyId: agency.id, regionId: agency.regionId });
      if (agency.retiredAt !== undefined) throw new AgencyRetired();
      const fields = read(command, offered(versions, known, command), agency.type);
      const id = assessmentId(this.ids.uuid());
      await this.assessments.insert(tx, [
        {
          ...fields,
          id,
          agencyId: agency.id,
          instrumentId: command.instrument,
          instrumentVersion: command.version,
          agencyType: agency.type,
          createdAt: this.clock.now(),
          createdBy: actor.userId,
        },
      ]);
      await this.audit.append(tx, {
        action: 'assessment.started',
        actor: actor.userId,
        agency: agency.id,
        subject: { kind: 'assessment', id },
        detail: { instrument: command.instrument, version: command.version, variant: command.variant },
      });
      return { assessment: id };
    });
  }
}

function offered(
  versions: readonly PublishedInstrument[],
  known: PublishedInstrument | undefined,
  { instrument: id, version }: StartAssessmentCommand,
): PublishedInstrument {
  const published = versions.find(({ instrument }) => instrument.id === id && instrument.version === version);
  if (published !== undefined) return published;
  throw known === undefined ? new UnknownInstrument(id, version) : new RetiredVersion(id, version);
}

function read(command: StartAssessmentCommand, { instrument }: PublishedInstrument, agencyType: string) {
  const fields = new Fields();
  fields.oneOf('agencyType', agencyType, instrument.agencyTypes);
  const checked = {
    variant: fields.oneOf('variant', command.variant, instrument.variants) ?? '',
    title: fields.text('title', command.title),
    reference: fields.period('reference', command.reference),
    stockDate: fields.date('stockDate', command.stockDate),
  };
  fields.check();
  return checked;
}
