import type { PrintedWorkshop } from '@isonomia/application';
import type { Attending, WorkshopOutcome } from '@isonomia/comparison';

import type { Voice } from '../document/view.js';
import { observedWords } from '../exports/release-names.js';
import { directionOf } from '../text/format.js';

type Score = Parameters<typeof observedWords>[1] | { readonly kind: 'points'; readonly points: number };

/** A frozen outcome read in one language; everything that the document prints of it goes through one of these. */
export interface WorkshopReading {
  readonly printed: PrintedWorkshop;
  readonly outcome: WorkshopOutcome;
  readonly voice: Voice;
  /** In whose order terms stand. */
  readonly lead: Voice;
}

export function readWorkshop(printed: PrintedWorkshop, voice: Voice, lead: Voice): WorkshopReading {
  return { printed, outcome: printed.outcome, voice, lead };
}

/** Its letter and what it is called. */
export function dimensionName({ voice }: WorkshopReading, dimension: string): string {
  return voice.translator.find(`${dimension}.short`) ?? dimension;
}

export function scoreWords({ voice }: WorkshopReading, shown: Score | undefined): string {
  if (shown === undefined) return voice.translator.t('export.not-shown');
  return observedWords(voice, shown.kind === 'points' ? { kind: 'value', value: shown.points } : shown, 'points');
}

/** What people wrote, in the language that they wrote it in: where that is known and another one, it is said. */
export interface Told {
  readonly text: string;
  readonly lang: string;
  readonly dir: string;
}

/** In the language of the page, else in the first of the workshop's that there is. */
export function clauseWords({ voice, outcome }: WorkshopReading, texts: Readonly<Record<string, string>>): Told {
  const order = [voice.language, ...outcome.facts.languages, ...Object.keys(texts)];
  const found = order.find((language) => texts[language] !== undefined) ?? voice.language;
  return { text: texts[found] ?? '', lang: found, dir: directionOf(found) };
}

/** "12, of them 7 women", or how many alone. */
export function attendingWords({ voice }: WorkshopReading, { people, women }: Attending): string {
  const { t } = voice.translator;
  const { format } = voice;
  return women === undefined
    ? t('workshop-document.people', { count: people })
    : t('workshop-document.people-women', { count: people, women: format.count(women) });
}
