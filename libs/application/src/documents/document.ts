import type { Decision, Edition } from '@isonomia/outcome';
import type { AgencyId, AssessmentId, DocumentId, FileId, OutcomeId, UserId } from '../ids.js';
import type { DocumentForm } from './document-form.js';

export type DocumentState = 'queued' | 'running' | 'ready' | 'failed';

/** Why there is no file: `printing` the browser failed, `rendering` the page could not be made, `signing` the key did not fit. */
export type DocumentFailure = 'printing' | 'rendering' | 'signing' | 'storing';

interface DocumentCommon {
  readonly id: DocumentId;
  readonly agencyId: AgencyId;
  readonly assessmentId: AssessmentId;
  readonly form: DocumentForm;
  readonly state: DocumentState;
  readonly requestedBy: UserId;
  readonly requestedAt: Date;
  readonly startedAt?: Date;
  readonly finishedAt?: Date;
  /** Present when ready. */
  readonly file?: FileId;
  /** Of the file. */
  readonly sha256?: string;
  readonly failure?: DocumentFailure;
}
export interface OutcomeDocument extends DocumentCommon {
  readonly kind: 'outcome';
  readonly edition: Edition;
  readonly outcomeId: OutcomeId;
  readonly outcomeSha256: string;
  /** Whether a reviewer stands behind the outcome that it prints. */
  readonly outcomeStatus: 'submitted' | 'validated';
  /** As they stood when the document was asked for. */
  readonly decisions: readonly Decision[];
}
export interface QuestionnaireDocument extends DocumentCommon {
  readonly kind: 'questionnaire';
  readonly edition: 'blank' | 'filled';
}
/** Promise beside delivery: a plan as it was when it was asked for, and the outcome that it started from. */
export interface FollowUpDocument extends DocumentCommon {
  readonly kind: 'follow-up';
  readonly edition: Edition;
  readonly outcomeId: OutcomeId;
  readonly outcomeSha256: string;
}
export type StoredDocument = OutcomeDocument | FollowUpDocument | QuestionnaireDocument;
