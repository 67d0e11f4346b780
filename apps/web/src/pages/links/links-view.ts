import { LINK_DAYS, USUAL_LINK_DAYS, type LinkList, type LinkPlace } from '@isonomia/application';
import { href, ROUTES } from '../../paths.js';
import { choiceField, field, summaryOf, type FormErrors } from '../shell/fields.js';
import { nameOfLanguage } from '../shell/language-switch.js';
import type { Words } from '../shell/words.js';

export interface LinkForm {
  readonly recipient: string;
  readonly email: string;
  readonly language: string;
  readonly days: string;
  readonly assessment: string;
  readonly reports: boolean;
  readonly editable: boolean;
}

interface LinksState {
  readonly place: LinkPlace;
  readonly list: LinkList;
  readonly languages: readonly string[];
  readonly errors?: FormErrors;
  readonly typed?: LinkForm;
  readonly made?: { readonly address: string; readonly recipient: string; readonly sent: boolean };
  readonly revoked?: boolean;
}

export const addressOf = (place: LinkPlace): string =>
  'agency' in place ? href(ROUTES.agencyLinks, place) : href(ROUTES.roundLinks, place);

export function linksView(words: Words, state: LinksState): object {
  const { t } = words;
  const { place, list, errors = [], made, revoked = false } = state;
  const isOfAgency = 'agency' in place;
  return {
    crumbs: crumbsOf(words, list),
    lead: t(isOfAgency ? 'page.links.lead' : 'page.links.lead-round'),
    errors: summaryOf(errors),
    revoked,
    made: made?.address,
    madeFor: made === undefined ? '' : t('page.links.made-for', { recipient: made.recipient }),
    sent: made?.sent === true ? t('page.links.sent') : t('page.links.not-sent'),
    links: list.links.map((line, position) => lineView(words, state, line, position)),
    action: addressOf(place),
    form: formOf(words, state),
  };
}

function formOf(words: Words, { list, place, languages, errors = [], typed }: LinksState): object {
  const { t } = words;
  const form = typed ?? blankIn(words.language);
  const isOfAgency = 'agency' in place;
  const input = (name: 'recipient' | 'email', rest: object = {}): object =>
    field(name, t(`page.links.${name}`), { value: form[name], hint: t(`page.links.${name}-hint`), errors, ...rest });
  return {
    recipient: input('recipient', { maxlength: 100, autocomplete: 'off' }),
    email: input('email', { type: 'email', optional: true, maxlength: 254, autocomplete: 'off' }),
    language: choiceField(
      'language',
      t('page.links.language'),
      languages.map((value) => ({ value, label: nameOfLanguage(value) })),
      { value: form.language, hint: t('page.links.language-hint'), errors },
    ),
    days: choiceField(
      'days',
      t('page.links.days'),
      LINK_DAYS.map((days) => ({ value: String(days), label: t('page.links.days-option', { count: days }) })),
      { value: form.days, errors },
    ),
    assessment: isOfAgency ? assessmentField(words, list, { form, errors }) : undefined,
    reports: list.may.handOnReports
      ? { ...field('reports', t('page.links.reports'), { hint: t('page.links.reports-hint') }), checked: form.reports }
      : undefined,
    editable: {
      ...field('editable', t('page.links.editable'), { hint: t('page.links.editable-hint') }),
      checked: form.editable,
    },
  };
}

const assessmentField = (
  { t }: Words,
  { assessments }: LinkList,
  { form, errors }: { readonly form: LinkForm; readonly errors: FormErrors },
): object =>
  choiceField(
    'assessment',
    t('page.links.assessment'),
    [
      { value: '', label: t('page.links.assessment-all') },
      ...assessments.map(({ id, title }) => ({ value: id, label: title })),
    ],
    { value: form.assessment, hint: t('page.links.assessment-hint'), errors },
  );

const blankIn = (language: string): LinkForm => ({
  recipient: '',
  email: '',
  language,
  days: String(USUAL_LINK_DAYS),
  assessment: '',
  reports: true,
  editable: false,
});

function crumbsOf({ t }: Words, { place }: LinkList): readonly object[] {
  if ('agency' in place) {
    const here = { agency: place.agency.id };
    return [
      { href: href(ROUTES.agency, here), label: place.agency.name },
      { href: href(ROUTES.agencyDocuments, here), label: t('page.agency-documents.title') },
    ];
  }
  return [{ href: href(ROUTES.round, { round: place.round.id }), label: place.round.name }];
}

type Line = LinkList['links'][number];

function lineView(words: Words, { place, list }: LinksState, line: Line, position: number): object {
  const { t } = words;
  const { link, ended } = line;
  const state = link.revokedAt !== undefined ? 'revoked' : ended ? 'expired' : 'open';
  const zone = 'agency' in list.place ? list.place.agency.timeZone : 'UTC';
  return {
    id: `link-${position}`,
    recipient: link.recipient,
    state: { label: t(`page.links.state.${state}`), tag: state === 'open' ? 'tag--positive' : 'tag--plain' },
    facts: factsOf(words, line, { zone, isOfAgency: 'agency' in place }),
    revoke: ended ? undefined : revokeOf(place, link.id),
    label: t('page.links.revoke-label', { recipient: link.recipient }),
  };
}

const revokeOf = (place: LinkPlace, link: string): string =>
  'agency' in place
    ? href(ROUTES.revokeAgencyLink, { ...place, link })
    : href(ROUTES.revokeRoundLink, { ...place, link });

function factsOf(
  words: Words,
  { link, givenByName, title }: Line,
  { zone, isOfAgency }: { readonly zone: string; readonly isOfAgency: boolean },
): readonly object[] {
  const { t, format } = words;
  const instant = (at: Date): string => format.instant(at.toISOString(), zone);
  const count = (what: string, number: number): string => t(`page.links.used-${what}`, { count: number });
  const used = [count('opened', link.opened), count('downloaded', link.downloaded), count('ordered', link.ordered)];
  const facts: Readonly<Record<string, string>> = {
    opens: format.list(opensOf(words, { link, title }, isOfAgency)),
    given: [instant(link.givenAt), ...(givenByName === undefined ? [] : [givenByName])].join(' · '),
    expires: instant(link.expiresAt),
    'last-used': link.lastUsedAt === undefined ? t('page.links.never') : instant(link.lastUsedAt),
    used: used.join(' · '),
  };
  return Object.entries(facts).map(([name, value]) => ({ label: t(`page.links.fact.${name}`), value }));
}

const opensOf = (
  { t }: Words,
  { link, title }: { readonly link: Line['link']; readonly title: string | undefined },
  isOfAgency: boolean,
): readonly string[] => [
  ...(isOfAgency ? [title ?? t('page.links.opens-all')] : []),
  ...(link.reports ? [t('page.links.opens-reports')] : []),
  ...(link.editable ? [t('page.links.opens-editable')] : []),
];
