import type { CarriedFrom, DimensionView, QuestionView } from '@isonomia/application';
import type { Answer, Question } from '@isonomia/instrument';
import { href, ROUTES } from '../../paths.js';
import type { Words } from '../shell/words.js';
import { answerSummary } from '../submission/answer-summary.js';
import { said } from './said.js';
import { rowLabel } from './table-view.js';

const YEAR = 4;

/** The year that the earlier answers are of; their title where it is this year's too. */
function whenSaid(view: Pick<DimensionView, 'assessment'>, from: CarriedFrom): string {
  const year = from.reference.to.slice(0, YEAR);
  return view.assessment.reference.to.startsWith(year) ? (from.round ?? from.title) : year;
}

export const nameOfOrigin = ({ round, title }: CarriedFrom): string => round ?? title;

/** What was said last time, quiet and beside: a line, and for figures of several rows a table to open. */
export function lastAnswerView(words: Words, view: DimensionView, line: QuestionView): object | undefined {
  const { t } = words;
  const { question, last, current, draft } = line;
  if (last === undefined || view.lastFrom === undefined) return undefined;
  const when = whenSaid(view, view.lastFrom);
  const title = t(`${question.id}.short`);
  const parameters = { assessment: view.assessment.id, question: question.id };
  const isFree = current?.answer === undefined && draft === undefined && view.may.answer;
  return {
    of: question.id,
    text: t('page.carried.last', { when, answer: answerSummary(words, question, last.answer) }),
    source: sourceOf(words, last.answer),
    rows: rowsOf(words, question, last.answer),
    lines: linesOf(words, question, last.answer),
    caption: t('page.carried.last-caption', { when }),
    waiting: isWaiting(line),
    take: isFree
      ? { action: href(ROUTES.takeOver, parameters), label: t('page.carried.take-of', { title }) }
      : undefined,
  };
}

/** Of the button that else says "Save". */
export const confirmLabel = ({ t }: Words, view: DimensionView, line: QuestionView): string | undefined =>
  view.may.answer && isWaiting(line)
    ? t('page.carried.confirm-of', { title: t(`${line.question.id}.short`) })
    : undefined;

export const isWaiting = ({ current }: QuestionView): boolean => current?.unconfirmed === true;

function sourceOf({ t }: Words, answer: Answer): string | undefined {
  const source = 'value' in answer ? answer.source : undefined;
  return source === undefined ? undefined : t('page.carried.last-source', { source });
}

interface Row {
  readonly id: string;
  readonly label?: string;
  readonly women?: number | { readonly count: number };
  readonly men?: number | { readonly count: number };
}

/** Women and men of each row or stage; nothing where one line says it all. */
function rowsOf(words: Words, question: Question, answer: Answer): readonly object[] | undefined {
  if (!('value' in answer) || 'currency' in answer.value) return undefined;
  const { value } = answer;
  const rows: readonly Row[] | undefined = 'rows' in value ? value.rows : 'stages' in value ? value.stages : undefined;
  return rows?.map((row) => ({
    label: row.label ?? rowLabel(words, question, row.id),
    women: countOf(words, row.women),
    men: countOf(words, row.men),
  }));
}

/** Pay has two numbers a cell: as the history says it. */
const linesOf = (words: Words, question: Question, answer: Answer): readonly string[] | undefined =>
  'value' in answer && 'currency' in answer.value ? said(words, question, answer).split('\n') : undefined;

function countOf({ t, format }: Words, cell: Row['women']): string {
  if (cell === undefined) return t('page.carried.not-available');
  return format.count(typeof cell === 'number' ? cell : cell.count);
}
