import { Injectable } from '@nestjs/common';
import {
  findQuestion,
  questionsComparedWith,
  questionsOfConditions,
  type DimensionId,
  type Instrument,
} from '@isonomia/instrument';
import { mayAtAgency, permitFor } from '../access/access.js';
import type { Actor } from '../actor.js';
import type { AssessmentId } from '../ids.js';
import { AnswerStore } from '../ports/answer-store.js';
import { AssessmentStore } from '../ports/assessment-store.js';
import { InstrumentLibrary, type PublishedInstrument } from '../ports/instrument-library.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { NotFound } from '../problems/problems.js';
import type { PinnedAssessment } from './assessment.js';
import { isAssigned, pinnedInstrument } from './open-assessment.js';
import { warningsAcross, type Warning } from './warnings.js';

export interface AnswerNoticeCommand {
  readonly assessment: AssessmentId;
  /** What this person has just saved: that they may write it was checked by the write. */
  readonly question: string;
}

/**
 * What a person is told who has just saved an answer. Every autosave asks for it: from memory, unless a check of the
 * instrument compares the question; then only the answers that it is compared with are read.
 */
@Injectable()
export class AnswerNotice {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly assessments: AssessmentStore,
    private readonly answers: AnswerStore,
    private readonly instruments: InstrumentLibrary,
  ) {}

  async execute(
    actor: Actor,
    { assessment: id, question }: AnswerNoticeCommand,
  ): Promise<{
    readonly published: PublishedInstrument;
    /** IANA name. */
    readonly timeZone: string;
    readonly warnings: readonly Warning[];
  }> {
    const assessment = await this.assessments.pinned(id);
    if (assessment === undefined || !mayAtAgency(actor, 'answer.record', assessment)) throw new NotFound('assessment');
    const timeZone = await this.assessments.timeZoneOf(assessment.agencyId);
    if (timeZone === undefined) throw new NotFound('assessment');
    const published = await pinnedInstrument(this.instruments, assessment);
    return { published, timeZone, warnings: await this.warnings(actor, assessment, published.instrument, question) };
  }

  private async warnings(
    actor: Actor,
    assessment: PinnedAssessment,
    instrument: Instrument,
    question: string,
  ): Promise<readonly Warning[]> {
    const compared = questionsComparedWith(instrument, question);
    if (compared.length === 0) return [];
    // Whether a compared question is asked may hang on others.
    const answers = await this.answers.current({ actor: actor.userId, agency: assessment.agencyId }, assessment.id, [
      ...compared,
      ...questionsOfConditions(instrument),
    ]);
    const selection = { variant: assessment.variant, agencyType: assessment.agencyType, answers };
    const warnings = warningsAcross(instrument, selection).filter(({ questions }) => questions.includes(question));
    if (warnings.length === 0) return [];
    const reads = await this.readable(actor, assessment);
    // A warning tells of other dimensions: it stays out for whoever may not open those.
    return warnings.filter(({ questions }) =>
      questions.every((one) => {
        const dimension = findQuestion(instrument, one)?.dimension;
        return dimension !== undefined && reads(dimension);
      }),
    );
  }

  /** Saved in a draft, so it is a draft that this person reads. */
  private async readable(actor: Actor, assessment: PinnedAssessment): Promise<(dimension: DimensionId) => boolean> {
    const permit = permitFor(actor, 'answer.view', assessment);
    if (permit.anywhere.includes('draft')) return () => true;
    if (!permit.whereAssigned.includes('draft')) return () => false;
    const scope = { actor: actor.userId, agency: assessment.agencyId };
    const assignments = await this.unitOfWork.run(scope, (tx) => this.assessments.assignments(tx, assessment.id));
    return (dimension) => isAssigned(actor, assignments, dimension);
  }
}
