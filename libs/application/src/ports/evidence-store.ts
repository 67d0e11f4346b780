import type { EvidenceId } from '@isonomia/instrument';
import type { DecisionDocument, StoredEvidence } from '../assessments/assessment.js';
import type { AgencyId, AssessmentId, FileId } from '../ids.js';
import type { Transaction } from './unit-of-work.js';

export interface EvidenceOfAssessment {
  readonly assessment: AssessmentId;
  readonly agency: AgencyId;
  readonly evidence: StoredEvidence | DecisionDocument;
}

export interface RemovedEvidence extends EvidenceOfAssessment {
  readonly removedAt: Date;
}

export interface GivenUpFile {
  readonly agency: AgencyId;
  readonly file: FileId;
}

export abstract class EvidenceStore {
  abstract insert(tx: Transaction, evidence: readonly EvidenceOfAssessment[]): Promise<void>;
  /** What was removed is not found. Also sets the transaction's agency. */
  abstract find(tx: Transaction, id: EvidenceId): Promise<EvidenceOfAssessment | undefined>;
  /** What proves answers, in the order it was added, without what was removed. */
  abstract ofAssessment(tx: Transaction, id: AssessmentId): Promise<readonly StoredEvidence[]>;
  /** The row stays, for the history; its file stays until it is discarded. */
  abstract remove(tx: Transaction, id: EvidenceId, at: Date): Promise<void>;
  /** What was removed and can come back: not without the file that it consists of. Also sets the transaction's agency. */
  abstract findRemoved(tx: Transaction, id: EvidenceId): Promise<RemovedEvidence | undefined>;
  /** False when it stands already, or its file is gone. */
  abstract restore(tx: Transaction, id: EvidenceId): Promise<boolean>;
  /** Parts evidence that was removed at that time or before from its file, and names the file. */
  abstract giveUpFile(tx: Transaction, id: EvidenceId, removedBy: Date): Promise<GivenUpFile | undefined>;
}
