import { findItem } from '@isonomia/instrument';
import type { Decision, Reference } from '@isonomia/outcome';
import type { FiredTrigger, Recommendation } from '@isonomia/recommendation';

import { practicesOfRule, practiceView, type PracticeView } from '../practice/practice-views.js';
import { isScoredFromFigures, isSharing, rowName, shortName, type Reading } from './reading.js';
import { itemWords } from './scores.js';
import type { Translator } from '../text/translator.js';

export interface RecommendationView {
  readonly id: string;
  readonly position: number;
  readonly printed: boolean;
  readonly group: Recommendation['group'];
  /** '' unless it answers a rights minimum. */
  readonly groupLabel: string;
  readonly title: string;
  readonly gap: readonly string[];
  readonly action: string;
  readonly owner: string;
  readonly horizon: string;
  readonly effort: string;
  readonly expected: string;
  readonly indicator: string;
  /** Of instruments that say it themselves; '' where the library has entries for the rule. */
  readonly goodPractice: string;
  /** What others have done about it. */
  readonly practices: readonly PracticeView[];
  /** Those of them that no recommendation before has shown, on paper. */
  readonly boxes: readonly PracticeView[];
  /** Its own are told in the annex. */
  readonly annexed: boolean;
  /** Where the others stand; '' when there are none. */
  readonly seen: string;
  readonly references: readonly string[];
  readonly decision: DecisionView;
}

export interface DecisionView {
  readonly state: Decision['decision'] | 'open';
  readonly label: string;
  /** What the agency will do instead, where it adapted the action. */
  readonly adapted: string;
  readonly reason: string;
  readonly owner: string;
  readonly due: string;
  /** ISO date, for calendars. */
  readonly dueDate: string;
}

/** The recommendations in their order, with why each is there and what the agency decided on it. */
export function recommendationViews(reading: Reading, decisions: readonly Decision[]): readonly RecommendationView[] {
  const shown = new Map<string, number>();
  return reading.outcome.result.recommendations.map((recommendation) => ({
    ...recommendationView(
      reading,
      recommendation,
      decisions.find((decision) => decision.rule === recommendation.rule),
    ),
    ...practicesBeside(reading, recommendation, shown),
  }));
}

/** On paper each practice is told once, where it first belongs; what is not printed shows nothing to others. */
function practicesBeside(
  reading: Reading,
  { rule, printed, position }: Recommendation,
  shown: Map<string, number>,
): Pick<RecommendationView, 'practices' | 'boxes' | 'annexed' | 'seen'> {
  const practices = practicesOfRule(reading.outcome.practices, rule).map((practice) => practiceView(reading, practice));
  const before = practices.flatMap(({ id }) => shown.get(id) ?? []);
  const boxes = practices.filter(({ id }) => !shown.has(id));
  if (printed) for (const { id } of boxes) shown.set(id, position);
  const numbers = reading.format.list([...new Set(before)].map(String));
  return { practices, boxes, annexed: false, seen: before.length === 0 ? '' : reading.t('practice.seen', { numbers }) };
}

function recommendationView(
  reading: Reading,
  recommendation: Recommendation,
  decision: Decision | undefined,
): Omit<RecommendationView, 'practices' | 'boxes' | 'annexed' | 'seen'> {
  const { t, translator } = reading;
  const id = recommendation.rule;
  const hasPractices = practicesOfRule(reading.outcome.practices, id).length > 0;
  return {
    id,
    position: recommendation.position,
    printed: recommendation.printed,
    group: recommendation.group,
    groupLabel: recommendation.group === 'gap' ? '' : t(`result.group.${recommendation.group}`),
    title: t(`${id}.title`),
    gap: gapSentences(reading, recommendation.reasons),
    action: t(`${id}.action`),
    owner: t(`owner.${recommendation.owner}`),
    horizon: t(`horizon.${recommendation.horizon}`),
    effort: t(`effort.${recommendation.effort}`),
    expected: t(`${id}.expected`),
    indicator: t(`${id}.indicator`),
    goodPractice: hasPractices ? '' : (translator.find(`${id}.goodPractice`) ?? ''),
    references: recommendation.references.flatMap((key) => {
      const reference = reading.references.get(key);
      return reference === undefined ? [] : [referenceWords(reading, reference)];
    }),
    decision: decisionView(reading, decision),
  };
}

/** Reasons are for those who decided; what goes outside is what was decided (method.md §8 knows no rounding of prose). */
function decisionView(reading: Reading, decision: Decision | undefined): DecisionView {
  const { t, format } = reading;
  if (decision === undefined) {
    const none = { adapted: '', reason: '', owner: '', due: '', dueDate: '' };
    return { state: 'open', label: t('result.decision.open'), ...none };
  }
  return {
    state: decision.decision,
    label: t(`result.decision.${decision.decision}`),
    adapted: decision.adaptedText ?? '',
    reason: isSharing(reading) ? '' : (decision.reason ?? ''),
    owner: decision.owner ?? '',
    due: decision.due === undefined ? '' : format.date(decision.due),
    dueDate: decision.due ?? '',
  };
}

/** What the answers said that brought the recommendation up; one sentence an item, the same fact once. */
function gapSentences(reading: Reading, reasons: readonly FiredTrigger[]): readonly string[] {
  const gated = new Set(reasons.flatMap((reason) => (reason.kind === 'gate' ? [reason.item] : [])));
  const sentences = reasons
    .filter((reason) => reason.kind !== 'item' || !gated.has(reason.item))
    .map((reason) => gapSentence(reading, reason));
  return [...new Set(sentences)].slice(0, 3);
}

function gapSentence(reading: Reading, reason: FiredTrigger): string {
  if (reason.kind === 'figure') return figureSentence(reading, reason);
  const item = findItem(reading.outcome.instrument, reason.item ?? '');
  if (item === undefined) return '';
  const name = shortName(reading, item.id);
  if (reason.kind === 'missing') return reading.t('result.gap.missing', { name });
  const answer = itemWords(reading, item);
  const hidden = isSharing(reading) && isScoredFromFigures(reading, item);
  if (reason.value === undefined || hidden) return reading.t('result.gap.answer', { name, answer });
  const key = reason.kind === 'gate' ? `result.gap.gate-${reason.state ?? 'open'}` : 'result.gap.item';
  return reading.t(key, { name, answer, score: reading.format.scoreInWords(reason.value) });
}

/** Figure ids are `kind:question` or `kind:question:about`. The value of a figure stays inside. */
function figureSentence(reading: Reading, reason: FiredTrigger): string {
  const [kind = '', question = '', about] = (reason.figure ?? '').split(':');
  const figure = reading.outcome.result.figures.find((one) => one.id === reason.figure);
  const asked = reading.questions.find((one) => one.id === question);
  const part = about === undefined || asked === undefined ? '' : ` (${partName(reading, asked, about)})`;
  const values = { figure: reading.t(`figure.${kind}.name`), name: shortName(reading, question) + part };
  if (isSharing(reading) || figure?.value === undefined) return reading.t('result.gap.figure-hidden', values);
  return reading.t('result.gap.figure', { ...values, value: figureValue(reading, kind, figure.value) });
}

function partName(reading: Reading, question: Reading['questions'][number], about: string): string {
  return reading.translator.find(`band.${about}.title`) ?? rowName(reading, question, { id: about });
}

const SHARES: ReadonlySet<string> = new Set(['womens-share', 'mean-gap', 'median-gap']);
const HUNDREDS: ReadonlySet<string> = new Set(['coverage-by-sex', 'data-availability']);

export function figureValue({ format }: Reading, kind: string, value: number): string {
  if (SHARES.has(kind)) return format.percent(value, 1);
  return HUNDREDS.has(kind) ? format.percent(value / 100, 1) : format.ratio(value);
}

/** Nobody is told that a text binds them: only a treaty can, and only its parties. */
export function referenceWords(reading: Pick<Reading, 'translator' | 'format'>, reference: Reference): string {
  const { t } = reading.translator;
  const { title, article } = referenceTitle(reading.translator, reference);
  const parts = [title, reference.year === undefined ? '' : String(reference.year), article];
  const name = parts.filter((part) => part !== '').join(`${t('format.comma')} `);
  const status = t(`result.reference.${reference.applicability}`, { country: countryName(reading, reference.country) });
  return status === '' ? name : `${name} (${status})`;
}

/** A source is cited as the language of the page calls it, and else as the questionnaire does. */
export function referenceTitle(
  { find }: Pick<Translator, 'find'>,
  { id, title, article = '' }: Reference,
): Record<'title' | 'article', string> {
  return { title: find(`reference.${id}.title`) ?? title, article: find(`reference.${id}.article`) ?? article };
}

/** References name countries by code; unions such as the EU have one too. */
function countryName({ format }: Pick<Reading, 'format'>, code: string | undefined): string {
  if (code === undefined || !/^[A-Z]{2}$/.test(code)) return code ?? '';
  return new Intl.DisplayNames([format.locale], { type: 'region', fallback: 'code' }).of(code) ?? code;
}
