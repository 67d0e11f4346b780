import type { Answer, AnswerValue, Question } from '@isonomia/instrument';
import type { Words } from '../shell/words.js';

/** An answer in a few words, to be recognised in a list; the page of the question shows it in full. */
export function answerSummary(words: Words, question: Question, answer: Answer | undefined): string {
  const { t } = words;
  if (answer === undefined) return t('page.check.answer.unanswered');
  if ('notAvailable' in answer) return t('page.check.answer.not-available');
  if ('notApplicable' in answer) return t('page.check.answer.not-applicable', { reason: answer.notApplicable });
  return valueSummary(words, question, answer.value);
}

function valueSummary(words: Words, question: Question, value: AnswerValue): string {
  const { t, format } = words;
  if ('level' in value) {
    return t('page.check.answer.level', { level: value.level, name: t(`scale.${value.level}.title`) });
  }
  if ('answer' in value) return t(`answer.${value.answer}`);
  if ('checked' in value) return checkedSummary(words, question, value.checked);
  if ('number' in value) return numberSummary(words, question.id, value.number);
  if ('text' in value) return value.text;
  if ('date' in value) return format.date(value.date);
  return tableSummary(words, value);
}

type TableOfPeople = Exclude<
  AnswerValue,
  | { readonly level: unknown }
  | { readonly answer: unknown }
  | { readonly checked: unknown }
  | { readonly number: unknown }
  | { readonly text: unknown }
  | { readonly date: unknown }
>;

function tableSummary({ t }: Words, value: TableOfPeople): string {
  if ('rows' in value) return peopleSummary(t, value.rows);
  if ('stages' in value) return t('page.check.answer.stages', { count: value.stages.length });
  if ('of' in value) return t('page.check.answer.of', { part: value.count, base: value.of });
  if ('of' in value.women && 'of' in value.men) {
    return t('page.check.answer.rates', {
      women: value.women.count,
      ofWomen: value.women.of,
      men: value.men.count,
      ofMen: value.men.of,
    });
  }
  return t('page.check.answer.people', { women: value.women.count, men: value.men.count });
}

interface Row {
  readonly women?: number | { readonly count: number };
  readonly men?: number | { readonly count: number };
}

function peopleSummary(t: Words['t'], rows: readonly object[]): string {
  const complete = rows.filter((row): row is Row => 'women' in row);
  const sum = (sex: keyof Row): number => complete.reduce((total, row) => total + countOf(row[sex]), 0);
  const people = t('page.check.answer.people', { women: sum('women'), men: sum('men') });
  const missing = rows.length - complete.length;
  return missing === 0 ? people : `${people}; ${t('page.check.answer.rows-missing', { count: missing })}`;
}

const countOf = (cell: Row['women']): number => (typeof cell === 'number' ? cell : (cell?.count ?? 0));

function checkedSummary({ t, find, format }: Words, question: Question, checked: readonly string[]): string {
  if (question.type !== 'checklist' || checked.length === 0) return t('page.check.answer.nothing-checked');
  const names = checked.map((option) => find(`${question.id}.options.${option}`) ?? option);
  if (names.length <= 2) return format.list(names);
  const options = question.options.filter(({ exclusive }) => !exclusive).length;
  return t('page.check.answer.checked', { checked: checked.length, options });
}

function numberSummary({ find, t }: Words, question: string, number: number): string {
  const unit = find(`${question}.unit`);
  return t('page.check.answer.number', { number, unit: unit ?? '' }).trim();
}
