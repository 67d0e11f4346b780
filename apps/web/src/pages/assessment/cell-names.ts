import type { Question } from '@isonomia/instrument';
import type { FormFields } from '../shell/form-fields.js';
import type { Words } from '../shell/words.js';
import type { FaultContext } from './answer-faults.js';
import { fixedIds } from './table-form.js';
import { rowLabel } from './table-view.js';

const COLUMN_KEYS: Readonly<Record<string, string>> = {
  womenCount: 'women-count',
  womenMean: 'women-mean',
  menCount: 'men-count',
  menMean: 'men-mean',
  na: 'not-available',
};

/** What the page calls the fields of a question: "Inspector, women". */
export function cellNames(
  words: Words,
  question: Question,
  fields: FormFields,
): Pick<FaultContext, 'cell' | 'row' | 'option' | 'firstColumn'> & { readonly column: (name: string) => string } {
  const text = (name: string): string | undefined => words.find(`page.assessment.table.${COLUMN_KEYS[name] ?? name}`);
  const row = (position: number): string => {
    const fixed = fixedIds(question)[position];
    if (fixed !== undefined) return rowLabel(words, question, fixed);
    const label = fields.text(`rows[${position}][label]`);
    return label === '' ? `${words.t('page.assessment.table.row')} ${position + 1}` : label;
  };
  return {
    row,
    column: (name) => text(name) ?? name,
    firstColumn: question.type === 'pay' ? 'womenCount' : 'women',
    option: (id) => words.find(`${question.id}.options.${id}`) ?? id,
    cell(name) {
      const [, position, column] = /^rows\[(\d+)\]\[(\w+)\]$/.exec(name) ?? [];
      if (position !== undefined && column !== undefined) return joined(row(Number(position)), text(column));
      const [, group, inner] = /^(women|men|median)\[(\w+)\]$/.exec(name) ?? [];
      if (group !== undefined && inner !== undefined) return joined(text(group) ?? group, text(inner));
      return undefined;
    },
  };
}

const joined = (row: string, column: string | undefined): string =>
  column === undefined ? row : `${row}, ${column.toLowerCase()}`;
