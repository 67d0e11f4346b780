import type { NamedAgencyView } from '@isonomia/application';
import type { ShownRow, ShownTable } from '@isonomia/disclosure';
import { profileChart, type TableView } from '@isonomia/view';
import { href, ROUTES } from '../../paths.js';
import { agencyType } from '../agency/home-view.js';
import { DESK, figureOf, PHONE, type FigureView } from '../result/result-parts.js';
import type { Words } from '../shell/words.js';
import { coverageText, crumbsOf, frameOf, GATE_TAG, scoreView } from './named-words.js';

const LEVELS = ['initial', 'emerging', 'developing', 'advanced', 'leading'] as const;

export interface NamedReaderOf {
  readonly mayOversee: boolean;
  /** Whether the agency is the reader's own. */
  readonly isOwn: boolean;
}

/** One agency down to its items, as it shows itself. */
export function namedAgencyView(words: Words, view: NamedAgencyView, reader: NamedReaderOf): object {
  const { t } = words;
  const { agency, round } = view;
  const { result } = agency;
  return {
    crumbs: [
      ...crumbsOf(words, round, reader.mayOversee),
      { href: href(ROUTES.named, { round: round.id }), label: t('page.named.title') },
    ],
    name: agency.name,
    lead: `${agency.country.name} · ${agencyType(words, result.agencyType)}`,
    frame: frameOf(words, view),
    consent: t(`page.named.consent.${reader.isOwn ? 'own' : 'other'}`, {
      audience: t(`page.named.audience.${agency.audience}`),
    }),
    overall: scoreView(words, result.overall),
    coverage: coverageText(words, result),
    profile: profileFigure(words, view),
    gates: gates(words, view),
    dimensions: dimensions(words, view),
    people: peopleTable(words, view),
    moves: movesTable(words, view),
  };
}

function profileFigure(words: Words, view: NamedAgencyView): FigureView {
  const { t, format, direction } = words;
  const { published, agency } = view;
  const rows = published.instrument.dimensions.map(({ id }) => {
    const { claimed, evidenced, interval, level } = agency.result.dimensions[id] ?? {};
    return {
      id,
      label: words.find(`${id}.short`) ?? id,
      claimed,
      evidenced,
      interval,
      level: level === undefined ? undefined : t(`level.${level}.title`),
      note: evidenced === undefined ? t('page.named.no-score') : undefined,
    };
  });
  const { levelBounds } = published.instrument.constants;
  const levels = LEVELS.map((level) => t(`level.${level}.title`));
  const draw = (options: typeof DESK | typeof PHONE) =>
    profileChart(
      { rows, levelBounds, levels, note: t('page.named.profile-note') },
      {
        t,
        // Whole points are all there is: a decimal would claim more.
        format: { ...format, score: format.scoreInWords },
        direction,
        theme: options.theme,
        width: options.width,
        id: `${'prefix' in options ? options.prefix : ''}named-profile`,
      },
    );
  return figureOf(draw(DESK), draw(PHONE), []);
}

function gates({ t }: Words, { published, agency }: NamedAgencyView): readonly object[] {
  return published.instrument.gates.flatMap(({ id }) => {
    const state = agency.result.gates[id];
    return state === undefined
      ? []
      : [{ title: t(`gate.${id}.title`), tag: GATE_TAG[state], label: t(`result.gate-state.${state}`) }];
  });
}

function dimensions(words: Words, { published, agency }: NamedAgencyView): readonly object[] {
  const { t, format } = words;
  const { items, dimensions: all } = published.instrument;
  return all.flatMap(({ id }) => {
    const own = items.filter(({ dimension }) => dimension === id);
    const scored = own.flatMap((item) => {
      const evidenced = agency.result.items[item.id];
      if (evidenced === undefined) return [];
      return [{ label: words.find(`${item.id}.short`) ?? item.id, evidenced: format.count(evidenced) }];
    });
    const score = scoreView(words, agency.result.dimensions[id] ?? {});
    if (score === undefined && scored.length === 0) return [];
    return [
      {
        id,
        title: t(`${id}.title`),
        score,
        items: scored,
        without: own.length > scored.length ? t('page.named.without', { count: own.length - scored.length }) : '',
      },
    ];
  });
}

const cells = ({ format }: Words, { women, men, total }: ShownRow) =>
  [women, men, total].map((cell) => ({ text: format.cell(cell), numeric: true }));

const tableOf = ({ t }: Words, caption: string, rows: TableView['rows']): TableView => ({
  caption,
  columns: [
    { label: t('page.named.people.group'), numeric: false },
    ...['women', 'men', 'total'].map((key) => ({ label: t(`page.named.people.${key}`), numeric: true })),
  ],
  rows,
  notes: [t('page.named.people.note')],
});

function peopleTable(words: Words, { agency }: NamedAgencyView): TableView | undefined {
  const { t } = words;
  const { people } = agency.result;
  if (people === undefined) return undefined;
  return tableOf(words, t('page.named.people.caption'), [
    ...people.rows.map((row) => ({ label: t(`band.${row.id}.title`), cells: cells(words, row), kind: 'row' as const })),
    { label: t('page.named.people.total'), cells: cells(words, people.total), kind: 'total' },
  ]);
}

function movesTable(words: Words, { agency }: NamedAgencyView): TableView | undefined {
  const { t } = words;
  const { hires, leavers } = agency.result;
  const one = (key: 'hires' | 'leavers', table: ShownTable | undefined): TableView['rows'] =>
    (table?.rows ?? []).map((row) => ({ label: t(`page.named.people.${key}`), cells: cells(words, row), kind: 'row' }));
  const rows = [...one('hires', hires), ...one('leavers', leavers)];
  return rows.length === 0 ? undefined : tableOf(words, t('page.named.people.moves'), rows);
}
