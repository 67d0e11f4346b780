import { PROGRESS, type BoardAgency, type BoardView, type CountryTotals, type Progress } from '@isonomia/application';
import { href, ROUTES } from '../../paths.js';
import { agencyType } from '../agency/home-view.js';
import { choiceField, field } from '../shell/fields.js';
import type { Words } from '../shell/words.js';
import { boardActions } from './board-actions.js';
import { questionnaireOf, stateTag, whenText } from './round-words.js';
import { strip } from './strip.js';

export interface BoardAsked {
  readonly country?: string;
  readonly progress?: Progress;
  readonly matching?: string;
  readonly paged: boolean;
}

const HANDED_IN: readonly Progress[] = ['submitted', 'in-review', 'validated'];
/** More countries than this are folded away: the agencies come first. */
const COUNTRIES_OPEN = 8;

export function boardView(words: Words, view: BoardView, asked: BoardAsked, said: string | undefined): object {
  const { t, format } = words;
  const { round, totals } = view;
  const invited = sum(
    totals,
    PROGRESS.filter((one) => one !== 'declined'),
  );
  const handedIn = sum(totals, HANDED_IN);
  const isFiltered = asked.country !== undefined || asked.progress !== undefined || asked.matching !== undefined;
  return {
    crumbs: [{ href: ROUTES.rounds, label: t('page.rounds.list.title') }],
    said: said === undefined ? undefined : t(`page.rounds.said.${said}`),
    name: round.name,
    tag: stateTag(words, round.state),
    lead: `${round.regionName} · ${whenText(words, round)}`,
    about: t('page.rounds.board.about', {
      questionnaire: questionnaireOf(words, view.published, round.variant),
      period: format.period(round.reference.from, round.reference.to),
    }),
    compare: [
      { href: href(ROUTES.releases, { round: round.id }), label: t('page.releases.title') },
      { href: href(ROUTES.prospect, { round: round.id }), label: t('page.prospect.title') },
      { href: href(ROUTES.named, { round: round.id }), label: t('page.named.title') },
      ...(view.may.release
        ? [{ href: href(ROUTES.roundLinks, { round: round.id }), label: t('page.links.of-round') }]
        : []),
      { href: href(ROUTES.plansInRound, { round: round.id }), label: t('page.plan.round.title') },
    ],
    summary:
      invited === 0
        ? undefined
        : { text: t('page.rounds.board.summary', { count: handedIn, invited }), handedIn, invited },
    ...boardActions(view, invited - handedIn),
    nobody: totals.length === 0,
    inviteFirst:
      view.may.invite && round.state !== 'closed' ? href(ROUTES.inviteToRound, { round: round.id }) : undefined,
    totals: totalsView(words, view),
    fold: totals.length > COUNTRIES_OPEN,
    filter: filterView(words, view, asked),
    all: isFiltered || asked.paged ? href(ROUTES.round, { round: round.id }) : undefined,
    agencies: view.agencies.map((line) => agencyView(words, view, line)),
    more: nextPage(view, asked),
  };
}

const sum = (totals: readonly CountryTotals[], steps: readonly Progress[]): number =>
  totals.reduce((all, { progress }) => all + steps.reduce((some, step) => some + progress[step], 0), 0);

function totalsView({ t, format }: Words, { round, totals }: BoardView): object {
  const cells = (counts: Readonly<Record<Progress, number>>) =>
    PROGRESS.map((step) => ({ text: counts[step] === 0 ? '–' : format.count(counts[step]) }));
  const all = Object.fromEntries(PROGRESS.map((step) => [step, sum(totals, [step])])) as Record<Progress, number>;
  return {
    columns: PROGRESS.map((step) => t(`page.rounds.progress.${step}`)),
    rows: totals.map(({ country, name, progress }) => ({
      name,
      href: href(ROUTES.round, { round: round.id }, { query: { country }, fragment: 'agencies' }),
      cells: cells(progress),
    })),
    foot: totals.length > 1 ? cells(all) : undefined,
  };
}

function filterView({ t }: Words, { round, totals }: BoardView, asked: BoardAsked): object {
  const any = { value: '', label: t('page.rounds.board.any') };
  const countries = totals.map(({ country, name }) => ({ value: country, label: name }));
  const steps = PROGRESS.map((step) => ({ value: step, label: t(`page.rounds.progress.${step}`) }));
  return {
    action: href(ROUTES.round, { round: round.id }, { fragment: 'agencies' }),
    country:
      totals.length > 1
        ? choiceField('country', t('page.rounds.board.country'), [any, ...countries], { value: asked.country ?? '' })
        : undefined,
    progress: choiceField('progress', t('page.rounds.board.step'), [any, ...steps], { value: asked.progress ?? '' }),
    matching: field('matching', t('page.rounds.board.matching'), { type: 'search', value: asked.matching ?? '' }),
  };
}

const STEP_CLASS: Readonly<Record<Progress, string>> = {
  'not-started': 'tag--plain',
  started: '',
  returned: 'tag--attention',
  submitted: 'tag--positive',
  'in-review': 'tag--positive',
  validated: 'tag--positive',
  declined: 'tag--plain',
};

function agencyView(words: Words, { published, may }: BoardView, line: BoardAgency): object {
  const { t, format } = words;
  const asked = line.dimensions.reduce((all, one) => all + one.asked, 0);
  const answered = line.dimensions.reduce((all, one) => all + one.answered, 0);
  const begun = line.progress !== 'not-started' && line.progress !== 'declined';
  const own = (key: string): string => published.texts[words.language]?.[key] ?? published.texts['en']?.[key] ?? key;
  return {
    name: line.name,
    href: href(ROUTES.agency, { agency: line.agency }),
    where: `${agencyType(words, line.type)} · ${line.country}`,
    tag: { class: STEP_CLASS[line.progress], label: t(`page.rounds.progress.${line.progress}`) },
    noLead: line.hasLead
      ? undefined
      : { href: may.invite ? href(ROUTES.invite, {}, { query: { agency: line.agency, role: 'lead' } }) : undefined },
    answered: begun
      ? {
          text: t('page.rounds.board.answered', { answered, asked }),
          strip: strip(line.dimensions),
          dimensions: line.dimensions.map((one) => ({
            name: own(`${one.dimension}.short`),
            text: t('page.rounds.board.of', { answered: one.answered, asked: one.asked }),
          })),
        }
      : undefined,
    activity: activityOf(words, line),
    reminded:
      line.remindedAt === undefined
        ? undefined
        : t('page.rounds.board.reminded', { date: format.dayOf(line.remindedAt.toISOString(), 'UTC') }),
    sharing: t(`page.rounds.shares.${line.sharing === 'own' ? 'no' : 'yes'}`),
  };
}

const activityOf = ({ t, format }: Words, { lastActivity, invitedAt }: BoardAgency): string =>
  lastActivity === undefined
    ? t('page.rounds.board.invited', { date: format.dayOf(invitedAt.toISOString(), 'UTC') })
    : format.dayOf(lastActivity.toISOString(), 'UTC');

function nextPage({ round, next }: BoardView, asked: BoardAsked): string | undefined {
  if (next === undefined) return undefined;
  const { country, progress, matching } = asked;
  const query = {
    ...(country !== undefined && { country }),
    ...(progress !== undefined && { progress }),
    ...(matching !== undefined && { matching }),
    name: next.name,
    id: next.id,
  };
  return href(ROUTES.round, { round: round.id }, { query, fragment: 'agencies' });
}
