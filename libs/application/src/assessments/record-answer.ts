import { Injectable } from '@nestjs/common';
import type { Actor } from '../actor.js';
import type { AssessmentId } from '../ids.js';
import { RevisionConflict } from '../problems/problems.js';
import { AnswerWriter } from './answer-writer.js';
import type { CurrentAnswer } from './assessment.js';

export interface RecordAnswerCommand {
  readonly assessment: AssessmentId;
  readonly question: string;
  /** One entry of an answer file, as it came in. */
  readonly answer: unknown;
  /** The revision it was made from, 0 when there was none; left out: replaces whatever stands. */
  readonly expected?: number;
}
export interface SavedAnswer {
  readonly question: string;
  readonly revision: number;
  readonly changedAt: Date;
}

/**
 * Saves one answer: guard, write, history and audit in one round trip. Throws `InputRefused` with located faults,
 * `WrongState` once submitted, or `RevisionConflict<CurrentAnswer>` with what a colleague saved meanwhile.
 */
@Injectable()
export class RecordAnswer {
  constructor(private readonly writer: AnswerWriter) {}

  async execute(actor: Actor, command: RecordAnswerCommand): Promise<SavedAnswer> {
    const { assessment, question, answer, expected } = command;
    // `undefined` would clear the question: saving nothing must be asked for by its own name.
    const incoming = { question, answer: answer ?? null, ...(expected !== undefined && { expected }) };
    const written = await this.writer.write(actor, assessment, [incoming], 'answer.recorded');
    if (written.kind === 'conflict') throw conflictOf(written.current);
    return onlyOne(written.answers);
  }
}

export function conflictOf(current: readonly CurrentAnswer[]): RevisionConflict<CurrentAnswer> {
  return new RevisionConflict(onlyOne(current));
}

export function onlyOne<Thing>(things: readonly Thing[]): Thing {
  const [thing] = things;
  if (thing === undefined) throw new Error('The store answered nothing for one answer.');
  return thing;
}
