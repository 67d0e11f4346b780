import type { Agency } from '../agencies/agency.js';
import type {
  Assessment,
  Assignment,
  Comment,
  StoredAnswer,
  StoredEvidence,
  SubmissionApproval,
} from '../assessments/assessment.js';
import type { AssessmentId } from '../ids.js';
import type { PublishedInstrument } from './instrument-library.js';
import type { Transaction } from './unit-of-work.js';

/** Everything of one assessment that a screen, a result or a document is made of: one query. */
export interface AssessmentContents {
  readonly assessment: Assessment;
  readonly agency: Agency;
  readonly answers: readonly StoredAnswer[];
  readonly evidence: readonly StoredEvidence[];
  readonly comments: readonly Comment[];
  readonly assignments: readonly Assignment[];
  readonly approval?: SubmissionApproval;
}

/** What the questionnaire on paper shows; `contents.answers` is empty on a blank one. */
export interface Questionnaire {
  readonly published: PublishedInstrument;
  readonly contents: AssessmentContents;
}

export abstract class AssessmentReader {
  /** Also sets the transaction's agency. */
  abstract contents(tx: Transaction, id: AssessmentId): Promise<AssessmentContents | undefined>;
}
