import type { Answer, CountAndMean, Question } from '@isonomia/instrument';
import type { Words } from '../shell/words.js';
import { rowLabel } from './table-view.js';

/** An answer as a few plain lines: for two versions side by side, and for the history. */
export function said(words: Words, question: Question, answer: Answer | undefined): string {
  const { t } = words;
  if (answer === undefined) return t('page.assessment.said.nothing');
  if ('notAvailable' in answer) return t('page.assessment.said.not-available');
  if ('notApplicable' in answer) return t('page.assessment.said.not-applicable', { reason: answer.notApplicable });
  const source = answer.source === undefined ? [] : [t('page.assessment.said.source', { source: answer.source })];
  return [...linesOf(words, question, answer.value), ...source].join('\n');
}

type Value = Extract<Answer, { readonly value: unknown }>['value'];

function linesOf(words: Words, question: Question, value: Value): readonly string[] {
  const { t, find, format } = words;
  if ('level' in value) {
    const about = t(`${question.id}.levels.${value.level}`);
    return [t('page.assessment.said.level', { level: String(value.level), about })];
  }
  if ('answer' in value) return [t(`answer.${value.answer}`)];
  if ('checked' in value) return value.checked.map((id) => find(`${question.id}.options.${id}`) ?? id);
  if ('number' in value) return [String(value.number)];
  if ('text' in value) return [value.text];
  if ('date' in value) return [format.date(value.date)];
  return figureLines(words, question, value);
}

type Figures = Extract<
  Value,
  { readonly rows: unknown } | { readonly stages: unknown } | { readonly men?: unknown; readonly women?: unknown }
>;

function figureLines(words: Words, question: Question, value: Figures): readonly string[] {
  const { t } = words;
  if ('stages' in value) {
    const stages = value.stages.map((stage) => rowLine(words, question, stage));
    return value.cohort === false ? [...stages, t('page.assessment.said.several')] : stages;
  }
  if ('currency' in value) {
    return [`${value.currency} · ${value.period}`, ...value.rows.map((row) => payLine(words, question, row))];
  }
  if ('rows' in value) return value.rows.map((row) => rowLine(words, question, row));
  return sexLines(words, value);
}

type Sexes = Exclude<Figures, { readonly rows: unknown } | { readonly stages: unknown }>;

function sexLines(words: Words, value: Sexes): readonly string[] {
  const { t, format } = words;
  if ('count' in value) {
    return [t('page.assessment.said.coverage', { count: format.count(value.count), of: format.count(value.of) })];
  }
  const { women, men } = value;
  if ('of' in women && 'of' in men) {
    return [
      t('page.assessment.said.rate', {
        women: format.count(women.count),
        womenOf: format.count(women.of),
        men: format.count(men.count),
        menOf: format.count(men.of),
      }),
    ];
  }
  return [t('page.assessment.said.means', pair(words, women, men))];
}

const pair = (words: Words, women: CountAndMean, men: CountAndMean) => ({
  women: words.format.count(women.count),
  womenMean: meanOf(words, women),
  men: words.format.count(men.count),
  menMean: meanOf(words, men),
});
const meanOf = ({ t, format }: Words, { mean }: CountAndMean): string =>
  mean === undefined ? t('page.assessment.said.no-mean') : format.money(mean);

interface RowSaid {
  readonly id: string;
  readonly label?: string;
}
const nameOf = (words: Words, question: Question, row: RowSaid): string =>
  row.label ?? rowLabel(words, question, row.id);

function rowLine(
  words: Words,
  question: Question,
  row: RowSaid & { readonly women?: number; readonly men?: number; readonly other?: number },
): string {
  const { t, format } = words;
  const name = nameOf(words, question, row);
  const { women, men, other } = row;
  if (women === undefined || men === undefined) return t('page.assessment.said.row-unavailable', { row: name });
  const counts = { row: name, women: format.count(women), men: format.count(men) };
  return other === undefined || other === 0
    ? t('page.assessment.said.row', counts)
    : t('page.assessment.said.row-other', { ...counts, other: format.count(other) });
}

function payLine(
  words: Words,
  question: Question,
  row: RowSaid & { readonly women?: CountAndMean; readonly men?: CountAndMean },
): string {
  const { t } = words;
  const name = nameOf(words, question, row);
  const { women, men } = row;
  if (women === undefined || men === undefined) return t('page.assessment.said.row-unavailable', { row: name });
  return t('page.assessment.said.pay', { row: name, ...pair(words, women, men) });
}
