import type { Instrument } from './instrument.js';

/** What the linter needs to know of a recommendation rule; `RecommendationRule` is one. */
export interface LintedRule {
  readonly id: string;
  readonly triggers: readonly LintedTrigger[];
  readonly rankedBy: string;
  readonly owner: string;
  readonly horizon: string;
  readonly effort: number;
  readonly references: readonly string[];
}
export interface LintedTrigger {
  readonly kind: 'item' | 'figure' | 'gate' | 'missing';
  readonly item?: string;
  readonly gate?: string;
  readonly figure?: string;
  readonly question?: string;
}

export type FlatTexts = Readonly<Record<string, string>>;

export interface LintedContent {
  readonly instrument: Instrument;
  readonly rules: readonly LintedRule[];
  /** Their titles are in the source language; translations are texts. */
  readonly references: readonly { readonly id: string; readonly title?: string; readonly article?: string }[];
  readonly glossary: readonly string[];
  /** Language → flat texts. */
  readonly texts: Readonly<Record<string, FlatTexts>>;
  /** Language → key → hash of the source text that was translated, as `hash` gives it. */
  readonly translatedFrom?: Readonly<Record<string, FlatTexts>>;
}

export interface LintSettings {
  /** The language that is translated from; all others must match it. */
  readonly sourceLanguage: string;
  readonly hash: (text: string) => string;
  /** Keys every language must have besides those of the instrument, e.g. the sentences of traces. */
  readonly furtherKeys?: readonly string[];
}

/** `part` and `id` say where: which file they mean is known to whoever read the files. */
export interface Finding {
  readonly part: 'structure' | 'recommendations' | 'references' | 'glossary' | 'texts';
  readonly id: string;
  readonly code: string;
  readonly language?: string;
  readonly detail: Readonly<Record<string, string | number>>;
}
