import type { EvidenceId, QuestionId } from '@isonomia/instrument';
import type { UserId } from '../ids.js';

/** What a reviewer did to the assessment as a whole. */
export interface ReviewStep {
  readonly step: 'taken' | 'returned' | 'validated';
  readonly note?: string;
  readonly by: UserId;
  readonly at: Date;
}

interface Decided {
  readonly question: QuestionId;
  readonly note?: string;
  readonly by: UserId;
  readonly at: Date;
}
/** On the reason why a question does not apply: it counts for as long as the answer is the one that was read. */
export interface ReasonDecision extends Decided {
  readonly subject: 'not-applicable';
  readonly answerRevision: number;
  readonly decision: 'accepted' | 'questioned';
}
/** On a piece of evidence, wherever it is named. */
export interface EvidenceDecision extends Decided {
  readonly subject: 'evidence';
  readonly evidence: EvidenceId;
  readonly decision: 'accepted' | 'rejected';
}
export type ReviewDecision = ReasonDecision | EvidenceDecision;
