import { Injectable } from '@nestjs/common';
import type { Actor } from '../actor.js';
import type { AssessmentId } from '../ids.js';
import { AnswerWriter } from './answer-writer.js';
import { conflictOf, onlyOne, type SavedAnswer } from './record-answer.js';

export interface ClearAnswerCommand {
  readonly assessment: AssessmentId;
  readonly question: string;
  readonly expected?: number;
}

/** Back to unanswered. What stood is kept in the history; throws as `RecordAnswer` does. */
@Injectable()
export class ClearAnswer {
  constructor(private readonly writer: AnswerWriter) {}

  async execute(actor: Actor, command: ClearAnswerCommand): Promise<SavedAnswer> {
    const { assessment, question, expected } = command;
    const incoming = { question, ...(expected !== undefined && { expected }) };
    const written = await this.writer.write(actor, assessment, [incoming], 'answer.cleared');
    if (written.kind === 'conflict') throw conflictOf(written.current);
    return onlyOne(written.answers);
  }
}
