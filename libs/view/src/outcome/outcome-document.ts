import type { Chart, TableView } from '../charts/chart.js';

import { monitoringCalendar, planRows, type CalendarRow, type PlanRow } from './action-plan.js';
import {
  answerSections,
  constantsTable,
  derivations,
  figuresTable,
  glossary,
  referenceList,
  type AnswerSection,
  type DerivationView,
  type TermView,
} from './annexes.js';
import { approvalWords, cover, type CoverView, type OutcomeDocumentOptions } from './cover.js';
import { dataTables, type NumberedTable } from './data-tables.js';
import { findings, raiseSentence, type FindingView } from './findings.js';
import { glance, method, roleName, type GlanceView, type MethodView } from './front-matter.js';
import { portraitCharts, type PortraitChart } from './portrait.js';
import { isSharing, type Reading } from './reading.js';
import { recommendationViews, type RecommendationView } from './recommendations.js';
import type { PracticeView } from '../practice/practice-views.js';
import { gates, type GateView } from './scores.js';

export interface OutcomeDocumentView {
  /** Few items, few pages: shorter findings and recommendations. */
  readonly brief: boolean;
  readonly sharing: boolean;
  readonly cover: CoverView;
  readonly contents: readonly { readonly anchor: string; readonly number: string; readonly title: string }[];
  readonly glance: GlanceView;
  readonly method: MethodView;
  readonly portrait: readonly { readonly chart: Chart; readonly reference: string }[];
  readonly findings: readonly FindingView[];
  /** Good practice and best steps over all dimensions, where these are told together. */
  readonly keep: string;
  readonly raise: readonly string[];
  readonly gates: readonly GateView[];
  readonly recommendations: readonly RecommendationView[];
  /** Practices that a short document tells behind, since few pages are before. */
  readonly practices: readonly PracticeView[];
  readonly otherRecommendations: string;
  readonly plan: readonly PlanRow[];
  readonly calendar: readonly CalendarRow[];
  readonly approval: string;
  readonly answers: readonly AnswerSection[];
  readonly tables: readonly NumberedTable[];
  readonly figures: TableView | undefined;
  readonly constants: TableView;
  readonly derivations: readonly DerivationView[];
  readonly references: readonly string[];
  readonly terms: readonly TermView[];
  readonly respondents: TableView | undefined;
}

const BRIEF_UP_TO_ITEMS = 45;
/** Two charts beside each other on A4. */
const HALF_WIDTH = 304;
const RAISES_IN_BRIEF = 4;
/** The priorities that a minister reads first. */
const BOXES_IN_BRIEF = 5;

/** Everything the outcome document prints, cover to annexes, of one reading. */
export function toOutcomeDocument(reading: Reading, options: OutcomeDocumentOptions): OutcomeDocumentView {
  const { t } = reading;
  const brief = reading.items.length <= BRIEF_UP_TO_ITEMS;
  const all = recommendationViews(reading, options.decisions);
  const printed = all.filter((view) => view.printed);
  const tables = dataTables(reading);
  const found = findings(reading, { theme: 'print', prefix: 'strip-' });
  const numberOf = (question: string): string => tables.find((table) => table.question === question)?.number ?? '';
  const others = all.length - printed.length;
  return {
    brief,
    sharing: isSharing(reading),
    cover: cover(reading, options),
    contents: contents(reading),
    glance: glance(reading, printed),
    method: method(reading, brief),
    portrait: portrait(reading, brief).map(({ question, chart }) => ({
      chart,
      reference: t('document.see-table', { number: numberOf(question) }),
    })),
    findings: found,
    keep: reading.format.list(found.flatMap((view) => view.items.filter((item) => item.good).map((item) => item.name))),
    raise: reading.outcome.result.raises.slice(0, RAISES_IN_BRIEF).map((raise) => raiseSentence(reading, raise)),
    gates: gates(reading),
    recommendations: brief ? printed.map(shortly) : printed,
    practices: brief ? printed.slice(BOXES_IN_BRIEF).flatMap(({ boxes }) => boxes) : [],
    otherRecommendations: others === 0 ? '' : t('document.recommendations.others', { count: others }),
    plan: planRows(printed),
    calendar: monitoringCalendar(reading, printed),
    approval: approvalWords(reading),
    answers: answerSections(reading, tables),
    tables,
    figures: figuresTable(reading),
    constants: constantsTable(reading),
    derivations: derivations(reading),
    references: referenceList(reading),
    terms: glossary(reading, options.language),
    respondents: respondents(reading),
  };
}

/** One page of pictures in a brief document: the staff, the ways in and up, one look at units and pay. */
const IN_BRIEF: Readonly<Record<PortraitChart['kind'], number>> = { staff: 2, flow: 2, units: 1, pay: 1 };

function portrait(reading: Reading, brief: boolean): readonly PortraitChart[] {
  if (!brief) return portraitCharts(reading, { theme: 'print' });
  const charts = portraitCharts(reading, { theme: 'print', width: HALF_WIDTH });
  return charts.filter((chart, index) => {
    const before = charts.slice(0, index).filter((other) => other.kind === chart.kind);
    // One of a dimension is enough, or training would push promotion out.
    const again = chart.kind !== 'staff' && before.some((other) => other.dimension === chart.dimension);
    return !again && before.length < IN_BRIEF[chart.kind];
  });
}

const SECTIONS = [
  'glance',
  'about',
  'portrait',
  'findings',
  'gates',
  'recommendations',
  'plan',
  'commitments',
] as const;
const ANNEXES = ['answers', 'tables', 'derivations', 'references', 'glossary', 'respondents'] as const;

function contents({ t }: Reading): OutcomeDocumentView['contents'] {
  return [
    ...SECTIONS.map((key, index) => ({ anchor: key, number: String(index + 1), title: t(`document.section.${key}`) })),
    ...ANNEXES.map((key, index) => ({
      anchor: `annex-${key}`,
      number: String.fromCharCode(65 + index),
      title: t(`document.annex.${key}`),
    })),
  ];
}

function respondents(reading: Reading): TableView | undefined {
  const { outcome, t, format } = reading;
  if (outcome.respondents.length === 0) return undefined;
  return {
    caption: t('document.respondents.caption'),
    columns: [
      { label: t('document.respondents.role'), numeric: false },
      { label: t('document.respondents.answers'), numeric: true },
    ],
    rows: outcome.respondents.map(({ role, answers }) => ({
      label: roleName(reading, role),
      cells: [{ text: format.count(answers), numeric: true }],
      kind: 'row' as const,
    })),
    notes: [],
  };
}

const shortly = (view: RecommendationView, index: number): RecommendationView =>
  index < BOXES_IN_BRIEF ? view : { ...view, boxes: [], annexed: view.boxes.length > 0 };
