import type { ResultView } from '@isonomia/application';
import { findItem } from '@isonomia/instrument';
import {
  besideWeakItems,
  findings,
  gaps,
  gates,
  headline,
  portraitCharts,
  profile,
  raiseSentence,
  scoredCount,
  strengths,
  type FindingView,
  type PointView,
  type Reading,
} from '@isonomia/view';
import { href, ROUTES } from '../../paths.js';
import type { Words } from '../shell/words.js';
import { railOf } from './rail.js';
import { recommendationCards, type Done } from './recommendation-cards.js';
import { decisionView, DESK, explainHref, figureOf, PHONE, subtitle, type FigureView } from './result-parts.js';

const FIRST = 5;
const RAISES = 8;

export interface ResultPage {
  readonly result: ResultView;
  readonly reading: Reading;
  readonly justSubmitted: boolean;
  readonly justValidated: boolean;
  readonly done?: Done;
}

export function resultView(words: Words, page: ResultPage): object {
  const { t } = words;
  const { result, reading } = page;
  const { assessment, outcome } = result;
  const here = { assessment: assessment.id };
  const isDraft = outcome.status === 'draft';
  const cards = recommendationCards(words, { ...page, from: 'result' });
  return {
    title: t('page.result.title', { title: assessment.title }),
    subtitle: subtitle(words, reading, assessment),
    rail: railOf(words, { ...here, agency: assessment.agencyId, state: assessment.state, current: 'result' }),
    decision: decisionView(reading, result.may.readEvidence),
    isDraft,
    correction: correctionView(result),
    draftLink: href(ROUTES.check, here),
    status: isDraft ? undefined : statusTag(words, result),
    submitted: page.justSubmitted && outcome.status === 'submitted',
    validated: page.justValidated && outcome.status === 'validated' ? t('page.review.saved.validated') : undefined,
    withdraw: assessment.state === 'submitted' && result.may.decide ? href(ROUTES.withdraw, here) : undefined,
    documents: result.may.requestDocument ? href(ROUTES.documents, here) : undefined,
    stats: statsView(words, page),
    gates: gatesView(words, page),
    profile: profileFigure(words, page),
    dimensions: findings(reading, DESK).map((finding) => dimensionView(words, page, finding)),
    strengths: strengths(reading).map((point) => pointView(assessment.id, point)),
    gaps: gaps(reading).map((point) => ({
      ...pointView(assessment.id, point),
      practices: besideWeakItems(reading, [point.id]),
    })),
    raises: raisesView(page),
    figures: portraitFigures(words, page),
    recommendations: cards.slice(0, FIRST),
    recommendationCount: cards.length,
    allRecommendations: href(ROUTES.recommendations, here),
    sha256: result.frozen?.sha256,
    engine: outcome.result.engine,
  };
}

/** What a reader must never mix up: what the agency handed in, and what a reviewer stands behind. */
const statusTag = ({ t }: Words, { outcome: { status } }: ResultView) =>
  status === 'validated'
    ? { class: 'tag--positive', label: t('page.result.validated-tag') }
    : { class: 'tag--plain', label: t('page.result.submitted-tag') };

function correctionView({ correction }: ResultView): object | undefined {
  if (correction === undefined) return undefined;
  return {
    href: href(ROUTES.assessment, { assessment: correction.id }),
    superseded: correction.state === 'validated',
  };
}

/** The three numbers that a minister asks for, each with what it rests on. */
function statsView({ t, format }: Words, { result, reading }: ResultPage): readonly object[] {
  const { result: score } = result.outcome;
  const head = headline(reading);
  const { counts, data } = score.coverage;
  const items = Object.values(score.items);
  const notApplicable = items.filter(({ state }) => state === 'not-applicable').length;
  return [
    {
      label: t(`page.result.stat.evidenced${result.outcome.status === 'validated' ? '-validated' : ''}`),
      value: head.evidenced,
      tag: head.shown ? head.level : undefined,
      note: head.shown ? t('page.result.stat.interval', { interval: head.interval }) : head.missing,
      explain: explainHref(result.assessment.id, 'overall'),
    },
    {
      label: t('page.result.stat.claimed'),
      value: head.claimed,
      tag: undefined,
      note: t('page.result.stat.waiting', { count: counts.claims - counts.proven }),
      explain: undefined,
    },
    {
      label: t('page.result.stat.data'),
      value: data === undefined ? '–' : format.percent(data / 100),
      tag: undefined,
      note: [
        t('page.result.stat.scored', { ...scoredCount(reading) }),
        ...(notApplicable > 0 ? [t('page.result.stat.not-applicable', { count: notApplicable })] : []),
      ].join(', '),
      explain: undefined,
    },
  ];
}

/** Open rights minimums first; each leads to what to do about it. */
function gatesView({ t }: Words, { result, reading }: ResultPage): object {
  const all = gates(reading);
  const withWay = all.map((gate) => {
    const item = result.outcome.result.gates[gate.id]?.item ?? gate.id;
    const answer = result.outcome.result.recommendations.find(({ reasons }) =>
      reasons.some((reason) => reason.gate === gate.id || reason.item === item),
    );
    return {
      title: gate.title,
      text: gate.text,
      explain: explainHref(result.assessment.id, item),
      way:
        answer === undefined
          ? undefined
          : href(ROUTES.recommendations, { assessment: result.assessment.id }, { fragment: `rec-${answer.rule}` }),
      state: gate.state,
    };
  });
  const of = (state: string): readonly object[] => withWay.filter((gate) => gate.state === state);
  const [met, unanswered] = [of('met'), of('unanswered')];
  return {
    open: of('open'),
    notShown: of('not-shown'),
    unanswered,
    met,
    metText: met.length === all.length && met.length > 0 ? t('page.result.gates.all-met', { count: met.length }) : '',
  };
}

function profileFigure({ t }: Words, { result, reading }: ResultPage): FigureView {
  const links = [{ label: t('page.result.explain'), href: explainHref(result.assessment.id, 'overall') }];
  return figureOf(profile(reading, DESK), profile(reading, PHONE), links);
}

function portraitFigures(words: Words, { result, reading }: ResultPage): readonly FigureView[] {
  const phone = portraitCharts(reading, PHONE);
  return portraitCharts(reading, DESK).map(({ question, chart }, index) =>
    figureOf(chart, phone[index]?.chart ?? chart, explainLinks(words, result, question)),
  );
}

/** A table feeds scores and figures: each has a page that tells how it came about. */
function explainLinks({ t }: Words, { assessment, outcome }: ResultView, question: string): FigureView['explain'] {
  const item = findItem(outcome.instrument, question);
  const scored = item !== undefined && Object.hasOwn(outcome.result.items, question);
  const figure = outcome.result.figures.find((one) => one.question === question);
  return [
    ...(scored ? [{ label: t('page.result.explain-score'), href: explainHref(assessment.id, question) }] : []),
    ...(figure === undefined
      ? []
      : [{ label: t('page.result.explain-figures'), href: explainHref(assessment.id, figure.id) }]),
  ];
}

function dimensionView({ t }: Words, { result, reading }: ResultPage, finding: FindingView): object {
  const assessment = result.assessment.id;
  return {
    ...finding,
    practices: besideWeakItems(
      reading,
      finding.items.map(({ id }) => id),
    ),
    explain: explainHref(assessment, finding.id),
    tag: finding.shown ? finding.level : t('page.result.not-shown'),
    items: finding.items.map((item) => ({ ...item, explain: explainHref(assessment, item.id) })),
  };
}

const pointView = (assessment: string, point: PointView): object => ({
  ...point,
  explain: explainHref(assessment, point.id),
});

function raisesView({ result, reading }: ResultPage): readonly object[] {
  const { assessment, outcome } = result;
  return outcome.result.raises.slice(0, RAISES).map((raise) => ({
    text: raiseSentence(reading, raise),
    explain: explainHref(assessment.id, raise.item),
  }));
}
