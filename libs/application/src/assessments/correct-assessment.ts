import { Injectable } from '@nestjs/common';
import type { Actor } from '../actor.js';
import { assessmentId, type AssessmentId } from '../ids.js';
import { AgencyStore } from '../ports/agency-store.js';
import { AssessmentStore } from '../ports/assessment-store.js';
import { AuditLog } from '../ports/audit-log.js';
import { CarryStore } from '../ports/carry-store.js';
import { Clock, Ids } from '../ports/system.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { Fields } from '../problems/fields.js';
import { AgencyRetired, AlreadyCorrected } from '../problems/problems.js';
import { Carrying } from '../rounds/carrying.js';
import type { Assessment } from './assessment.js';
import { opened } from './open-assessment.js';

/**
 * A new draft that corrects a validated assessment: the same questionnaire, dates and round, all answers and their evidence,
 * counted as confirmed. It goes the way of every assessment; the corrected one stays as it was validated.
 */
@Injectable()
export class CorrectAssessment {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly agencies: AgencyStore,
    private readonly assessments: AssessmentStore,
    private readonly carries: CarryStore,
    private readonly carrying: Carrying,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** Throws `AlreadyCorrected` while there is one: what corrects a correction begins at the correction. */
  async execute(
    actor: Actor,
    command: { readonly assessment: AssessmentId; readonly title?: string },
  ): Promise<{ readonly assessment: AssessmentId }> {
    return this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      // Held: two who press at once would each begin one.
      const corrected = opened(actor, 'assessment.correct', await this.assessments.lock(tx, command.assessment));
      if ((await this.carries.correctionOf(tx, corrected.id)) !== undefined) throw new AlreadyCorrected();
      const agency = await this.agencies.find(tx, corrected.agencyId);
      if (agency?.retiredAt !== undefined) throw new AgencyRetired();
      const id = assessmentId(this.ids.uuid());
      const at = this.clock.now();
      const { instrumentId, instrumentVersion, variant, agencyType, reference, stockDate, round } = corrected;
      const title = titleOf(command.title, corrected);
      const pinned = { instrumentId, instrumentVersion, variant, agencyType, title, reference, stockDate };
      const made = { createdAt: at, createdBy: actor.userId, corrects: corrected.id, ...(round && { round }) };
      await this.assessments.insert(tx, [{ id, agencyId: corrected.agencyId, ...pinned, ...made }]);
      await this.carrying.copy(tx, { id, agencyId: corrected.agencyId }, corrected.id, { user: actor.userId, at });
      await this.audit.append(tx, {
        action: 'assessment.corrected',
        actor: actor.userId,
        agency: corrected.agencyId,
        subject: { kind: 'assessment', id },
        detail: { corrects: corrected.id },
      });
      return { assessment: id };
    });
  }
}

function titleOf(given: string | undefined, corrected: Assessment): string {
  if (given === undefined) return corrected.title;
  const fields = new Fields();
  const title = fields.text('title', given);
  fields.check();
  return title;
}
