import type { ReleaseView } from '@isonomia/application';
import type { Grouping } from '@isonomia/comparison';

/** What the address asks for: which view, and what stands out in it. */
export interface ReleaseAsked {
  readonly grouping: Grouping;
  readonly group?: string;
  readonly highlight?: string;
  /** Agency of the reader's to look from. */
  readonly agency?: string;
}

export interface ReleasePage {
  readonly view: ReleaseView;
  readonly asked: ReleaseAsked;
}
