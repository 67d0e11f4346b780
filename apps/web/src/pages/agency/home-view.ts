import type {
  Agency,
  AgencyView,
  AssessmentLine,
  PlanCounted,
  RoundOfAgency,
  RoundsOfAgency,
} from '@isonomia/application';
import { NO_CURRENCY } from '@isonomia/application';
import { askedQuestions, type Instrument } from '@isonomia/instrument';
import { href, ROUTES } from '../../paths.js';
import { stateTag, whenText } from '../rounds/round-words.js';
import type { Words } from '../shell/words.js';

/** What a profile should say before documents are made of it. */
const EXPECTED = ['legalFrame', 'ranks', 'units', 'reference', 'stockDate', 'currency'] as const;

function missingOf(agency: Agency): readonly (typeof EXPECTED)[number][] {
  return EXPECTED.filter((key) => {
    const value = agency[key];
    if (key === 'currency') return value === NO_CURRENCY;
    return value === undefined || (Array.isArray(value) && value.length === 0);
  });
}

export function homeView(
  words: Words,
  view: AgencyView,
  invited: RoundsOfAgency & { readonly plan?: PlanCounted },
): object {
  const { t, format } = words;
  const { agency, assessments, may } = view;
  const missing = missingOf(agency);
  return {
    agency: { name: agency.name },
    about: t('page.agency.home.about', { type: agencyType(words, agency.type), country: agency.country.name }),
    logo:
      agency.logo === undefined
        ? undefined
        : {
            src: href(ROUTES.logo, { agency: agency.id }, { query: { v: agency.logo } }),
            alt: t('page.agency.set-up.logo-alt', { name: agency.name }),
          },
    profile: may.edit
      ? {
          missing,
          list: `${capital(format.list(missing.map((key) => t(`page.agency.home.missing.${key}`))))}.`,
          href: href(ROUTES.setUp, { agency: agency.id }),
        }
      : undefined,
    rounds: roundsOf(words, agency, invited),
    // One primary action a page: that of the newest assessment.
    assessments: assessments.map((line, position) =>
      lineView(words, view, line, position === 0 ? 'btn-primary' : 'btn-secondary'),
    ),
    plan: planOf(words, agency, invited.plan),
    trends:
      may.viewResults && assessments.some(({ state }) => state !== 'draft')
        ? href(ROUTES.trends, { agency: agency.id })
        : undefined,
    ...startedBy(view),
    documents: may.viewDocuments ? href(ROUTES.agencyDocuments, { agency: agency.id }) : undefined,
    audit: may.readAudit ? href(ROUTES.agencyAudit, { agency: agency.id }) : undefined,
    data: may.keepData ? href(ROUTES.agencyData, { agency: agency.id }) : undefined,
    retired: agency.retiredAt !== undefined,
    keepPeople: may.keepPeople ? href(ROUTES.people, {}, { query: { agency: agency.id } }) : undefined,
    people: view.colleagues.map(({ name, roles }) => ({
      name,
      roles: format.list(roles.map((role) => t(`page.agency.home.role.${role}`))),
    })),
  };
}

/** What is for whoever leads the agency. */
function startedBy({ agency, may }: AgencyView): Readonly<Record<'start' | 'workshops', string | undefined>> {
  const to = (route: typeof ROUTES.startAssessment | typeof ROUTES.agencyWorkshops): string | undefined =>
    may.start ? href(route, { agency: agency.id }) : undefined;
  return { start: to(ROUTES.startAssessment), workshops: to(ROUTES.agencyWorkshops) };
}

/** "3 of 8 done, 1 overdue", and the way there; for whoever sees the plan. */
function planOf({ t }: Words, agency: Agency, plan: PlanCounted | undefined): object | undefined {
  if (plan === undefined) return undefined;
  return {
    href: href(ROUTES.plan, { agency: agency.id }),
    ...plan,
    text: plan.all === 0 ? t('page.plan.home-empty') : t('plan.summary', { ...plan }),
    overdue: plan.overdue > 0,
  };
}

/** Rounds that are not over, and closed ones for as long as there is a choice of sharing to look at: the newest of these. */
function roundsOf(words: Words, agency: Agency, { rounds, may }: RoundsOfAgency): readonly object[] {
  const closed = rounds.filter(({ state }) => state === 'closed').slice(-CLOSED_SHOWN);
  return [...rounds.filter(({ state }) => state !== 'closed'), ...closed].map((round) => ({
    name: round.name,
    href: may.takePart ? href(ROUTES.roundOfAgency, { agency: agency.id, round: round.id }) : undefined,
    tag: tagOf(words, round),
    note: whenText(words, round),
  }));
}

const CLOSED_SHOWN = 2;

const tagOf = (words: Words, round: RoundOfAgency): object =>
  round.declined
    ? { class: 'tag--plain', label: words.t('page.rounds.progress.declined') }
    : stateTag(words, round.state);

export const agencyType = ({ find }: Words, type: string): string => find(`page.agency.type.${type}`) ?? type;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const STATE_CLASS = {
  draft: '',
  submitted: 'tag--positive',
  'in-review': 'tag--attention',
  validated: 'tag--positive',
} as const;

function lineView(words: Words, { agency, offered }: AgencyView, line: AssessmentLine, main: string): object {
  const { t, format } = words;
  const isDraft = line.state === 'draft';
  const published = offered.find(
    ({ instrument }) => instrument.id === line.instrumentId && instrument.version === line.instrumentVersion,
  );
  const asked = published === undefined ? undefined : askedOf(published.instrument, line.variant, agency.type);
  const parameters = { assessment: line.id };
  return {
    href: href(ROUTES.assessment, parameters),
    title: line.corrects === undefined ? line.title : t('page.carried.home.correction', { title: line.title }),
    state: { class: STATE_CLASS[line.state], label: t(`page.agency.home.state.${line.state}`) },
    about: t('page.agency.home.line', {
      variant: variantTitle(published?.texts[words.language] ?? published?.texts['en'], words, line.variant),
      period: format.period(line.reference.from, line.reference.to),
    }),
    progress:
      isDraft && asked !== undefined
        ? {
            answered: Math.min(line.answered, asked),
            asked,
            text: t('page.agency.home.progress', { answered: Math.min(line.answered, asked), asked }),
          }
        : undefined,
    note: noteOf(words, line, { asked, timeZone: agency.timeZone }),
    actions: isDraft
      ? [{ class: main, href: href(ROUTES.assessment, parameters), label: t('page.agency.home.continue') }]
      : [
          { class: main, href: href(ROUTES.result, parameters), label: t('page.agency.home.see-result') },
          { class: 'btn-secondary', href: href(ROUTES.documents, parameters), label: t('page.agency.home.documents') },
        ],
  };
}

const askedOf = (instrument: Instrument, variant: string, agencyType: string): number =>
  askedQuestions(instrument, { variant, agencyType, answers: {} }).filter(({ optional }) => !optional).length;

const variantTitle = (texts: Readonly<Record<string, string>> | undefined, { find }: Words, variant: string): string =>
  find(`variant.${variant}.title`) ?? texts?.[`variant.${variant}.title`] ?? variant;

function noteOf(
  { t, format }: Words,
  line: AssessmentLine,
  { asked, timeZone }: { readonly asked: number | undefined; readonly timeZone: string },
): string | undefined {
  if (line.unconfirmed > 0 && line.state === 'draft') return t('page.carried.list.title', { count: line.unconfirmed });
  if (line.submittedAt !== undefined) {
    return t('page.agency.home.submitted-at', { date: format.dayOf(line.submittedAt.toISOString(), timeZone) });
  }
  return line.state === 'draft' && asked === undefined
    ? t('page.agency.home.answered', { count: line.answered })
    : undefined;
}
