import type { Question } from '@isonomia/instrument';
import type { FormBody } from '../shell/form-fields.js';
import type { Words } from '../shell/words.js';
import type { SheetFigure, SheetRow, SheetWords, TableQuestion } from './spreadsheets.js';
import { fixedIds } from './table-form.js';
import { rowLabel } from './table-view.js';
import { decimalMarkOf } from './typed-number.js';

/** A table whose rows come from a spreadsheet; the small tables of rates and means are quicker typed. */
export const isTable = (question: Question): question is TableQuestion =>
  question.type === 'headcount' || question.type === 'flow' || question.type === 'pay';

const TABLE = 'page.assessment.table';

export function sheetWords(words: Words, question: TableQuestion): SheetWords {
  const { t } = words;
  const first = question.type === 'flow' ? 'stage' : question.type === 'pay' ? 'grade' : 'row';
  return {
    sheet: t(`${question.id}.short`),
    columns: {
      id: t(`${TABLE}.code`),
      label: t(`${TABLE}.${first}`),
      band: t(`${TABLE}.band`),
      women: t(`${TABLE}.women`),
      men: t(`${TABLE}.men`),
      other: t(`${TABLE}.other`),
      womenCount: t(`${TABLE}.women-count`),
      womenMean: t(`${TABLE}.women-mean`),
      menCount: t(`${TABLE}.men-count`),
      menMean: t(`${TABLE}.men-mean`),
    },
    notAvailable: t(`${TABLE}.not-available`),
    row: (id) => rowLabel(words, question, id),
    band: (id) => words.find(`band.${id}.title`) ?? id,
    decimalMark: decimalMarkOf(words.format.locale),
    rightToLeft: words.direction === 'rtl',
  };
}

/** The rows of a file as if they had been typed: the form shows them, and nothing is saved before somebody looks. */
export function typedRows(question: TableQuestion, rows: readonly SheetRow[]): FormBody {
  const fixed = fixedIds(question);
  const fields = rows.flatMap((row, index) => {
    const place = fixed.indexOf(row.id);
    const at = `rows[${place === -1 ? index : place}]`;
    const figures = Object.entries(row.cells) as readonly (readonly [SheetFigure, string])[];
    return [
      ...(row.id === '' ? [] : [[`${at}[id]`, row.id]]),
      [`${at}[label]`, row.label],
      ...(row.band === undefined ? [] : [[`${at}[band]`, row.band]]),
      ...(row.notAvailable ? [[`${at}[na]`, 'on']] : []),
      ...figures.map(([name, text]) => [`${at}[${name}]`, text]),
    ];
  });
  return Object.fromEntries(fields) as FormBody;
}
