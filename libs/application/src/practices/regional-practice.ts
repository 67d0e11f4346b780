import type { OrganisationKind, Practice } from '@isonomia/outcome';
import type { PracticeId, RegionId, UserId } from '../ids.js';

export const PRACTICE_STATES = ['draft', 'published', 'withdrawn'] as const;
export type PracticeState = (typeof PRACTICE_STATES)[number];

/** What a coordinator writes of a practice. Where it can be read of is no choice: without a source it is hearsay. */
export interface PracticeEntry {
  readonly instrument: string;
  /** In which the words are; nobody translates them. */
  readonly language: string;
  readonly country: string;
  readonly kind: OrganisationKind;
  readonly organisation: string;
  readonly what: string;
  readonly since?: number;
  readonly result?: string;
  readonly source: {
    readonly publisher: string;
    readonly title: string;
    readonly year: number;
    readonly url: string;
  };
  readonly dimensions: readonly string[];
  readonly items: readonly string[];
  readonly rules: readonly string[];
  /** ISO date on which the source itself was read. */
  readonly checkedOn?: string;
}

export interface RegionalPractice extends PracticeEntry {
  readonly id: PracticeId;
  readonly regionId: RegionId;
  /** Name of the region. */
  readonly region: string;
  readonly state: PracticeState;
  /** Who said that the source was read. */
  readonly checkedBy?: UserId;
  readonly createdBy: UserId;
  readonly createdAt: Date;
  readonly revision: number;
}

/** As it is frozen: under the name that its region has now. */
export const toPractice = (
  entry: RegionalPractice,
  links: Pick<Practice, 'dimensions' | 'items' | 'rules'>,
): Practice => ({
  id: `regional-${entry.id}`,
  organisation: entry.kind,
  ...(entry.since !== undefined && { since: entry.since }),
  sources: [entry.source],
  ...(entry.checkedOn !== undefined && { checked: { on: entry.checkedOn, by: 'read' as const } }),
  ...links,
  words: {
    [entry.language]: {
      organisation: entry.organisation,
      what: entry.what,
      ...(entry.result !== undefined && { result: entry.result }),
      country: entry.country,
    },
  },
  region: entry.region,
});
