import type { AttendedView, AttendedWorkshop, NetworkOffer, NetworkView } from '@isonomia/application';
import { href, ROUTES } from '../../paths.js';
import type { Words } from '../shell/words.js';
import { daysText } from './workshop-words.js';

export function attendedView(words: Words, { agency, workshops, mayPlan }: AttendedView, said: boolean): object {
  const here = { agency: agency.id };
  return {
    crumbs: [{ href: href(ROUTES.agency, here), label: agency.name }],
    said,
    network: href(ROUTES.agencyNetwork, here),
    plan: href(ROUTES.plan, here),
    workshops: workshops.map((one) => workshopView(words, one, { agency: agency.id, mayPlan })),
  };
}

function workshopView(
  words: Words,
  workshop: AttendedWorkshop,
  { agency, mayPlan }: { readonly agency: string; readonly mayPlan: boolean },
): object {
  const { t, format } = words;
  const { id, title, place, startsOn, endsOn, commitments } = workshop;
  const waiting = commitments.filter(({ task }) => task === undefined).length;
  return {
    id: `workshop-${id}`,
    title,
    about: [place, daysText(words, { startsOn, endsOn })].join(' · '),
    agreed: t('page.workshop-after.attended.agreed', { count: workshop.agreed }),
    result: href(ROUTES.groupResult, { workshop: id, group: workshop.group }),
    commitments: commitments.map(({ what, owner, due, help, task }) => ({
      what,
      owner,
      due: format.date(due),
      help,
      task: task && { href: href(ROUTES.task, { task: task.id }), state: t(`plan.state.${task.state}`) },
    })),
    take:
      !mayPlan || waiting === 0
        ? undefined
        : {
            action: href(ROUTES.takeCommitments, { agency, workshop: id }),
            text: t('page.workshop-after.attended.waiting', { count: waiting }),
          },
  };
}

/** Who can be asked, by country; and what is still open, by subject. */
export function networkView(words: Words, { contacts, offers }: NetworkView): object {
  const { t } = words;
  const countries = [...new Set(contacts.map(({ country }) => country ?? ''))];
  return {
    countries: countries.map((country, at) => ({
      id: `country-${at + 1}`,
      name: country === '' ? t('page.workshop-after.network.no-country') : country,
      people: contacts
        .filter((one) => (one.country ?? '') === country)
        .map((one) => ({
          name: one.name,
          about: [one.function, one.organisation].filter(Boolean).join(' · '),
          contact: one.contact,
          focal: one.focalPoint,
        })),
    })),
    kinds: (['offer', 'ask'] as const).map((kind) => ({
      id: kind,
      title: t(`page.workshop-after.network.${kind}`),
      none: t(`page.workshop-after.network.no-${kind}`),
      entries: offers.filter((one) => one.kind === kind).map((one) => offerView(words, one)),
    })),
  };
}

function offerView(words: Words, { dimension, from, body, published }: NetworkOffer): object {
  const texts = published?.texts[words.language] ?? published?.texts['en'];
  return { subject: texts?.[`${dimension}.title`] ?? dimension, from, body };
}
