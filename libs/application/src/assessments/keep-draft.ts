import { Injectable } from '@nestjs/common';
import type { Actor } from '../actor.js';
import type { AssessmentId } from '../ids.js';
import { AssessmentStore } from '../ports/assessment-store.js';
import { DraftStore } from '../ports/draft-store.js';
import { NotFound } from '../problems/problems.js';
import type { DraftFields } from './draft.js';
import { DraftWriter } from './draft-writer.js';
import { readDraft } from './read-draft.js';

export interface KeepDraftCommand {
  readonly assessment: AssessmentId;
  readonly question: string;
  readonly fields: DraftFields;
  /** Revision of the answer that the form was loaded with, 0 when there was none. */
  readonly from: number;
  /** Mark of the draft that the form was loaded with, 0 when there was none. */
  readonly seen: number;
  /** 32 hexadecimal digits that a page made up when it was opened: what it typed before is never a conflict. */
  readonly page?: string;
}
export interface KeptDraft {
  readonly mark: number;
  readonly keptAt: Date;
  /** IANA name: times of this assessment are told in it. */
  readonly timeZone: string;
  /** An answer was recorded since the form was loaded: whoever typed should see it. */
  readonly overtaken: boolean;
}

const PAGE = /^[0-9a-f]{32}$/;

/**
 * Keeps what was typed exactly as it was typed, in one round trip. Throws `InputRefused` for what no database can hold,
 * `WrongState` once submitted, or `RevisionConflict<StoredDraft>` when a colleague's draft is newer than the one seen.
 */
@Injectable()
export class KeepDraft {
  constructor(
    private readonly writer: DraftWriter,
    private readonly drafts: DraftStore,
    private readonly assessments: AssessmentStore,
  ) {}

  async execute(actor: Actor, command: KeepDraftCommand): Promise<KeptDraft> {
    const { from, seen, page } = command;
    const typing = { from, seen, ...(page !== undefined && PAGE.test(page) && { page }) };
    const kept = await this.writer.write(actor, command, (guard, { id, dimension }) =>
      this.drafts.keep(guard, { question: id, dimension, fields: readDraft(command.fields), ...typing }),
    );
    const timeZone = await this.timeZoneOf(command.assessment);
    return { mark: kept.mark, keptAt: kept.at, timeZone, overtaken: from < kept.answerRevision };
  }

  /** From memory, as the assessment itself. */
  private async timeZoneOf(id: AssessmentId): Promise<string> {
    const assessment = await this.assessments.pinned(id);
    const timeZone = assessment === undefined ? undefined : await this.assessments.timeZoneOf(assessment.agencyId);
    if (timeZone === undefined) throw new NotFound('assessment');
    return timeZone;
  }
}
