import type { Candidate, CandidateList, ReminderList } from '@isonomia/application';
import type { Fault } from '@isonomia/instrument';
import { href, ROUTES } from '../../paths.js';
import { agencyType } from '../agency/home-view.js';
import { errorsOf } from '../shell/faults.js';
import { idOf, summaryOf } from '../shell/fields.js';
import type { Words } from '../shell/words.js';

/** Of more agencies than these, countries are ticked instead. */
const TICKED_ONE_BY_ONE = 200;
/** Of a long list the first are named; the rest is a number. */
const NAMED = 20;

const crumbsOf = ({ t }: Words, { id, name }: { readonly id: string; readonly name: string }) => [
  { href: ROUTES.rounds, label: t('page.rounds.list.title') },
  { href: href(ROUTES.round, { round: id }), label: name },
];

export function inviteView(words: Words, { round, candidates }: CandidateList, faults: readonly Fault[]): object {
  const { t, format } = words;
  const byCountry = new Map<string, Candidate[]>();
  for (const one of candidates) byCountry.set(one.countryId, [...(byCountry.get(one.countryId) ?? []), one]);
  const single = candidates.length <= TICKED_ONE_BY_ONE;
  const errors = errorsOf(words, faults, {
    field: () => 'boxes',
    label: () => t('page.rounds.invite.agencies'),
  });
  return {
    crumbs: crumbsOf(words, round),
    errors: summaryOf(errors),
    action: href(ROUTES.inviteToRound, { round: round.id }),
    back: href(ROUTES.round, { round: round.id }),
    none: candidates.length === 0,
    lead: t('page.rounds.invite.lead', {
      count: candidates.length,
      opens: format.date(round.opensOn),
      closes: format.date(round.closesOn),
    }),
    single,
    countries: [...byCountry].map(([id, agencies], position) => ({
      id: position === 0 && !single ? 'boxes' : idOf(`country-${position}`),
      value: id,
      name: agencies[0]?.country ?? '',
      size: t('page.rounds.invite.count', { count: agencies.length }),
      agencies: single
        ? agencies.map((one, at) => ({
            id: position === 0 && at === 0 ? 'boxes' : idOf(`agency-${position}-${at}`),
            value: one.agency,
            name: one.name,
            type: agencyType(words, one.type),
            noLead: !one.hasLead,
          }))
        : [],
    })),
    withoutLead: withoutLead(words, candidates, 'invite-about'),
    agenciesPage: ROUTES.agencyEntries,
  };
}

interface Somebody {
  readonly agency: string;
  readonly name: string;
  readonly hasLead: boolean;
}

/** Named, so that somebody can be invited there: a letter to nobody reaches nobody. */
function withoutLead({ t }: Words, agencies: readonly Somebody[], about: string): object | undefined {
  const lone = agencies.filter(({ hasLead }) => !hasLead);
  if (lone.length === 0) return undefined;
  return {
    text: t('page.rounds.no-lead.count', { count: lone.length }),
    about: t(`page.rounds.no-lead.${about}`),
    agencies: lone.slice(0, NAMED).map(({ agency, name }) => ({
      name,
      href: href(ROUTES.invite, {}, { query: { agency, role: 'lead' } }),
    })),
    more: lone.length > NAMED ? t('page.rounds.no-lead.more', { count: lone.length - NAMED }) : undefined,
  };
}

export function remindView(words: Words, { round, due, recent }: ReminderList): object {
  const { t, format } = words;
  const told = due.filter(({ hasLead }) => hasLead);
  return {
    crumbs: crumbsOf(words, round),
    action: href(ROUTES.remindInRound, { round: round.id }),
    back: href(ROUTES.round, { round: round.id }),
    none: due.length === 0 && recent.length === 0,
    lead: t('page.rounds.remind.lead', { count: due.length + recent.length, closes: format.date(round.closesOn) }),
    recent: recent.length === 0 ? undefined : t('page.rounds.remind.recent', { count: recent.length }),
    due: told.length,
    submit: t('page.rounds.remind.submit', { count: told.length }),
    agencies: told.slice(0, NAMED * 5).map((one) => ({
      name: one.name,
      note:
        one.remindedAt === undefined
          ? t('page.rounds.remind.never', { date: format.dayOf(one.invitedAt.toISOString(), 'UTC') })
          : t('page.rounds.remind.last', { date: format.dayOf(one.remindedAt.toISOString(), 'UTC') }),
    })),
    more: told.length > NAMED * 5 ? t('page.rounds.remind.more', { count: told.length - NAMED * 5 }) : undefined,
    withoutLead: withoutLead(words, due, 'remind-about'),
  };
}
