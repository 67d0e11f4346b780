import type { DraftFields } from '@isonomia/application';
import type { Question } from '@isonomia/instrument';
import { FormFields } from '../shell/form-fields.js';
import type { Words } from '../shell/words.js';
import { cellNames } from './cell-names.js';
import { isTable } from './sheet-view.js';
import { columnsOf } from './table-form.js';

const TABLE = 'page.assessment.table';
const QUESTION = 'page.assessment.question';
/** Fields of one value, in the order of the forms, with what the page calls them. */
const SINGLE: readonly (readonly [name: string, text: string])[] = [
  ['number', `${QUESTION}.number`],
  ['text', `${QUESTION}.text`],
  ['date', `${QUESTION}.date`],
  ['count', `${TABLE}.count`],
  ['of', `${TABLE}.of`],
];
const GROUPS = ['women', 'men', 'median'] as const;
const PARTS = ['of', 'count', 'mean', 'women', 'men'] as const;

/** What was typed as a few plain lines, legal or not: for two drafts side by side. */
export function typedLines(words: Words, question: Question, draft: DraftFields): readonly string[] {
  const { t } = words;
  const fields = new FormFields(draft);
  const ticks = [
    ...(fields.ticked('severalIntakes') ? [t('page.assessment.said.several')] : []),
    ...(fields.ticked('notAvailable') ? [t('page.assessment.said.not-available')] : []),
    ...(fields.ticked('notApplicable')
      ? [t('page.assessment.said.not-applicable', { reason: fields.text('reason') })]
      : []),
  ];
  const source = fields.text('source');
  const lines = [
    ...choiceLines(words, question, fields),
    ...(isTable(question) ? rowLines(words, question, fields) : []),
    ...cellLines(words, question, fields),
    ...ticks,
    ...(source === '' ? [] : [t('page.assessment.said.source', { source })]),
  ];
  return lines.length === 0 ? [t('page.assessment.said.nothing')] : lines;
}

function choiceLines({ t, find }: Words, question: Question, fields: FormFields): readonly string[] {
  const [level, answer] = [fields.text('level'), fields.text('answer')];
  const about = find(`${question.id}.levels.${level}`) ?? '';
  return [
    ...(level === '' ? [] : [t('page.assessment.said.level', { level, about })]),
    ...(answer === '' ? [] : [find(`answer.${answer}`) ?? answer]),
    ...fields.all('checked').map((option) => find(`${question.id}.options.${option}`) ?? option),
  ];
}

function rowLines(
  words: Words,
  question: Extract<Question, { readonly type: 'headcount' | 'flow' | 'pay' }>,
  fields: FormFields,
): readonly string[] {
  const { t } = words;
  const names = cellNames(words, question, fields);
  return fields.positions('rows').flatMap((position) => {
    const at = `rows[${position}]`;
    const row = names.row(position);
    if (fields.ticked(`${at}[na]`)) return [t('page.assessment.said.row-unavailable', { row })];
    const cells = columnsOf(question).flatMap(({ field }) => {
      const typed = fields.text(`${at}[${field}]`);
      return typed === '' ? [] : [`${names.column(field).toLowerCase()} ${typed}`];
    });
    // Rows that came filled in and got no number say nothing.
    return cells.length === 0 ? [] : [`${row}: ${cells.join(', ')}`];
  });
}

function cellLines(words: Words, question: Question, fields: FormFields): readonly string[] {
  const names = cellNames(words, question, fields);
  const single = SINGLE.map(([name, text]) => [words.t(text), fields.text(name)] as const);
  const grouped = GROUPS.flatMap((group) =>
    PARTS.map((part) => `${group}[${part}]`).map((name) => [names.cell(name) ?? name, fields.text(name)] as const),
  );
  return [...single, ...grouped].filter(([, typed]) => typed !== '').map(([name, typed]) => `${name}: ${typed}`);
}
