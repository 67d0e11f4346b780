import type { ReviewView } from '@isonomia/application';
import type { Answer, Question } from '@isonomia/instrument';
import type { TableView } from '@isonomia/view';
import { rowLabel } from '../assessment/table-view.js';
import type { Words } from '../shell/words.js';

interface Counts {
  readonly women: number;
  readonly men: number;
  readonly other?: number;
}
type CountedRow = { readonly id: string; readonly label?: string } & (Counts | { readonly notAvailable: true });
type Column = 'women' | 'men' | 'other' | 'share';
interface PeopleTable {
  readonly rows: readonly CountedRow[];
  /** Stages of a flow come one after the other: a sum would count people twice. */
  readonly summed: boolean;
}

/** Counts of women and men as a table, which is read faster than lines; undefined for what is no such table. */
export function answerTable(
  words: Words,
  view: Pick<ReviewView, 'agency'>,
  question: Question,
  answer: Answer | undefined,
): TableView | undefined {
  const people = peopleIn(answer);
  if (people === undefined) return undefined;
  const { t } = words;
  const { rows, summed } = people;
  const withOther = rows.some((row) => 'women' in row && (row.other ?? 0) > 0);
  const columns: readonly Column[] = withOther ? ['women', 'men', 'other', 'share'] : ['women', 'men', 'share'];
  const label = { women: 'women', men: 'men', other: 'other-short', share: 'share' };
  const cells = (counts: Counts) => columns.map((column) => ({ text: cellText(words, counts, column), numeric: true }));
  const counted = rows.filter((row): row is CountedRow & Counts => 'women' in row);
  return {
    caption: t(`${question.id}.short`),
    columns: [
      { label: t('page.assessment.table.row'), numeric: false },
      ...columns.map((column) => ({ label: t(`page.assessment.table.${label[column]}`), numeric: true })),
    ],
    rows: [
      ...rows.map((row) => ({
        label: nameOf(words, view, question, row),
        cells: 'women' in row ? cells(row) : missing(words, columns.length),
        kind: 'row' as const,
      })),
      ...(summed && counted.length > 1
        ? [{ label: t('page.assessment.table.total'), cells: cells(sumOf(counted)), kind: 'total' as const }]
        : []),
    ],
    notes: [],
  };
}

function peopleIn(answer: Answer | undefined): PeopleTable | undefined {
  if (answer === undefined || !('value' in answer)) return undefined;
  const { value } = answer;
  if ('stages' in value) return { rows: value.stages, summed: false };
  // Pay has rows too, with means beside the counts.
  return 'rows' in value && !('currency' in value) ? { rows: value.rows, summed: true } : undefined;
}

function cellText(
  { format }: Words,
  { women, men, other }: Counts,
  column: 'women' | 'men' | 'other' | 'share',
): string {
  if (column === 'share') return women + men === 0 ? '–' : format.percent(women / (women + men), 1);
  return format.count({ women, men, other: other ?? 0 }[column]);
}

const missing = ({ t }: Words, columns: number) =>
  Array.from({ length: columns }, (_, at) => ({
    text: at === 0 ? t('format.not-available') : '–',
    numeric: true,
  }));

const sumOf = (rows: readonly Counts[]): Counts => ({
  women: rows.reduce((sum, { women }) => sum + women, 0),
  men: rows.reduce((sum, { men }) => sum + men, 0),
  other: rows.reduce((sum, { other = 0 }) => sum + other, 0),
});

/** What the agency or the instrument calls the row. */
function nameOf(words: Words, { agency }: Pick<ReviewView, 'agency'>, question: Question, row: CountedRow): string {
  const known = [...agency.ranks, ...agency.units].find(({ id }) => id === row.id)?.label;
  return row.label ?? known ?? rowLabel(words, question, row.id);
}

/** What is said of a table besides its numbers. */
export function tableNotes({ t }: Words, answer: Answer | undefined): readonly string[] {
  if (answer === undefined || !('value' in answer)) return [];
  const several = 'stages' in answer.value && answer.value.cohort === false;
  return [
    ...(several ? [t('page.assessment.said.several')] : []),
    ...(answer.source === undefined ? [] : [t('page.assessment.said.source', { source: answer.source })]),
  ];
}
