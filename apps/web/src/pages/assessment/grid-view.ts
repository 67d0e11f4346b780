import type { CoverageQuestion, MeansQuestion, RateQuestion } from '@isonomia/instrument';
import { cellField, type TableContext, type TableField } from './table-view.js';

type GridQuestion = RateQuestion | MeansQuestion | CoverageQuestion;

/** Women and men, or all together, each with two numbers: the small tables of rates, means and coverage. */
export function gridField(question: GridQuestion, context: TableContext): TableField {
  const { t } = context.words;
  const names = question.type === 'means' ? (['count', 'mean'] as const) : (['of', 'count'] as const);
  const groups = question.type === 'coverage' ? (['all', 'women', 'men'] as const) : (['women', 'men'] as const);
  const text = (name: string): string =>
    t(`page.assessment.table.${question.type === 'means' && name === 'count' ? 'cases' : name}`);
  return {
    caption: t(`${question.id}.short`),
    first: '',
    columns: names.map((name) => ({
      label: text(name),
      hint: question.type === 'means' ? undefined : t(`page.assessment.table.${name}-hint`),
    })),
    bands: false,
    stacked: false,
    share: false,
    unavailable: false,
    open: false,
    rows: groups.map((group) => ({
      hidden: [],
      note: undefined,
      label: t(`page.assessment.table.${group}`),
      labelField: undefined,
      band: undefined,
      cells: names.map((name) => ({
        ...cellField(question, context, group === 'all' ? name : `${group}[${name}]`),
        label: t('page.assessment.table.cell', { row: t(`page.assessment.table.${group}`), column: text(name) }),
        column: undefined,
      })),
      share: '',
      na: undefined,
      remove: undefined,
    })),
    template: undefined,
    totals: undefined,
    totalShare: '',
  };
}
