import type { EvidenceId } from '@isonomia/instrument';
import type { AgencyRank, AgencyUnit } from '../agencies/agency.js';
import type { UserId } from '../ids.js';

/** One agency as an importer read it: shape checked, meaning not. */
export interface ImportedAgency {
  /** Id in the file, unique within the import and within the country. */
  readonly externalRef: string;
  readonly type: string;
  readonly name: string;
  readonly legalFrame?: string;
  readonly marking?: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly ranks: readonly AgencyRank[];
  readonly units: readonly AgencyUnit[];
  /** Becomes the agency's lead. */
  readonly lead?: UserId;
  /** Entries of an answer file by question id. */
  readonly answers: Readonly<Record<string, unknown>>;
  /** What the answers name; ids are replaced by our own. */
  readonly evidence?: readonly ImportedEvidence[];
}

/** A link when there is an address, else a citation: an import reads no files and fetches nothing. */
export interface ImportedEvidence {
  readonly id: EvidenceId;
  readonly question: string;
  readonly option?: string;
  readonly title: string;
  readonly number?: string;
  readonly date?: string;
  readonly holder?: string;
  readonly page?: string;
  readonly url?: string;
  readonly restricted: boolean;
}
