import type { Reading } from './reading.js';
import type { RecommendationView } from './recommendations.js';

export interface PlanRow {
  readonly position: number;
  readonly measure: string;
  readonly owner: string;
  readonly due: string;
  readonly indicator: string;
  readonly status: string;
}

export interface CalendarRow {
  readonly date: string;
  readonly what: string;
  /** Numbers of the measures that should be done by then. */
  readonly measures: string;
}

/** The measures the agency did not decline, in its own words where it changed them. */
export function planRows(printed: readonly RecommendationView[]): readonly PlanRow[] {
  return kept(printed).map((view) => ({
    position: view.position,
    measure: view.decision.adapted === '' ? view.title : view.decision.adapted,
    owner: view.decision.owner === '' ? view.owner : view.decision.owner,
    due: view.decision.due === '' ? view.horizon : view.decision.due,
    indicator: view.indicator,
    status: view.decision.label,
  }));
}

const kept = (views: readonly RecommendationView[]): readonly RecommendationView[] =>
  views.filter((view) => view.decision.state !== 'declined');

const HORIZON_MONTHS: Readonly<Record<string, number>> = { '0-6': 6, '6-18': 18, '18-36': 36 };
const monthsOf = (reading: Reading, view: RecommendationView): number => {
  const rule = reading.outcome.rules.find((one) => one.id === view.id);
  return HORIZON_MONTHS[rule?.horizon ?? '18-36'] ?? 36;
};

/** The date decided, else the end of the horizon, counted from the day the assessment was approved. */
function dueDate(reading: Reading, view: RecommendationView): string {
  return view.decision.dueDate === '' ? monthsAfter(startOf(reading), monthsOf(reading, view)) : view.decision.dueDate;
}

/** No clock: a document printed next year must tell the same dates. */
function startOf({ outcome }: Reading): string {
  return outcome.approval?.date ?? outcome.submittedAt?.slice(0, 10) ?? outcome.answers.reference.to;
}

/** The same day of a later month, or that month's last day. */
export function monthsAfter(isoDate: string, months: number): string {
  const [year = 1970, month = 1, day = 1] = isoDate.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))).toISOString().slice(0, 10);
}

const REVIEWS = [3, 6, 12, 18, 24, 36] as const;

/** When somebody looks at the plan again, and which measures should be done by then. */
export function monitoringCalendar(reading: Reading, printed: readonly RecommendationView[]): readonly CalendarRow[] {
  const start = startOf(reading);
  const measures = kept(printed).map((view) => ({ position: view.position, due: dueDate(reading, view) }));
  let from = '';
  return REVIEWS.map((months) => {
    const until = monthsAfter(start, months);
    const due = measures.filter((measure) => measure.due > from && measure.due <= until);
    from = until;
    return {
      date: reading.format.date(until),
      what: reading.t(`document.calendar.after-${months}`),
      measures: due.length === 0 ? '–' : reading.format.list(due.map((measure) => String(measure.position))),
    };
  });
}
