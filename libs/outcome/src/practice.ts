/** Where one can read of a practice. What is not known of it is left out. */
export interface PracticeSource {
  readonly publisher: string;
  readonly title?: string;
  readonly year?: number;
  /** Printed as text, never followed. */
  readonly url?: string;
  /** How the publisher names it, where there is no address. */
  readonly identifier?: string;
  /** Of several sources, the one that reports the result. */
  readonly result?: true;
}

/** `read`: somebody read the source itself. `confirmed`: the organisation said that it is so. */
export type PracticeCheck = 'read' | 'confirmed';
export interface PracticeChecked {
  /** ISO date. */
  readonly on: string;
  readonly by: PracticeCheck;
}

export interface PracticeWords {
  readonly organisation: string;
  readonly what: string;
  /** As its source reports it; nothing is known of the result of many. */
  readonly result?: string;
  /** Where no code of a country stands for it. */
  readonly country?: string;
}

export type OrganisationKind =
  | 'customs'
  | 'police'
  | 'border'
  | 'prosecution'
  | 'prison'
  | 'uniformed'
  | 'ministry'
  | 'government'
  | 'international'
  | 'research';

/** What others have done about what an instrument asks, as it stood when an outcome was frozen. */
export interface Practice {
  readonly id: string;
  /** ISO 3166 alpha-2; absent for what several countries do together. */
  readonly country?: string;
  readonly organisation: OrganisationKind;
  /** Year since when it is done. */
  readonly since?: number;
  /** One at least. */
  readonly sources: readonly PracticeSource[];
  /** Absent: nobody has looked at the source. */
  readonly checked?: PracticeChecked;
  /** Ids of the instrument of the outcome. */
  readonly dimensions: readonly string[];
  readonly items: readonly string[];
  readonly rules: readonly string[];
  /** Language → words; of an entry of a region in one language only. */
  readonly words: Readonly<Record<string, PracticeWords>>;
  /** Name of the region whose coordination added it; absent for the library's own. */
  readonly region?: string;
}
