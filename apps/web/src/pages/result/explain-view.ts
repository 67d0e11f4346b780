import type { Explained, Explanation as ExplainedNumber } from '@isonomia/application';
import { findItem, findQuestion, questionsOfRule } from '@isonomia/instrument';
import type { Figure, Trace } from '@isonomia/scoring';
import { explainTrace, figureName, figureValue, type Reading } from '@isonomia/view';
import { ABOUT, href, ROUTES } from '../../paths.js';
import { anchorOf } from '../assessment/question-address.js';
import type { Words } from '../shell/words.js';
import { railOf } from './rail.js';
import { explainHref, subtitle } from './result-parts.js';

interface Number {
  readonly title: string;
  readonly kind: string;
  readonly trace: Trace;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  /** Questions whose answers go in. */
  readonly questions: readonly string[];
  readonly about: string;
}

/** A page for one number: what it says, what went in, what was done with it, and where to look further. */
export function explainView(
  words: Words,
  reading: Reading,
  { assessment, outcome, explained }: ExplainedNumber,
): object {
  const { t } = words;
  const here = { assessment: assessment.id };
  const number = numberOf(words, reading, explained);
  const explanation = explainTrace(reading, number.trace, number.questions[0]);
  return {
    title: number.title,
    kind: number.kind,
    subtitle: subtitle(words, reading, assessment),
    rail: railOf(words, { ...here, agency: assessment.agencyId, state: assessment.state, current: 'result' }),
    back: href(ROUTES.result, here),
    isDraft: outcome.status === 'draft',
    facts: number.facts,
    about: number.about,
    ...explanation,
    steps: explanation.steps === undefined ? undefined : { ...explanation.steps, caption: number.title },
    answers: number.questions.map((id) => answerLink(reading, assessment.id, id)),
    related: relatedTo(reading, assessment.id, explained),
    method: ABOUT.method,
    exact: t('page.result.explain-page.exact'),
    json: `/api/assessments/${assessment.id}/result`,
  };
}

function numberOf(words: Words, reading: Reading, explained: Explained): Number {
  const { t } = words;
  switch (explained.kind) {
    case 'overall':
      return {
        title: t('page.result.explain-page.overall'),
        kind: t('page.result.explain-page.kind.overall'),
        trace: explained.score.trace,
        facts: scoreFacts(words, explained.score),
        questions: [],
        about: t('page.result.explain-page.about.overall'),
      };
    case 'dimension':
      return {
        title: reading.t(`${explained.id}.title`),
        kind: t('page.result.explain-page.kind.dimension'),
        trace: explained.score.trace,
        facts: scoreFacts(words, explained.score),
        questions: [],
        about: reading.t(`${explained.id}.about`),
      };
    case 'item':
      return itemNumber(words, reading, explained);
    case 'figure':
      return figureNumber(words, reading, explained);
  }
}

function itemNumber(words: Words, reading: Reading, { id, score }: Extract<Explained, { kind: 'item' }>): Number {
  const { t } = words;
  const { instrument } = reading.outcome;
  const item = findItem(instrument, id);
  const reason = score.reason ?? (score.state === 'answered' ? undefined : score.state);
  return {
    title: reading.translator.find(`${id}.short`) ?? id,
    kind: t('page.result.explain-page.kind.item', { id }),
    trace: score.trace,
    facts: [
      ...scoreFacts(words, score),
      ...(reason === undefined
        ? []
        : [
            {
              label: t('page.result.explain-page.reason'),
              value: reading.translator.find(`reason.${reason}`) ?? reason,
            },
          ]),
    ],
    questions: item === undefined ? [] : questionsOfRule(item.rule),
    // Asked items are linked by their question below; a computed one has a title instead.
    about: reading.translator.find(`${id}.title`) ?? '',
  };
}

function figureNumber({ t }: Words, reading: Reading, { figure }: Extract<Explained, { kind: 'figure' }>): Number {
  const { value, status, low, high } = figure;
  const shown = (one: number): string => figureValue(reading, figure.kind, one);
  const interval = low === undefined || high === undefined ? [] : [`${shown(low)} – ${shown(high)}`];
  return {
    title: figureName(reading, figure),
    kind: t('page.result.explain-page.kind.figure'),
    trace: figure.trace,
    facts: [
      {
        label: t('page.result.explain-page.value'),
        value: value === undefined ? reading.t(`reason.${status ?? 'not-available'}`) : shown(value),
      },
      ...interval.map((text) => ({ label: t('page.result.explain-page.interval-figure'), value: text })),
      ...(figure.verdict === undefined
        ? []
        : [
            {
              label: t('page.result.explain-page.verdict'),
              value: t(`page.result.explain-page.verdicts.${figure.verdict}`),
            },
          ]),
      ...(figure.stated
        ? [{ label: t('page.result.explain-page.source'), value: t('page.result.explain-page.stated') }]
        : []),
    ],
    questions: findQuestion(reading.outcome.instrument, figure.question) === undefined ? [] : [figure.question],
    about: reading.t(`figure.${figure.kind}.definition`),
  };
}

interface Scored {
  readonly claimed?: number;
  readonly evidenced?: number;
  readonly interval?: { readonly evidenced: readonly [number, number] };
}

function scoreFacts({ t, format }: Words, { claimed, evidenced, interval }: Scored): Number['facts'] {
  const score = (value: number | undefined): string => (value === undefined ? '–' : format.score(value));
  return [
    { label: t('page.result.column.evidenced'), value: score(evidenced) },
    { label: t('page.result.column.claimed'), value: score(claimed) },
    ...(interval === undefined
      ? []
      : [
          {
            label: t('page.result.explain-page.interval'),
            value: interval.evidenced.map((end) => format.score(end, [])).join(' – '),
          },
        ]),
  ];
}

function answerLink({ outcome, translator }: Reading, assessment: string, id: string): object {
  const question = findQuestion(outcome.instrument, id);
  const label = translator.find(`${id}.question`) ?? translator.find(`${id}.short`) ?? id;
  return {
    id,
    label,
    href:
      question === undefined
        ? undefined
        : href(ROUTES.dimension, { assessment, dimension: question.dimension }, { fragment: anchorOf(id) }),
  };
}

interface Related {
  readonly label: string;
  readonly href: string;
}

/** Up to what it enters, down to what entered it. */
function relatedTo(reading: Reading, assessment: string, explained: Explained): readonly Related[] {
  const { outcome, translator } = reading;
  const link = (number: string): Related => ({
    label: translator.find(`${number}.short`) ?? number,
    href: explainHref(assessment, number),
  });
  switch (explained.kind) {
    case 'overall':
      return outcome.instrument.dimensions
        .filter(({ id }) => Object.hasOwn(outcome.result.dimensions, id))
        .map(({ id }) => link(id));
    case 'dimension':
      return reading.items.filter(({ dimension }) => dimension === explained.id).map(({ id }) => link(id));
    case 'item': {
      const dimension = findItem(outcome.instrument, explained.id)?.dimension;
      const figures = outcome.result.figures.filter(({ question }) => question === explained.id);
      return [
        ...(dimension === undefined ? [] : [link(dimension)]),
        ...figures.map((one) => figureLink(reading, assessment, one)),
      ];
    }
    case 'figure':
      return outcome.result.figures
        .filter(({ question, id }) => question === explained.figure.question && id !== explained.id)
        .map((one) => figureLink(reading, assessment, one));
  }
}

const figureLink = (reading: Reading, assessment: string, figure: Figure): Related => ({
  label: figureName(reading, figure),
  href: explainHref(assessment, figure.id),
});
