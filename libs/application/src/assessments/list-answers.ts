import { Injectable } from '@nestjs/common';
import { findQuestion } from '@isonomia/instrument';
import { may } from '../access/access.js';
import type { Actor } from '../actor.js';
import type { AssessmentId } from '../ids.js';
import { AssessmentReader } from '../ports/assessment-reader.js';
import { AuditLog } from '../ports/audit-log.js';
import { InstrumentLibrary } from '../ports/instrument-library.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import type { StoredAnswer } from './assessment.js';
import { auditOutsider } from './audit-outsider.js';
import { isAssigned, openedContents, pinnedInstrument } from './open-assessment.js';

/** Every answer that this person may see, cleared ones included, in instrument order. */
@Injectable()
export class ListAnswers {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: AssessmentReader,
    private readonly instruments: InstrumentLibrary,
    private readonly audit: AuditLog,
  ) {}

  async execute(actor: Actor, command: { readonly assessment: AssessmentId }): Promise<readonly StoredAnswer[]> {
    const { assessment, assignments, answers } = await this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const found = openedContents(actor, 'assessment.view', await this.reader.contents(tx, command.assessment));
      await auditOutsider(this.audit, tx, actor, { action: 'assessment.read', assessment: found.assessment });
      return found;
    });
    const { instrument } = await pinnedInstrument(this.instruments, assessment);
    const place = new Map(instrument.questions.map(({ id }, index) => [id, index]));
    return answers
      .filter(({ question }) => {
        const dimension = findQuestion(instrument, question)?.dimension;
        const assigned = isAssigned(actor, assignments, dimension);
        return may(actor, 'answer.view', { ...assessment, assigned });
      })
      .toSorted((a, b) => (place.get(a.question) ?? 0) - (place.get(b.question) ?? 0));
  }
}
