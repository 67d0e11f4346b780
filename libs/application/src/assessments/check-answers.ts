import { Injectable } from '@nestjs/common';
import { unansweredQuestions, type DimensionId, type QuestionId } from '@isonomia/instrument';
import { may } from '../access/access.js';
import type { Actor } from '../actor.js';
import type { Agency } from '../agencies/agency.js';
import type { AssessmentId } from '../ids.js';
import { AssessmentReader, type AssessmentContents } from '../ports/assessment-reader.js';
import { InstrumentLibrary, type PublishedInstrument } from '../ports/instrument-library.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { answerFileOf, selectionOf } from './answer-file.js';
import type { Assessment, StoredAnswer, StoredEvidence } from './assessment.js';
import { openedContents, pinnedInstrument } from './open-assessment.js';
import { progressOf, type DimensionProgress } from './progress.js';
import { warningsAcross, type Warning } from './warnings.js';

export interface AnswersCheck {
  readonly assessment: Assessment;
  readonly agency: Agency;
  readonly published: PublishedInstrument;
  readonly dimensions: readonly DimensionProgress[];
  /** Asked, not optional and unanswered: submission waits for them. */
  readonly blocking: readonly { readonly question: QuestionId; readonly dimension: DimensionId }[];
  /** Contradictions across answers; they do not block. */
  readonly warnings: readonly Warning[];
  /** Answers stored for questions that are no longer asked; left out of result and document. */
  readonly setAside: readonly QuestionId[];
  readonly answers: readonly StoredAnswer[];
  readonly evidence: readonly StoredEvidence[];
  readonly maySubmit: boolean;
}

/** What the check-your-answers page shows before submission, and what stands in its way. */
@Injectable()
export class CheckAnswers {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: AssessmentReader,
    private readonly instruments: InstrumentLibrary,
  ) {}

  async execute(actor: Actor, command: { readonly assessment: AssessmentId }): Promise<AnswersCheck> {
    const contents = await this.unitOfWork.run({ actor: actor.userId }, async (tx) =>
      openedContents(actor, 'assessment.check', await this.reader.contents(tx, command.assessment)),
    );
    const published = await pinnedInstrument(this.instruments, contents.assessment);
    return checkOf(actor, contents, published);
  }
}

function checkOf(actor: Actor, contents: AssessmentContents, published: PublishedInstrument): AnswersCheck {
  const { assessment, agency, answers, evidence } = contents;
  const { instrument } = published;
  const file = answerFileOf(instrument, contents);
  const blocking = unansweredQuestions(instrument, selectionOf(assessment, answers));
  return {
    assessment,
    agency,
    published,
    dimensions: progressOf(instrument, contents),
    blocking: blocking.map(({ id, dimension }) => ({ question: id, dimension })),
    warnings: warningsAcross(instrument, file),
    setAside: answers
      .filter(({ answer, question }) => answer !== undefined && !Object.hasOwn(file.answers, question))
      .map(({ question }) => question),
    answers,
    evidence,
    maySubmit: blocking.length === 0 && may(actor, 'assessment.submit', assessment),
  };
}
