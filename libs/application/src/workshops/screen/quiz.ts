import { Injectable } from '@nestjs/common';
import type { Actor } from '../../actor.js';
import type { WorkshopId } from '../../ids.js';
import { AuditLog } from '../../ports/audit-log.js';
import { QuizLibrary, type Quiz } from '../../ports/quiz-library.js';
import { Clock } from '../../ports/system.js';
import { UnitOfWork, type Scope } from '../../ports/unit-of-work.js';
import {
  QUIZ_PHASES,
  WorkshopQuizStore,
  type QuizAnswers,
  type QuizPhase,
  type QuizSheet,
  type QuizTally,
} from '../../ports/workshop-quiz-store.js';
import { WorkshopStore } from '../../ports/workshop-store.js';
import { Fields } from '../../problems/fields.js';
import { NotFound } from '../../problems/problems.js';
import { demandOpen, openedWorkshop } from '../open-workshop.js';
import { SEAT_HOLDER, type Seat } from '../seat.js';
import type { Workshop } from '../workshop.js';

const scopeOf = (seat: Seat, at: Date): Scope => ({ actor: SEAT_HOLDER, seat: { key: seat.key, at } });

const demandQuiz = ({ quiz }: Pick<Seat | Workshop, 'quiz'>): void => {
  if (!quiz) throw new NotFound('quiz');
};

export function quizPhase(text: string): QuizPhase {
  const phase = QUIZ_PHASES.find((one) => one === text);
  if (phase === undefined) throw new NotFound('quiz');
  return phase;
}

export interface OwnQuiz {
  readonly quiz: Quiz;
  readonly sheets: readonly QuizSheet[];
  readonly tallies: readonly QuizTally[];
  /** What can be handed in still. */
  readonly open: readonly QuizPhase[];
}

/** The quiz as one participant sees it: their own answers, and the room's in numbers. */
@Injectable()
export class ViewOwnQuiz {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly store: WorkshopQuizStore,
    private readonly library: QuizLibrary,
    private readonly clock: Clock,
  ) {}

  async execute(seat: Seat): Promise<OwnQuiz> {
    demandQuiz(seat);
    const { sheets, tallies } = await this.unitOfWork.run(scopeOf(seat, this.clock.now()), async (tx) => ({
      sheets: await this.store.own(tx, seat.participant),
      tallies: await this.store.tallies(tx, seat.workshop),
    }));
    return { quiz: await this.library.quiz(), sheets, tallies, open: openPhases(seat, sheets) };
  }
}

/** Whoever knows the answers at the end can no longer say what they knew before. */
function openPhases({ state }: Pick<Seat, 'state'>, sheets: readonly QuizSheet[]): readonly QuizPhase[] {
  const has = (phase: QuizPhase): boolean => sheets.some((sheet) => sheet.phase === phase);
  if (state !== 'open' || has('after')) return [];
  return has('before') ? ['after'] : QUIZ_PHASES;
}

export interface HandInQuizCommand {
  readonly phase: QuizPhase;
  /** Question → option, as chosen; a question left out was not known. */
  readonly answers: QuizAnswers;
}

/** Once a phase: sent again, the first sheet stays. */
@Injectable()
export class HandInQuiz {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly store: WorkshopQuizStore,
    private readonly library: QuizLibrary,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async execute(seat: Seat, command: HandInQuizCommand): Promise<void> {
    demandQuiz(seat);
    demandOpen('workshop.quiz', seat);
    const { phase } = command;
    const answers = readAnswers(await this.library.quiz(), command.answers);
    const { workshop, participant } = seat;
    const at = this.clock.now();
    await this.unitOfWork.run(scopeOf(seat, at), async (tx) => {
      if (!openPhases(seat, await this.store.own(tx, participant)).includes(phase)) return;
      if (!(await this.store.handIn(tx, { workshop, participant, phase, answers, at }))) return;
      await this.audit.append(tx, {
        action: 'workshop.quiz-handed-in',
        actor: SEAT_HOLDER,
        subject: { kind: 'workshop', id: workshop },
        detail: { participant, phase },
      });
    });
  }
}

/** Throws `InputRefused` for an option that there is not, and for an empty sheet. */
function readAnswers({ questions }: Quiz, typed: QuizAnswers): QuizAnswers {
  const fields = new Fields();
  const chosen = questions.flatMap(({ id, options }): [string, string][] => {
    const option = Object.hasOwn(typed, id) ? (typed[id] ?? '') : '';
    return option === '' ? [] : [[id, fields.oneOf(id, option, options) ?? '']];
  });
  if (chosen.length === 0) fields.fault('', 'missing');
  fields.check();
  return Object.fromEntries(chosen);
}

export interface QuizResultView {
  readonly workshop: Workshop;
  readonly quiz: Quiz;
  readonly tallies: readonly QuizTally[];
}

/** The room's answers before and after, for those who lead the workshop: numbers, from five sheets on. */
@Injectable()
export class ViewQuizResult {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly workshops: WorkshopStore,
    private readonly store: WorkshopQuizStore,
    private readonly library: QuizLibrary,
  ) {}

  async execute(actor: Actor, command: { readonly workshop: WorkshopId }): Promise<QuizResultView> {
    const found = await this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const workshop = openedWorkshop(actor, 'workshop.lead', await this.workshops.find(tx, command.workshop));
      demandQuiz(workshop);
      return { workshop, tallies: await this.store.tallies(tx, workshop.id) };
    });
    return { ...found, quiz: await this.library.quiz() };
  }
}
