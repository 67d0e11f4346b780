import type { DimensionId, QuestionId } from '@isonomia/instrument';
import type { AssessmentState } from '../access/table.js';
import type { DraftFields, StoredDraft } from '../assessments/draft.js';
import type { AssessmentId } from '../ids.js';
import type { GuardedWrite } from './answer-store.js';
import type { Transaction } from './unit-of-work.js';

interface DraftOfQuestion {
  readonly question: QuestionId;
  readonly dimension: DimensionId;
  /** Mark of the draft that the form was loaded with, 0 when there was none. */
  readonly seen: number;
}
export interface DraftToKeep extends DraftOfQuestion {
  readonly fields: DraftFields;
  /** Revision of the answer that the form was loaded with. */
  readonly from: number;
  /** The opened page that types it: its own last draft is never a conflict. */
  readonly page?: string;
}
export interface DraftToDrop extends DraftOfQuestion {
  /** Whether the audit tells of it: a person took it away, rather than an answer its place. */
  readonly audited: boolean;
}

type NotWritten =
  /** Nothing was written; the draft that stands is another than the one seen. */
  | { readonly kind: 'conflict'; readonly current: StoredDraft }
  | { readonly kind: 'refused'; readonly state: AssessmentState; readonly assigned: boolean }
  /** The assessment is gone. */
  | { readonly kind: 'missing' };

export type Kept =
  | {
      readonly kind: 'kept';
      readonly mark: number;
      readonly at: Date;
      /** Of the answer as it stands, 0 when there is none. */
      readonly answerRevision: number;
    }
  | NotWritten;
export type Dropped = { readonly kind: 'dropped' } | NotWritten;

export type DraftWrite = Omit<GuardedWrite, 'action'>;

export abstract class DraftStore {
  /** Guard, conditional write and audit: one transaction, one round trip. */
  abstract keep(write: DraftWrite, draft: DraftToKeep): Promise<Kept>;
  /** The same; a draft that is not there any more counts as dropped. */
  abstract drop(write: DraftWrite, draft: DraftToDrop): Promise<Dropped>;
  /** In no particular order. */
  abstract ofAssessment(tx: Transaction, id: AssessmentId): Promise<readonly StoredDraft[]>;
}
