import type { OrganisationKind, Practice, PracticeCheck } from '@isonomia/outcome';

export const ORGANISATION_KINDS = [
  'customs',
  'police',
  'border',
  'prosecution',
  'prison',
  'uniformed',
  'ministry',
  'government',
  'international',
  'research',
] as const satisfies readonly OrganisationKind[];
export const PRACTICE_CHECKS = ['read', 'confirmed'] as const satisfies readonly PracticeCheck[];

/** An entry of the library: what it belongs to, by instrument. */
export interface LibraryPractice extends Omit<Practice, 'dimensions' | 'items' | 'rules' | 'region'> {
  readonly links: Readonly<Record<string, PracticeLinks>>;
}

export interface PracticeLinks {
  readonly items: readonly string[];
  readonly rules: readonly string[];
}

/** What the files of the content library tell of good practice elsewhere: the same list, always the same object. */
export abstract class PracticeLibrary {
  abstract all(): Promise<readonly LibraryPractice[]>;
}
