import { Injectable } from '@nestjs/common';
import {
  findQuestion,
  questionsOfConditions,
  type Answer,
  type EvidenceId,
  type Fault,
  type Instrument,
} from '@isonomia/instrument';
import { permitFor, refusal } from '../access/access.js';
import type { Actor } from '../actor.js';
import type { AssessmentId } from '../ids.js';
import { AnswerStore, type AnswerToRecord, type GuardedWrite, type Recorded } from '../ports/answer-store.js';
import { AssessmentStore } from '../ports/assessment-store.js';
import type { AuditedAction } from '../ports/audit-log.js';
import { InstrumentLibrary } from '../ports/instrument-library.js';
import { UserDirectory } from '../ports/user-directory.js';
import { Forbidden, InputRefused, NotFound } from '../problems/problems.js';
import type { CurrentAnswer, PinnedAssessment } from './assessment.js';
import { pinnedInstrument } from './open-assessment.js';
import { readAnswers, type IncomingAnswer } from './read-answers.js';

export type Written =
  | Extract<Recorded, { readonly kind: 'recorded' }>
  | { readonly kind: 'conflict'; readonly current: readonly CurrentAnswer[] };

/**
 * What the use cases that write answers share. What never changes comes from memory; what may change — state and
 * assignment — is checked by the write itself, so that nothing can come between check and write.
 */
@Injectable()
export class AnswerWriter {
  constructor(
    private readonly assessments: AssessmentStore,
    private readonly answers: AnswerStore,
    private readonly instruments: InstrumentLibrary,
    private readonly directory: UserDirectory,
  ) {}

  /** Throws `NotFound`, `Forbidden`, `WrongState` or `InputRefused`; a conflict is the caller's to tell. */
  async write(
    actor: Actor,
    id: AssessmentId,
    incoming: readonly IncomingAnswer[],
    action: AuditedAction,
  ): Promise<Written> {
    const assessment = await this.assessments.pinned(id);
    if (assessment === undefined) throw new NotFound('assessment');
    const permit = permitFor(actor, 'answer.record', assessment);
    if (permit.anywhere.length === 0 && permit.whereAssigned.length === 0) await this.refuse(actor, assessment);
    const read = await this.read(actor, assessment, incoming);
    if (read.length === 0) return { kind: 'recorded', answers: [] };
    const guard: GuardedWrite = { assessment, actor: actor.userId, permit, action };
    const recorded = await this.store(guard, read);
    switch (recorded.kind) {
      case 'recorded':
        return recorded;
      case 'conflict':
        return { kind: 'conflict', current: await this.named(recorded.current) };
      default:
        throw problemOf(actor, assessment, recorded, read);
    }
  }

  private async store(guard: GuardedWrite, answers: readonly AnswerToRecord[]): Promise<Recorded> {
    const [first, second] = answers;
    if (first === undefined || second !== undefined) return this.answers.recordMany(guard, answers);
    return this.answers.record(guard, first);
  }

  private async read(
    actor: Actor,
    assessment: PinnedAssessment,
    incoming: readonly IncomingAnswer[],
  ): Promise<readonly AnswerToRecord[]> {
    const { instrument } = await pinnedInstrument(this.instruments, assessment);
    return readAnswers(instrument, assessment, incoming, await this.context(actor, instrument, assessment, incoming));
  }

  /** Only questions with a condition cost a read. */
  private async context(
    actor: Actor,
    instrument: Instrument,
    assessment: PinnedAssessment,
    incoming: readonly IncomingAnswer[],
  ): Promise<Readonly<Record<string, Answer>>> {
    const conditional = incoming.some(({ question }) => findQuestion(instrument, question)?.when !== undefined);
    if (!conditional) return {};
    const reader = { actor: actor.userId, agency: assessment.agencyId };
    return this.answers.current(reader, assessment.id, questionsOfConditions(instrument));
  }

  /** This person may never write here; the state decides whether they may know that there is something. */
  private async refuse(actor: Actor, assessment: PinnedAssessment): Promise<never> {
    const state = await this.answers.stateOf({ actor: actor.userId, agency: assessment.agencyId }, assessment.id);
    if (state === undefined) throw new NotFound('assessment');
    throw refusal(actor, 'answer.record', { ...assessment, state }) ?? new Forbidden('answer.record');
  }

  private async named(current: readonly CurrentAnswer[]): Promise<readonly CurrentAnswer[]> {
    const names = await this.directory.namesOf(current.flatMap(({ changedBy }) => changedBy ?? []));
    return current.map((one) => {
      const name = one.changedBy === undefined ? undefined : names.get(one.changedBy);
      return name === undefined ? one : { ...one, changedByName: name };
    });
  }
}

function problemOf(
  actor: Actor,
  assessment: PinnedAssessment,
  recorded: Exclude<Recorded, { readonly kind: 'recorded' | 'conflict' }>,
  read: readonly AnswerToRecord[],
): Error {
  if (recorded.kind === 'missing') return new NotFound('assessment');
  if (recorded.kind === 'unknown-evidence') {
    return new InputRefused(read.flatMap((answer) => unknownEvidence(answer, recorded.evidence)));
  }
  const guarded = { ...assessment, state: recorded.state, assigned: recorded.assigned };
  return refusal(actor, 'answer.record', guarded) ?? new Forbidden('answer.record');
}

const unknownEvidence = ({ question, evidence }: AnswerToRecord, unknown: readonly EvidenceId[]): readonly Fault[] =>
  evidence
    .filter((id) => unknown.includes(id))
    .map((id) => ({
      code: 'answer.unknown-evidence',
      path: `answers.${question}`,
      detail: { question, evidence: id },
    }));
