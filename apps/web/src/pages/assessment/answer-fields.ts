import type { Answer, CountAndMean, HeadcountRow, PayRow, Question, Unavailable } from '@isonomia/instrument';
import type { FormBody } from '../shell/form-fields.js';
import { fixedIds } from './table-form.js';

/** A stored answer as the fields of its form: the way back of `readAnswerForm`. */
export function fieldsOf(question: Question, answer: Answer, write: (number: number) => string): FormBody {
  const fields = new Map<string, string | readonly string[]>();
  if ('notAvailable' in answer) return { notAvailable: 'on' };
  if (answer.evidence !== undefined) fields.set('evidence', answer.evidence);
  if ('notApplicable' in answer) {
    fields.set('notApplicable', 'on').set('reason', answer.notApplicable);
    return Object.fromEntries(fields);
  }
  if (answer.source !== undefined) fields.set('source', answer.source);
  for (const [name, value] of valueFields(question, answer.value, write)) fields.set(name, value);
  return Object.fromEntries(fields);
}

type Entry = readonly [string, string | readonly string[]];
type Value = Extract<Answer, { readonly value: unknown }>['value'];
type Write = (number: number) => string;

function valueFields(question: Question, value: Value, write: Write): readonly Entry[] {
  if ('level' in value) return [['level', String(value.level)]];
  if ('answer' in value) return [['answer', value.answer]];
  if ('checked' in value) {
    const proved = Object.entries(value.proved ?? {}).map(([option, ids]): Entry => [`proved[${option}]`, ids]);
    return [['checked', value.checked], ...proved];
  }
  if ('number' in value) return [['number', write(value.number)]];
  if ('text' in value) return [['text', value.text]];
  if ('date' in value) return [['date', value.date]];
  return figureFields(question, value, write);
}

type Figures = Exclude<
  Value,
  | { readonly level: unknown }
  | { readonly answer: unknown }
  | { readonly checked: unknown }
  | { readonly number: unknown }
  | { readonly text: unknown }
  | { readonly date: unknown }
>;

function figureFields(question: Question, value: Figures, write: Write): readonly Entry[] {
  const position = fixedPosition(fixedIds(question));
  if ('stages' in value) {
    const stages = value.stages.flatMap((stage, index) => headCells(stage, position(stage.id, index), write));
    return value.cohort === false ? [['severalIntakes', 'on'], ...stages] : stages;
  }
  if ('currency' in value) {
    return [
      ['currency', value.currency],
      ['period', value.period],
      ...value.rows.flatMap((row, index) => payCells(row, position(row.id, index), write)),
      ...(value.median === undefined ? [] : group('median', value.median, write)),
    ];
  }
  if ('rows' in value) return value.rows.flatMap((row, index) => headCells(row, position(row.id, index), write));
  return bySexFields(value, write);
}

type BySex = Exclude<Figures, { readonly stages: unknown } | { readonly rows: unknown }>;

function bySexFields(value: BySex, write: Write): readonly Entry[] {
  const all = 'count' in value ? { count: value.count, of: value.of } : {};
  const { women, men } = value;
  return [
    ...Object.entries(all).map(([name, number]): Entry => [name, write(number)]),
    ...(women === undefined ? [] : group('women', women, write)),
    ...(men === undefined ? [] : group('men', men, write)),
  ];
}

const group = (under: string, numbers: object, write: Write): readonly Entry[] =>
  Object.entries(numbers).map(([name, number]): Entry => [`${under}[${name}]`, write(number as number)]);

/** Rows that the instrument fixes stand at its places, in whatever order an answer names them. */
const fixedPosition =
  (ids: readonly string[]) =>
  (id: string, index: number): number => {
    const place = ids.indexOf(id);
    return place === -1 ? index : place;
  };

interface Named {
  readonly id: string;
  readonly band?: string;
  readonly label?: string;
}

const naming = (row: Named, at: string): readonly Entry[] => [
  [`${at}[id]`, row.id],
  ...(row.label === undefined ? [] : [[`${at}[label]`, row.label] as const]),
  ...(row.band === undefined ? [] : [[`${at}[band]`, row.band] as const]),
];

function headCells(
  row: HeadcountRow | { readonly id: string; readonly women: number; readonly men: number } | Unavailable,
  position: number,
  write: Write,
): readonly Entry[] {
  const at = `rows[${position}]`;
  if ('notAvailable' in row) return [...naming(row, at), [`${at}[na]`, 'on']];
  const { women, men } = row;
  const other = 'other' in row ? { other: row.other } : {};
  return [...naming(row, at), ...group(at, { women, men, ...other }, write)];
}

function payCells(row: PayRow | Unavailable, position: number, write: Write): readonly Entry[] {
  const at = `rows[${position}]`;
  if ('notAvailable' in row) return [...naming(row, at), [`${at}[na]`, 'on']];
  const cells = (sex: 'women' | 'men', part: CountAndMean): readonly Entry[] => [
    [`${at}[${sex}Count]`, write(part.count)],
    ...(part.mean === undefined ? [] : [[`${at}[${sex}Mean]`, write(part.mean)] as const]),
  ];
  return [...naming(row, at), ...cells('women', row.women), ...cells('men', row.men)];
}

/** A number as it stands in a field: no grouping, the language's decimal mark. */
export const plainNumber =
  (decimalMark: '.' | ',') =>
  (number: number): string =>
    String(number).replace('.', decimalMark);
