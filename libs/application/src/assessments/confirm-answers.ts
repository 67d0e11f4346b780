import { Injectable } from '@nestjs/common';
import { askedQuestions, type DimensionId, type EvidenceId } from '@isonomia/instrument';
import type { Actor } from '../actor.js';
import type { AssessmentId } from '../ids.js';
import { AssessmentReader } from '../ports/assessment-reader.js';
import { InstrumentLibrary } from '../ports/instrument-library.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { RevisionConflicts } from '../problems/problems.js';
import { selectionOf } from './answer-file.js';
import { AnswerWriter } from './answer-writer.js';
import { isAssigned, opened, pinnedInstrument } from './open-assessment.js';
import type { IncomingAnswer } from './read-answers.js';
import type { SavedAnswer } from './record-answer.js';
import { withoutGone } from './standing-evidence.js';
import { unconfirmedOf } from './progress.js';

export interface ConfirmAnswersCommand {
  readonly assessment: AssessmentId;
  readonly dimension: DimensionId;
}

/**
 * "Still right": every answer of the dimension that was carried over is saved once more as it stands. An answer that a
 * colleague saves at the same moment is confirmed by that, and stays theirs.
 */
@Injectable()
export class ConfirmAnswers {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: AssessmentReader,
    private readonly instruments: InstrumentLibrary,
    private readonly writer: AnswerWriter,
  ) {}

  async execute(actor: Actor, command: ConfirmAnswersCommand): Promise<readonly SavedAnswer[]> {
    for (let attempt = 1; ; attempt += 1) {
      const waiting = await this.waiting(actor, command);
      const written = await this.writer.write(actor, command.assessment, waiting, 'answers.confirmed');
      if (written.kind === 'recorded') return written.answers;
      if (attempt === ATTEMPTS) throw new RevisionConflicts(written.current);
    }
  }

  private async waiting(
    actor: Actor,
    { assessment: id, dimension }: ConfirmAnswersCommand,
  ): Promise<readonly IncomingAnswer[]> {
    const contents = await this.unitOfWork.run({ actor: actor.userId }, (tx) => this.reader.contents(tx, id));
    const assigned = isAssigned(actor, contents?.assignments ?? [], dimension);
    const assessment = opened(actor, 'answer.record', contents?.assessment, assigned);
    const { answers = [], evidence = [] } = contents ?? {};
    const { instrument } = await pinnedInstrument(this.instruments, assessment);
    const asked = askedQuestions(instrument, selectionOf(assessment, answers));
    const theirs = new Set<string>(asked.filter((one) => one.dimension === dimension).map((one) => one.id));
    const unconfirmed = new Set<string>(unconfirmedOf(answers));
    const stands = new Set<EvidenceId>(evidence.map((one) => one.id));
    return answers.flatMap(({ question, answer, revision }) =>
      answer !== undefined && theirs.has(question) && unconfirmed.has(question)
        ? [{ question, answer: withoutGone(answer, stands), expected: revision }]
        : [],
    );
  }
}

/** Each time fewer are left: whoever came first has confirmed theirs. */
const ATTEMPTS = 3;
