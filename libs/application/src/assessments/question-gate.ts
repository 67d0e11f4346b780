import { Injectable } from '@nestjs/common';
import { findQuestion, type Question } from '@isonomia/instrument';
import type { Action } from '../access/table.js';
import type { Actor } from '../actor.js';
import type { AssessmentId } from '../ids.js';
import { AssessmentStore } from '../ports/assessment-store.js';
import { InstrumentLibrary } from '../ports/instrument-library.js';
import type { Transaction } from '../ports/unit-of-work.js';
import { NotFound } from '../problems/problems.js';
import type { Assessment } from './assessment.js';
import { isAssigned, opened, pinnedInstrument } from './open-assessment.js';

interface Wanted {
  readonly assessment: AssessmentId;
  readonly question: string;
  readonly action: Action;
}

export interface OpenQuestion {
  readonly assessment: Assessment;
  readonly question: Question;
}

/** Lets a person through to one question of an assessment that they are about to change something at. */
@Injectable()
export class QuestionGate {
  constructor(
    private readonly assessments: AssessmentStore,
    private readonly instruments: InstrumentLibrary,
  ) {}

  /** The state is held until the transaction ends. Who is refused learns nothing of which questions there are. */
  async open(tx: Transaction, actor: Actor, wanted: Wanted): Promise<OpenQuestion> {
    return this.through(tx, actor, wanted, await this.assessments.lock(tx, wanted.assessment));
  }

  /** May they, as things stand? Holds nobody up: for what takes long and is asked again at its end. */
  async glance(tx: Transaction, actor: Actor, wanted: Wanted): Promise<OpenQuestion> {
    return this.through(tx, actor, wanted, await this.assessments.find(tx, wanted.assessment));
  }

  private async through(
    tx: Transaction,
    actor: Actor,
    wanted: Wanted,
    found: Assessment | undefined,
  ): Promise<OpenQuestion> {
    if (found === undefined) throw new NotFound('assessment');
    const { instrument } = await pinnedInstrument(this.instruments, found);
    const question = findQuestion(instrument, wanted.question);
    const assignments = await this.assessments.assignments(tx, found.id);
    const assessment = opened(actor, wanted.action, found, isAssigned(actor, assignments, question?.dimension));
    if (question === undefined) throw new NotFound('question');
    return { assessment, question };
  }
}
