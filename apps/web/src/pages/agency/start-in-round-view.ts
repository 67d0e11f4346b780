import type { StartInRoundView } from '@isonomia/application';
import type { Fault } from '@isonomia/instrument';
import { href, ROUTES } from '../../paths.js';
import { errorsOf } from '../shell/faults.js';
import { choiceField, summaryOf } from '../shell/fields.js';
import type { Words } from '../shell/words.js';

/** What beginning means, before it is begun: what comes along from last time, and with which draft. */
export function startInRoundView(words: Words, view: StartInRoundView, faults: readonly Fault[]) {
  const { t, format } = words;
  const { agency, round, stockDate, drafts } = view;
  const label = (): string => t('page.carried.start.how');
  const errors = errorsOf(words, faults, { field: () => 'draft', label });
  const choices = [
    { value: '', label: t('page.carried.start.new'), about: t('page.carried.start.new-about') },
    ...drafts.map(({ assessment, title, answered }) => ({
      value: assessment,
      label: t('page.carried.start.draft', { title }),
      about: t('page.carried.start.draft-about', { count: answered }),
    })),
  ];
  return {
    crumbs: [
      { href: href(ROUTES.agency, { agency: agency.id }), label: agency.name },
      { href: href(ROUTES.roundOfAgency, { agency: agency.id, round: round.id }), label: round.name },
    ],
    errors: summaryOf(errors),
    title: t('page.carried.start.title', { round: round.name }),
    lead: t('page.carried.start.lead', {
      region: round.regionName,
      variant: t(`variant.${round.variant}.title`),
      period: format.period(round.reference.from, round.reference.to),
      stock: format.date(stockDate),
    }),
    carrying: carryingView(words, view),
    // Where there is nothing to choose, nothing is asked.
    choice: drafts.length === 0 ? undefined : choiceField('draft', label(), choices, { value: '', errors }),
    action: href(ROUTES.startInRound, { agency: agency.id, round: round.id }),
    back: href(ROUTES.roundOfAgency, { agency: agency.id, round: round.id }),
  };
}

function carryingView({ t, format }: Words, { carrying }: StartInRoundView): object | undefined {
  if (carrying === undefined) return undefined;
  const { from, prefilled, beside } = carrying;
  return {
    lead: t('page.carried.start.carrying.lead', {
      from: from.round ?? from.title,
      period: format.period(from.reference.from, from.reference.to),
    }),
    prefilled: t(
      prefilled === 0 ? 'page.carried.start.carrying.prefilled.zero' : 'page.carried.start.carrying.prefilled',
      {
        count: prefilled,
      },
    ),
    beside: t(beside === 0 ? 'page.carried.start.carrying.beside.zero' : 'page.carried.start.carrying.beside', {
      count: beside,
    }),
  };
}
