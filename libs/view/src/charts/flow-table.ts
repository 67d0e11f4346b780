import { shareOf, type Cell } from '@isonomia/disclosure';

import { numeric, row, type TableContext, type TableView } from './chart.js';

export interface FlowStage {
  readonly id: string;
  readonly label: string;
  readonly women: Cell;
  readonly men: Cell;
}

/** What is known of the step into a stage: the test is the scoring's, never repeated here. */
export interface FlowVerdict {
  readonly stage: string;
  readonly verdict: 'finding' | 'watch';
  /** Fisher's exact test, two-sided; only where exact counts may be shown. */
  readonly p?: number | undefined;
}

export interface FlowData {
  /** In order; each a part of the one before. */
  readonly stages: readonly FlowStage[];
  readonly verdicts: readonly FlowVerdict[];
  readonly caption: string;
  /** What the flow is, e.g. "Recruitment". */
  readonly title: string;
  readonly note: string;
  readonly minimumBase: number;
  readonly digits: 0 | 1;
  /** Under it a ratio is named as low, e.g. 0.80. */
  readonly threshold: number;
}

export interface FlowStep {
  readonly women: number | undefined;
  readonly men: number | undefined;
  /** Rate of women ÷ rate of men; undefined where either may not be shown or men's is 0. */
  readonly ratio: number | undefined;
}

/** Share of each sex that passed from one stage to the next, and the ratio of the two (method.md §4). */
function flowStep(before: FlowStage, after: FlowStage, minimumBase: number): FlowStep {
  const women = shareOf(after.women, before.women, minimumBase);
  const men = shareOf(after.men, before.men, minimumBase);
  const ratio = women === undefined || men === undefined || men === 0 ? undefined : women / men;
  return { women, men, ratio };
}

/** The step into each stage; the first has none. */
export function flowSteps(data: FlowData): readonly (FlowStep | undefined)[] {
  return data.stages.map((stage, index) => {
    const before = data.stages[index - 1];
    return before === undefined ? undefined : flowStep(before, stage, data.minimumBase);
  });
}

export const verdictOf = (data: FlowData, stage: string): FlowVerdict | undefined =>
  data.verdicts.find((verdict) => verdict.stage === stage);

/** Counts, pass rates and their ratio, stage by stage. */
export function flowTable(data: FlowData, { t, format }: TableContext): TableView {
  const steps = flowSteps(data);
  const percent = (share: number | undefined): string =>
    share === undefined ? '–' : format.percent(share, data.digits);
  const verdict = (stage: FlowStage): string => {
    const found = verdictOf(data, stage.id);
    if (found === undefined) return '–';
    const word = t(`chart.flow.verdict.${found.verdict}`);
    return found.p === undefined ? word : t('chart.flow.with-p', { word, p: format.probability(found.p) });
  };
  const keys = ['chart.women', 'chart.men', 'chart.flow.women-pass', 'chart.flow.men-pass', 'chart.flow.column-ratio'];
  return {
    caption: data.caption,
    columns: [
      { label: t('chart.flow.column'), numeric: false },
      ...keys.map((key) => ({ label: t(key), numeric: true })),
      { label: t('chart.flow.column-verdict'), numeric: false },
    ],
    rows: data.stages.map((stage, index) => {
      const step = steps[index];
      const ratio = step?.ratio === undefined ? '–' : format.ratio(step.ratio);
      return row(stage.label, [
        numeric(format.cell(stage.women)),
        numeric(format.cell(stage.men)),
        numeric(percent(step?.women)),
        numeric(percent(step?.men)),
        numeric(ratio),
        { text: verdict(stage), numeric: false },
      ]);
    }),
    notes: [data.note],
  };
}
