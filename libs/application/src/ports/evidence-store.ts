import type { EvidenceId } from '@isonomia/instrument';
import type { DecisionDocument, StoredEvidence } from '../assessments/assessment.js';
import type { AgencyId, AssessmentId } from '../ids.js';
import type { Transaction } from './unit-of-work.js';

export interface EvidenceOfAssessment {
  readonly assessment: AssessmentId;
  readonly agency: AgencyId;
  readonly evidence: StoredEvidence | DecisionDocument;
}

export abstract class EvidenceStore {
  abstract insert(tx: Transaction, evidence: readonly EvidenceOfAssessment[]): Promise<void>;
  /** What was removed is not found. Also sets the transaction's agency. */
  abstract find(tx: Transaction, id: EvidenceId): Promise<EvidenceOfAssessment | undefined>;
  /** What proves answers, in the order it was added, without what was removed. */
  abstract ofAssessment(tx: Transaction, id: AssessmentId): Promise<readonly StoredEvidence[]>;
  /** The row stays, for the history; its file goes. */
  abstract remove(tx: Transaction, id: EvidenceId, at: Date): Promise<void>;
}
