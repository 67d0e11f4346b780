import type { AgencyId, AssessmentId, UserId } from '../ids.js';
import type { StoredFile } from './file-store.js';
import type { Transaction } from './unit-of-work.js';

/** Rows of one table as JSON, with the columns that it has. */
export interface Holding {
  readonly name: string;
  readonly rows: readonly object[];
}

/** All that is held, as it stands in the tables: whatever a later version adds to a table is in it without a line here. */
export abstract class HoldingsReader {
  abstract ofAgency(tx: Transaction, agency: AgencyId): Promise<readonly Holding[]>;
  abstract assessments(tx: Transaction, agency: AgencyId): Promise<readonly AssessmentId[]>;
  abstract ofAssessment(tx: Transaction, agency: AgencyId, assessment: AssessmentId): Promise<readonly Holding[]>;
  /** Oldest first, those after the id of the one that was last. */
  abstract audit(
    tx: Transaction,
    agency: AgencyId,
    page: { readonly after?: string; readonly size: number },
  ): Promise<readonly { readonly id: string; readonly row: object }[]>;
  abstract files(tx: Transaction, agency: AgencyId): Promise<readonly StoredFile[]>;
  /** Undefined when the account is gone. */
  abstract ofPerson(tx: Transaction, person: UserId): Promise<object | undefined>;
}
