import type { ChecklistQuestion, ChecklistValue, ComplianceValue, MaturityValue, Question } from '@isonomia/instrument';

import type { Reference } from '@isonomia/outcome';

import { numeric, row, wording, type TableView } from '../charts/chart.js';

import { answerWords } from './answer-words.js';
import type { NumberedTable } from './data-tables.js';
import { noteWords } from './evidence-words.js';
import { figureValue, referenceWords } from './recommendations.js';
import {
  answerOf,
  dimensionName,
  isScoredFromFigures,
  isSharing,
  rowName,
  shortName,
  type Reading,
} from './reading.js';
import { traceSentence } from './trace-words.js';

interface AnswerView {
  readonly id: string;
  readonly name: string;
  readonly answer: string;
  /** What the answer means, or the reason given. */
  readonly detail: string;
  /** Number of the table with the figures, or ''. */
  readonly table: string;
  readonly evidence: readonly string[];
  readonly comments: readonly string[];
}

export interface AnswerSection {
  readonly title: string;
  readonly answers: readonly AnswerView[];
}

/** Every question asked, with its answer as it stood, its proofs and what was said about it. */
export function answerSections(reading: Reading, tables: readonly NumberedTable[]): readonly AnswerSection[] {
  return reading.outcome.instrument.dimensions.flatMap(({ id }) => {
    const questions = reading.questions.filter((question) => question.dimension === id);
    if (questions.length === 0) return [];
    const answers = questions.map((question) => answerView(reading, question, tables));
    return [{ title: `${id} ${dimensionName(reading, id)}`, answers }];
  });
}

function answerView(reading: Reading, question: Question, tables: readonly NumberedTable[]): AnswerView {
  return {
    id: question.id,
    name: shortName(reading, question.id),
    answer: answerWords(reading, question),
    detail: answerDetail(reading, question),
    table: tables.find((table) => table.question === question.id)?.number ?? '',
    evidence: evidenceWords(reading, question.id),
    comments: isSharing(reading) ? [] : commentWords(reading, question.id),
  };
}

function answerDetail(reading: Reading, question: Question): string {
  const answer = answerOf(reading, question.id);
  if (answer === undefined || 'notAvailable' in answer) return '';
  if ('notApplicable' in answer) return isSharing(reading) ? reading.t('document.kept-inside') : answer.notApplicable;
  switch (question.type) {
    case 'maturity':
      return reading.t(`${question.id}.levels.${(answer.value as MaturityValue).level}`);
    case 'compliance':
      return reading.t(`${question.id}.answers.${(answer.value as ComplianceValue).answer}`);
    case 'checklist':
      return checklistDetail(reading, question, answer.value as ChecklistValue);
    default:
      return '';
  }
}

function checklistDetail(reading: Reading, question: ChecklistQuestion, value: ChecklistValue): string {
  const checked = question.options.filter((option) => value.checked.includes(option.id));
  return reading.format.list(checked.map((option) => reading.t(`${question.id}.options.${option.id}`)));
}

/** Evidence by name inside the agency; outside, how many proofs there are. Rejected ones are not proofs. */
function evidenceWords(reading: Reading, question: string): readonly string[] {
  const ids = evidenceIds(reading, question);
  if (ids.length === 0) return [];
  if (isSharing(reading)) return [reading.t('document.proofs', { count: ids.length })];
  return ids.map((id) => {
    const note = reading.outcome.evidence.find((one) => one.id === id);
    return note === undefined ? id : noteWords(reading, note);
  });
}

function evidenceIds(reading: Reading, question: string): readonly string[] {
  const answer = answerOf(reading, question);
  if (answer === undefined || 'notAvailable' in answer) return [];
  const proved = 'value' in answer && 'proved' in answer.value ? Object.values(answer.value.proved ?? {}).flat() : [];
  const rejected = new Set(reading.outcome.review.rejected);
  return [...new Set([...(answer.evidence ?? []), ...proved])].filter((id) => !rejected.has(id));
}

function commentWords(reading: Reading, question: string): readonly string[] {
  const { comments, agency } = reading.outcome;
  return comments
    .filter((comment) => comment.question === question)
    .map((comment) => {
      const at = reading.format.instant(comment.at, agency.timeZone);
      return reading.t('document.comment', { by: comment.by, at, text: comment.text });
    });
}

export interface DerivationView {
  readonly id: string;
  readonly name: string;
  readonly sentence: string;
}

/** How each score came about; where counts of people stand in the sentence, inside the agency only. */
export function derivations(reading: Reading): readonly DerivationView[] {
  return reading.items.flatMap((item) => {
    const score = reading.outcome.result.items[item.id];
    if (score === undefined) return [];
    const question = 'question' in item.rule ? item.rule.question : undefined;
    const kept = isSharing(reading) && isScoredFromFigures(reading, item);
    const sentence = kept ? reading.t('document.derivation-kept') : traceSentence(reading, score.trace, question);
    return [{ id: item.id, name: shortName(reading, item.id), sentence }];
  });
}

/** The figures of the method with their ranges. They hold exact counts, so they stay with the agency. */
export function figuresTable(reading: Reading): TableView | undefined {
  const { t, outcome, format } = reading;
  const shown = outcome.result.figures.filter((figure) => figure.value !== undefined || figure.about === undefined);
  if (isSharing(reading) || shown.length === 0) return undefined;
  return {
    caption: t('document.figures.caption'),
    columns: ['figure', 'about', 'value', 'range', 'mark'].map((key, index) => ({
      label: t(`document.figures.${key}`),
      numeric: index === 2 || index === 3,
    })),
    rows: shown.map((figure) => {
      const value = figure.value === undefined ? undefined : figureValue(reading, figure.kind, figure.value);
      const status =
        figure.status === undefined ? '–' : (reading.translator.find(`document.status.${figure.status}`) ?? '–');
      const bounds =
        figure.low === undefined || figure.high === undefined
          ? '–'
          : `${format.percent(figure.low, 1)} – ${format.percent(figure.high, 1)}`;
      const verdict = figure.verdict === undefined ? '' : t(`chart.flow.verdict.${figure.verdict}`);
      const marks = [verdict, figure.stated ? t('document.stated-mark') : ''].filter((mark) => mark !== '').join(', ');
      return row(t(`figure.${figure.kind}.name`), [
        wording(aboutWords(reading, figure.question, figure.about)),
        numeric(value ?? status),
        numeric(bounds),
        wording(marks === '' ? '–' : marks),
      ]);
    }),
    notes: [t('document.figures.note')],
  };
}

function aboutWords(reading: Reading, question: string, about: string | undefined): string {
  const name = shortName(reading, question);
  if (about === undefined) return name;
  const asked = reading.questions.find((one) => one.id === question);
  const part =
    reading.translator.find(`band.${about}.title`) ??
    reading.translator.find(`chart.${about}`) ??
    reading.translator.find(`document.figures.${about.replace(':', '-')}`) ??
    (asked === undefined ? about : rowName(reading, asked, { id: about }));
  return `${name}: ${part}`;
}

export function constantsTable(reading: Reading): TableView {
  const { t, outcome, format } = reading;
  const print = (value: number): string =>
    new Intl.NumberFormat(format.locale, { maximumSignificantDigits: 16 }).format(value);
  return {
    caption: t('document.constants.caption'),
    columns: [
      { label: t('document.constants.name'), numeric: false },
      { label: t('document.constants.value'), numeric: true },
    ],
    rows: Object.entries(outcome.instrument.constants).map(([name, value]: [string, number | readonly number[]]) =>
      row(reading.translator.find(`constant.${name}`) ?? name, [
        numeric(typeof value === 'number' ? print(value) : value.map(print).join(', ')),
      ]),
    ),
    notes: [t('document.constants.note')],
  };
}

export interface TermView {
  readonly term: string;
  readonly meaning: string;
}

/** Terms as the instrument words them, in the order of the language that leads. */
export function glossary(reading: Reading, language: string): readonly TermView[] {
  const lead = reading.lead ?? reading;
  const stored = reading.outcome.texts[language] ?? reading.outcome.texts['en'] ?? {};
  const terms = Object.entries(stored).flatMap(([key, term]) => {
    const meaning = key.endsWith('.term') ? stored[`${key.slice(0, -'.term'.length)}.meaning`] : undefined;
    return meaning === undefined ? [] : [{ term, meaning, place: lead.translator.find(key) ?? term }];
  });
  const collator = new Intl.Collator(lead.format.locale);
  return terms.toSorted((a, b) => collator.compare(a.place, b.place)).map(({ term, meaning }) => ({ term, meaning }));
}

/** References of the questions asked and the recommendations printed, by name. */
export function referenceList(reading: Reading): readonly string[] {
  const used = new Set([
    ...reading.questions.flatMap((question) => question.references.map(String)),
    ...reading.outcome.result.recommendations.flatMap((recommendation) => recommendation.references),
  ]);
  const lead = reading.lead ?? reading;
  const collator = new Intl.Collator(lead.format.locale, { numeric: true });
  return [...used]
    .flatMap((id) => reading.references.get(id) ?? [])
    .toSorted((a, b) => collator.compare(nameOf(lead, a), nameOf(lead, b)))
    .map((reference) => nameOf(reading, reference));
}

function nameOf(reading: Reading, reference: Reference): string {
  const words = referenceWords(reading, reference);
  return reference.verified ? words : `${words} ${reading.t('document.unverified')}`;
}
