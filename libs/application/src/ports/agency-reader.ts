import type { AssessmentState } from '../access/table.js';
import type { Country } from '../agencies/agency.js';
import type { AgencyId, AssessmentId, FileId, RegionId } from '../ids.js';
import type { Transaction } from './unit-of-work.js';

/** Which agencies a person may see: everything, or the regions and agencies of their roles. */
export type Reach =
  | { readonly everywhere: true }
  | { readonly everywhere: false; readonly regions: readonly RegionId[]; readonly agencies: readonly AgencyId[] };

export interface AgencyLine {
  readonly id: AgencyId;
  readonly name: string;
  readonly type: string;
  readonly country: string;
  readonly regionId: RegionId;
  readonly region: string;
  readonly logo?: FileId;
  readonly fictional: boolean;
  readonly retired: boolean;
  readonly assessments: number;
}

export interface AssessmentLine {
  readonly id: AssessmentId;
  readonly title: string;
  readonly instrumentId: string;
  readonly instrumentVersion: string;
  readonly variant: string;
  readonly reference: { readonly from: string; readonly to: string };
  readonly state: AssessmentState;
  readonly createdAt: Date;
  readonly submittedAt?: Date;
  /** Answers that stand; how many are asked is the instrument's to say. */
  readonly answered: number;
  /** Of these, how many were carried over and wait to be confirmed. */
  readonly unconfirmed: number;
  /** It corrects a validated assessment. */
  readonly corrects?: AssessmentId;
}

export interface Page {
  /** Name of the last agency shown, to go on after it. */
  readonly after?: { readonly name: string; readonly id: AgencyId };
  /** Part of a name. */
  readonly matching?: string;
  readonly size: number;
}

export abstract class AgencyReader {
  /** By name. */
  abstract list(tx: Transaction, reach: Reach, page: Page): Promise<readonly AgencyLine[]>;
  /** Newest first. */
  abstract assessments(tx: Transaction, agency: AgencyId): Promise<readonly AssessmentLine[]>;
  /** By name of region, then of country. */
  abstract countries(tx: Transaction): Promise<readonly Country[]>;
}
