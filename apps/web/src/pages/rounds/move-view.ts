import type { Round } from '@isonomia/application';
import type { Fault } from '@isonomia/instrument';
import { href, ROUTES } from '../../paths.js';
import { errorsOf } from '../shell/faults.js';
import { field, summaryOf } from '../shell/fields.js';
import type { Words } from '../shell/words.js';

const crumbsOf = ({ t }: Words, round: Round) => [
  { href: ROUTES.rounds, label: t('page.rounds.list.title') },
  { href: href(ROUTES.round, { round: round.id }), label: round.name },
];

/** Asked before a round opens or closes: what follows, in so many words. */
export function confirmView(words: Words, round: Round, what: 'open' | 'close'): object {
  const { t, format } = words;
  const dates = { opens: format.date(round.opensOn), closes: format.date(round.closesOn) };
  return {
    crumbs: crumbsOf(words, round),
    title: t(`page.rounds.${what}.title`, { name: round.name }),
    what: t(`page.rounds.${what}.what`, dates),
    follows: FOLLOWS[what].map((one) => t(`page.rounds.${what}.${one}`, dates)),
    button: { class: what === 'close' ? 'btn-danger' : 'btn-primary', label: t(`page.rounds.${what}.submit`) },
    action: href(what === 'open' ? ROUTES.openRound : ROUTES.closeRound, { round: round.id }),
    back: href(ROUTES.round, { round: round.id }),
    backLabel: t(`page.rounds.${what}.back`),
  };
}

const FOLLOWS = {
  open: ['agencies', 'plan', 'calendar'],
  close: ['handed-in', 'drafts', 'mail', 'again'],
} as const;

export function extendView(words: Words, round: Round, typed: string, faults: readonly Fault[]): object {
  const { t, format } = words;
  const label = t('page.rounds.extend.day');
  const errors = errorsOf(
    words,
    faults.map((fault) => ({ ...fault, detail: wordedDates(words, fault.detail) })),
    { field: (path) => path, label: () => label },
  );
  return {
    crumbs: crumbsOf(words, round),
    errors: summaryOf(errors),
    reopens: round.state === 'closed',
    title: t(`page.rounds.extend.${round.state === 'closed' ? 'reopen-title' : 'title'}`, { name: round.name }),
    now: t('page.rounds.extend.now', { date: format.date(round.closesOn) }),
    action: href(ROUTES.extendRound, { round: round.id }),
    back: href(ROUTES.round, { round: round.id }),
    closesOn: field('closesOn', label, { type: 'date', width: 'width-date', value: typed, errors }),
  };
}

const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;

const wordedDates = ({ format }: Words, detail: Fault['detail']): Fault['detail'] =>
  Object.fromEntries(
    Object.entries(detail).map(([name, value]) => [
      name,
      typeof value === 'string' && ISO_DATE.test(value) ? format.date(value) : value,
    ]),
  );
