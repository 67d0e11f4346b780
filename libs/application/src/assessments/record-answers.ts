import { Injectable } from '@nestjs/common';
import type { Actor } from '../actor.js';
import type { AssessmentId } from '../ids.js';
import { RevisionConflicts } from '../problems/problems.js';
import { Fields } from '../problems/fields.js';
import { AnswerWriter } from './answer-writer.js';
import type { IncomingAnswer } from './read-answers.js';
import type { SavedAnswer } from './record-answer.js';

export interface RecordAnswersCommand {
  readonly assessment: AssessmentId;
  /** Each question once; without `answer` it is cleared. */
  readonly answers: readonly IncomingAnswer[];
}

/** No questionnaire is longer; more would only hold the connection. */
const MOST_ANSWERS = 500;

/** A page, or a whole questionnaire: all are saved or none. Throws as `RecordAnswer`, a conflict as `RevisionConflicts<CurrentAnswer>`. */
@Injectable()
export class RecordAnswers {
  constructor(private readonly writer: AnswerWriter) {}

  async execute(actor: Actor, command: RecordAnswersCommand): Promise<readonly SavedAnswer[]> {
    const fields = new Fields();
    if (command.answers.length > MOST_ANSWERS) fields.fault('answers', 'too-many', { max: MOST_ANSWERS });
    fields.check();
    const written = await this.writer.write(actor, command.assessment, command.answers, 'answers.recorded');
    if (written.kind === 'conflict') throw new RevisionConflicts(written.current);
    return written.answers;
  }
}
