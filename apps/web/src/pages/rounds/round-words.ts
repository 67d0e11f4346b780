import { daysLeft, type PublishedInstrument, type Round, type RoundState } from '@isonomia/application';
import type { Words } from '../shell/words.js';

const STATE_CLASS: Readonly<Record<RoundState, string>> = {
  planned: 'tag--plain',
  open: 'tag--positive',
  closed: '',
};

export const stateTag = ({ t }: Words, state: RoundState) => ({
  class: STATE_CLASS[state],
  label: t(`page.rounds.state.${state}`),
});

/** When it opens, or how long it is still open, or that it has closed. */
export function whenText(
  { t, format }: Words,
  { state, opensOn, closesOn }: Pick<Round, 'state' | 'opensOn' | 'closesOn'>,
  now = new Date(),
): string {
  const dates = { opens: format.date(opensOn), closes: format.date(closesOn) };
  if (state === 'planned') return t('page.rounds.when.planned', dates);
  if (state === 'closed') return t('page.rounds.when.closed', dates);
  const days = daysLeft(closesOn, now);
  if (days < 0) return t('page.rounds.when.over', dates);
  return days === 0 ? t('page.rounds.when.today', dates) : t('page.rounds.when.open', { ...dates, count: days });
}

/** "Gender equality self-assessment: core questions". */
export function questionnaireOf(words: Words, { instrument, texts }: PublishedInstrument, variant: string): string {
  const own = (key: string): string => texts[words.language]?.[key] ?? texts['en']?.[key] ?? key;
  return words.t('page.rounds.questionnaire', {
    title: own('instrument.short'),
    version: instrument.version,
    variant: own(`variant.${variant}.title`),
  });
}
