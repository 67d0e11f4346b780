import { Injectable } from '@nestjs/common';
import { findQuestion, type Question } from '@isonomia/instrument';
import { permitFor, refusal } from '../access/access.js';
import type { Actor } from '../actor.js';
import type { AssessmentId } from '../ids.js';
import { AnswerStore } from '../ports/answer-store.js';
import { AssessmentStore } from '../ports/assessment-store.js';
import type { Dropped, DraftWrite, Kept } from '../ports/draft-store.js';
import { InstrumentLibrary } from '../ports/instrument-library.js';
import { UserDirectory } from '../ports/user-directory.js';
import { Forbidden, NotFound, RevisionConflict } from '../problems/problems.js';
import type { StoredDraft } from './draft.js';
import { pinnedInstrument } from './open-assessment.js';

/**
 * What the use cases that write drafts share: whoever may record the answer may keep its draft, checked by the write
 * itself against the row as it is then.
 */
@Injectable()
export class DraftWriter {
  constructor(
    private readonly assessments: AssessmentStore,
    private readonly answers: AnswerStore,
    private readonly instruments: InstrumentLibrary,
    private readonly directory: UserDirectory,
  ) {}

  /** Throws `NotFound`, `Forbidden`, `WrongState`, or `RevisionConflict<StoredDraft>` with the draft that stands. */
  async write<Written extends Kept | Dropped>(
    actor: Actor,
    wanted: { readonly assessment: AssessmentId; readonly question: string },
    store: (guard: DraftWrite, question: Question) => Promise<Written>,
  ): Promise<Extract<Written, { readonly kind: 'kept' | 'dropped' }>> {
    const assessment = await this.assessments.pinned(wanted.assessment);
    if (assessment === undefined) throw new NotFound('assessment');
    const permit = permitFor(actor, 'answer.record', assessment);
    if (permit.anywhere.length + permit.whereAssigned.length === 0) {
      const state = await this.answers.stateOf({ actor: actor.userId, agency: assessment.agencyId }, assessment.id);
      if (state === undefined) throw new NotFound('assessment');
      throw refusal(actor, 'answer.record', { ...assessment, state }) ?? new Forbidden('answer.record');
    }
    const { instrument } = await pinnedInstrument(this.instruments, assessment);
    const question = findQuestion(instrument, wanted.question);
    if (question === undefined) throw new NotFound('question');
    const written: Kept | Dropped = await store({ assessment, actor: actor.userId, permit }, question);
    switch (written.kind) {
      case 'missing':
        throw new NotFound('assessment');
      case 'conflict':
        throw new RevisionConflict(await this.named(written.current));
      case 'refused': {
        const guarded = { ...assessment, state: written.state, assigned: written.assigned };
        throw refusal(actor, 'answer.record', guarded) ?? new Forbidden('answer.record');
      }
      default:
        return written as Extract<Written, { readonly kind: 'kept' | 'dropped' }>;
    }
  }

  private async named(draft: StoredDraft): Promise<StoredDraft> {
    return withNames(draft, await this.directory.namesOf([draft.keptBy]));
  }
}

/** The draft with the names of who typed it, as far as they are known. */
export function withNames(draft: StoredDraft, names: ReadonlyMap<string, string>): StoredDraft {
  const keptByName = names.get(draft.keptBy);
  const replacedBy = draft.replaced === undefined ? undefined : names.get(draft.replaced.keptBy);
  return {
    ...draft,
    ...(keptByName !== undefined && { keptByName }),
    ...(draft.replaced !== undefined &&
      replacedBy !== undefined && { replaced: { ...draft.replaced, keptByName: replacedBy } }),
  };
}

export const typists = (drafts: readonly StoredDraft[]) =>
  drafts.flatMap(({ keptBy, replaced }) => (replaced === undefined ? [keptBy] : [keptBy, replaced.keptBy]));
