import { Injectable } from '@nestjs/common';
import type { DimensionId } from '@isonomia/instrument';
import type { Actor } from '../actor.js';
import { userId, type AssessmentId } from '../ids.js';
import { AssessmentStore } from '../ports/assessment-store.js';
import { AuditLog } from '../ports/audit-log.js';
import { InstrumentLibrary } from '../ports/instrument-library.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { UserDirectory } from '../ports/user-directory.js';
import { Fields } from '../problems/fields.js';
import { NotFound } from '../problems/problems.js';
import type { Assessment } from './assessment.js';
import { opened, pinnedInstrument } from './open-assessment.js';

export interface AssignDimensionCommand {
  readonly assessment: AssessmentId;
  readonly dimension: DimensionId;
  /** Left out: nobody any more. */
  readonly to?: { readonly user: string; readonly due?: string };
}

/** Gives a dimension to a colleague who may answer in this agency. */
@Injectable()
export class AssignDimension {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly assessments: AssessmentStore,
    private readonly instruments: InstrumentLibrary,
    private readonly directory: UserDirectory,
    private readonly audit: AuditLog,
  ) {}

  async execute(actor: Actor, command: AssignDimensionCommand): Promise<void> {
    const { dimension, to } = command;
    await this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const found = await this.assessments.lock(tx, command.assessment);
      const assessment = opened(actor, 'assessment.assign', found);
      const { instrument } = await pinnedInstrument(this.instruments, assessment);
      if (!instrument.dimensions.some(({ id }) => id === dimension)) throw new NotFound('dimension');
      if (to === undefined) await this.assessments.unassign(tx, assessment.id, dimension);
      else await this.assessments.assign(tx, assessment, { dimension, ...(await this.read(assessment, to)) });
      await this.audit.append(tx, {
        action: 'dimension.assigned',
        actor: actor.userId,
        agency: assessment.agencyId,
        subject: { kind: 'assessment', id: assessment.id },
        detail: { dimension, to: to?.user ?? '' },
      });
    });
  }

  private async read(assessment: Assessment, to: NonNullable<AssignDimensionCommand['to']>) {
    const fields = new Fields();
    const due = fields.optionalDate('due', to.due);
    const colleagues = await this.directory.colleagues(assessment.agencyId);
    const answers = colleagues.some(
      (one) => one.userId === to.user && one.roles.some((role) => role === 'lead' || role === 'contributor'),
    );
    if (!answers) fields.fault('user', 'not-a-colleague');
    fields.check();
    return { userId: userId(to.user), ...(due !== undefined && { due }) };
  }
}
