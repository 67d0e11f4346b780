import type { ReferenceId } from '@isonomia/instrument';

/** One recommendation as data; its words are keyed by `id` in the texts (method.md §5). */
export interface RecommendationRule {
  readonly id: string;
  readonly triggers: readonly Trigger[];
  /** Item whose gap and weight rank it. */
  readonly rankedBy: string;
  readonly horizon: '0-6' | '6-18' | '18-36';
  readonly effort: 1 | 2 | 3;
  /** Key of the typical owner, e.g. `head`, `hr`, `operations`. */
  readonly owner: string;
  readonly references: readonly ReferenceId[];
}

export type Trigger =
  | { readonly kind: 'item'; readonly item: string; readonly under: number }
  | {
      readonly kind: 'figure';
      readonly figure: string;
      readonly question: string;
      readonly comparison: 'over' | 'under';
      readonly value: number;
      /**
       * `part`: each row, step or grade. Absent: the figure of the whole table where there is one, else each part. A
       * figure that is only a watch never fires.
       */
      readonly of?: 'part';
    }
  | { readonly kind: 'gate'; readonly gate: string }
  | { readonly kind: 'missing'; readonly item: string };

export interface Recommendation {
  readonly rule: string;
  readonly position: number;
  /** Among the ten that the document prints. */
  readonly printed: boolean;
  readonly group: 'gate-open' | 'gate-not-shown' | 'gap';
  readonly priority: number;
  /** The triggers that fired, with the values that fired them. */
  readonly reasons: readonly FiredTrigger[];
  readonly horizon: RecommendationRule['horizon'];
  readonly effort: RecommendationRule['effort'];
  readonly owner: string;
  readonly rankedBy: string;
  readonly references: readonly string[];
}

export interface FiredTrigger {
  readonly kind: Trigger['kind'];
  readonly item?: string;
  readonly gate?: string;
  readonly figure?: string;
  readonly value?: number;
  readonly threshold?: number;
  readonly state?: string;
}
