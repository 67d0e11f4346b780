import type { EvidenceId } from '@isonomia/instrument';
import type { StoredEvidence } from '../assessments/assessment.js';
import type { AgencyId, AssessmentId } from '../ids.js';
import type { Transaction } from './unit-of-work.js';

export interface EvidenceOfAssessment {
  readonly assessment: AssessmentId;
  readonly agency: AgencyId;
  readonly evidence: StoredEvidence;
}

export abstract class EvidenceStore {
  abstract insert(tx: Transaction, evidence: readonly EvidenceOfAssessment[]): Promise<void>;
  /** What was removed is not found. Also sets the transaction's agency. */
  abstract find(tx: Transaction, id: EvidenceId): Promise<EvidenceOfAssessment | undefined>;
  /** In the order it was added, without what was removed. */
  abstract ofAssessment(tx: Transaction, id: AssessmentId): Promise<readonly StoredEvidence[]>;
  /** The row stays, for the history; its file goes. */
  abstract remove(tx: Transaction, id: EvidenceId, at: Date): Promise<void>;
}
