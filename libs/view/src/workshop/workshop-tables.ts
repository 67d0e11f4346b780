import type { Attending } from '@isonomia/comparison';

import { numeric, row, wording, type CellView, type TableView } from '../charts/chart.js';
import { dimensionName, scoreWords, type WorkshopReading } from './workshop-reading.js';

const column = (label: string, isNumeric = true) => ({ label, numeric: isNumeric });

/** Who came, by country or by organisation; how many of them women where that tells of nobody. */
export function attendanceTable(reading: WorkshopReading, by: 'countries' | 'from'): TableView {
  const { t } = reading.voice.translator;
  const { format } = reading.voice;
  const { attendance } = reading.outcome;
  const counts = ({ people, women }: Attending): readonly CellView[] => [
    numeric(format.count(people)),
    numeric(women === undefined ? t('export.not-shown') : format.count(women)),
  ];
  const organisations = t('workshop-document.organisations');
  return {
    caption: t(`workshop-document.attendance.${by}`),
    columns: [
      column(t(`workshop-document.column.${by === 'from' ? 'from' : 'country'}`), false),
      ...(by === 'from' ? [column(t('workshop-document.column.country'), false)] : []),
      column(t('workshop-document.column.people')),
      column(t('workshop-document.column.women')),
    ],
    rows: [
      ...(by === 'from'
        ? attendance.from.map((one) => row(one.name, [wording(one.country ?? '–'), ...counts(one)]))
        : attendance.countries.map((one) => row(one.country ?? organisations, counts(one)))),
      {
        ...row(t('workshop-document.everybody'), [...(by === 'from' ? [wording('')] : []), ...counts(attendance.all)]),
        kind: 'total' as const,
      },
    ],
    notes: by === 'from' ? [t('workshop-document.attendance.note')] : [],
  };
}

export function daysTable(reading: WorkshopReading): TableView {
  const { t } = reading.voice.translator;
  const { format } = reading.voice;
  return {
    caption: t('workshop-document.attendance.days'),
    columns: [column(t('workshop-document.column.day'), false), column(t('workshop-document.column.people'))],
    rows: reading.outcome.attendance.days.map(({ day, people }) =>
      row(format.date(day), [numeric(format.count(people))]),
    ),
    notes: [],
  };
}

/** Median and middle half of what the agencies claim, dimension by dimension. */
export function jointTable(reading: WorkshopReading): TableView | undefined {
  const { figures } = reading.outcome;
  if (figures.state !== 'shown') return undefined;
  const { t } = reading.voice.translator;
  const line = (label: string, { median, quartiles }: NonNullable<typeof figures.overall>) =>
    row(label, [
      numeric(scoreWords(reading, median)),
      numeric(
        quartiles === undefined
          ? t('export.not-shown')
          : t('regional.middle-half', {
              low: scoreWords(reading, quartiles.lower),
              high: scoreWords(reading, quartiles.upper),
            }),
      ),
    ]);
  const { overall } = figures;
  return {
    caption: t('workshop-document.joint.caption'),
    columns: [
      column(t('regional.column.dimension'), false),
      column(t('workshop-document.column.median')),
      column(t('workshop-document.column.middle-half')),
    ],
    rows: [
      ...figures.dimensions.map((one) => line(dimensionName(reading, one.dimension), one)),
      ...(overall === undefined ? [] : [{ ...line(t('regional.overall'), overall), kind: 'total' as const }]),
    ],
    notes: [
      t('workshop-document.joint.note', { count: figures.n.agencies }),
      ...(figures.dimensions.some(({ partial }) => partial) ? [t('workshop-document.joint.partial')] : []),
    ],
  };
}

export function gatesTable(reading: WorkshopReading): TableView | undefined {
  const { figures } = reading.outcome;
  const { t, find } = reading.voice.translator;
  const { format } = reading.voice;
  if (figures.state !== 'shown' || figures.gates.length === 0) return undefined;
  return {
    caption: t('workshop-document.gates.caption'),
    columns: [column(t('workshop-document.column.gate'), false), column(t('workshop-document.column.open'))],
    rows: figures.gates.map(({ gate, open }) =>
      row(find(`gate.${gate}.title`) ?? gate, [
        numeric(t('export.between', { low: format.count(open.low), high: format.percent(open.high / 100) })),
      ]),
    ),
    notes: [],
  };
}

/** A dimension a line: who offers, and who asks. */
export interface ExchangeView {
  readonly dimension: string;
  readonly offers: readonly { readonly agency: string; readonly text: string }[];
  readonly asks: readonly { readonly agency: string; readonly text: string }[];
}
export function exchangeViews(reading: WorkshopReading): readonly ExchangeView[] {
  const { exchange } = reading.outcome;
  return [...new Set(exchange.map(({ dimension }) => dimension))].map((dimension) => {
    const of = (kind: 'offer' | 'ask') =>
      exchange
        .filter((line) => line.dimension === dimension && line.kind === kind)
        .map(({ agency, text }) => ({ agency, text }));
    return { dimension: dimensionName(reading, dimension), offers: of('offer'), asks: of('ask') };
  });
}

/** Agencies named by their own choice, by country and name: scores of the institution, and nobody's headcount. */
export function namedTables(reading: WorkshopReading): readonly TableView[] {
  const { named } = reading.outcome;
  if (named.state !== 'shown') return [];
  const { t, find } = reading.voice.translator;
  const { format } = reading.voice;
  const { dimensions, gates } = reading.printed.published.instrument;
  const points = (score: number | undefined): CellView => numeric(score === undefined ? '–' : format.count(score));
  const agency = column(t('regional.named.agency'), false);
  const asked = dimensions.filter(({ id }) => named.agencies.some((one) => one.dimensions[id] !== undefined));
  const labelOf = (one: (typeof named.agencies)[number]): string => `${one.name} (${one.country})`;
  const scores: TableView = {
    caption: t('workshop-document.named.scores'),
    columns: [agency, column(t('regional.overall')), ...asked.map(({ id }) => column(String(id)))],
    rows: named.agencies.map((one) =>
      row(labelOf(one), [points(one.overall), ...asked.map(({ id }) => points(one.dimensions[id]))]),
    ),
    notes: [t('workshop-document.named.note')],
  };
  const asking = gates.filter(({ id }) => named.agencies.some((one) => one.gates[id] !== undefined));
  if (asking.length === 0) return [scores];
  const rights: TableView = {
    caption: t('regional.named.gates'),
    columns: [agency, ...asking.map(({ id }) => column(find(`gate.${id}.title`) ?? String(id), false))],
    rows: named.agencies.map((one) =>
      row(
        labelOf(one),
        asking.map(({ id }) => {
          const state = one.gates[id];
          return wording(state === undefined ? '–' : t(`workshop-document.gate-state.${state}`));
        }),
      ),
    ),
    notes: [],
  };
  return [scores, rights];
}

export function agendaTables(reading: WorkshopReading): readonly TableView[] {
  const { agenda } = reading.outcome;
  const { t } = reading.voice.translator;
  const { format } = reading.voice;
  return [...new Set(agenda.map(({ day }) => day))].map((day) => ({
    caption: format.date(day),
    columns: [column(t('workshop-document.column.time'), false), column(t('workshop-document.column.point'), false)],
    rows: agenda
      .filter((point) => point.day === day)
      .map(({ starts, ends, title }) => row(`${starts}–${ends}`, [wording(title)])),
    notes: [],
  }));
}

const MARKS = ['adopted', 'noted', 'reserved', 'open'] as const;

/** How many clauses of each addressee were adopted, noted or reserved. */
export function adoptionTable(reading: WorkshopReading): TableView | undefined {
  const { clauses } = reading.outcome;
  const { t } = reading.voice.translator;
  const { format } = reading.voice;
  if (clauses.length === 0) return undefined;
  const marks = MARKS.filter((mark) => mark !== 'open' || clauses.some((clause) => clause.mark === 'open'));
  const counts = (some: typeof clauses): readonly CellView[] =>
    marks.map((mark) => numeric(format.count(some.filter((clause) => clause.mark === mark).length)));
  return {
    caption: t('workshop-document.adoption.caption'),
    columns: [
      column(t('workshop-document.column.addressee'), false),
      ...marks.map((mark) => column(t(`workshop-document.mark.${mark}`))),
    ],
    rows: [
      ...[...new Set(clauses.map(({ addressee }) => addressee))].map((addressee) =>
        row(t(`workshop.addressee.${addressee}`), counts(clauses.filter((clause) => clause.addressee === addressee))),
      ),
      { ...row(t('workshop-document.everything'), counts(clauses)), kind: 'total' as const },
    ],
    notes: [],
  };
}

export function quizTable(reading: WorkshopReading): TableView | undefined {
  const { quiz } = reading.outcome;
  if (quiz === undefined) return undefined;
  const { t } = reading.voice.translator;
  const { format } = reading.voice;
  return {
    caption: t('workshop-document.quiz.caption'),
    columns: [
      column(t('workshop-document.column.phase'), false),
      column(t('workshop-document.column.sheets')),
      column(t('workshop-document.column.right')),
    ],
    rows: quiz.map(({ phase, sheets, right }) =>
      row(t(`workshop-document.quiz.${phase}`), [numeric(format.count(sheets)), numeric(format.percent(right / 100))]),
    ),
    notes: [],
  };
}
