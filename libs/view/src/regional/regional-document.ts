import type { Chart, TableView } from '../charts/chart.js';
import { compositionChart } from '../charts/composition.js';
import { pipelineChart } from '../charts/pipeline.js';
import { documentHtml } from '../document/document-html.js';
import type { View } from '../document/view.js';
import { qrCode } from '../svg/qr-code.js';
import type { PublishedRelease } from '@isonomia/application';
import { STANDARD_RULES } from '@isonomia/disclosure';

import { referenceTexts, termViews, type TermView } from './regional-annexes.js';
import {
  highlights,
  itemHighlights,
  regionalCover,
  regionalGlance,
  regionalMethod,
  tookPart,
  type RegionalCoverView,
  type RegionalDocumentOptions,
  type RegionalGlanceView,
  type RegionalMethodView,
} from './regional-front.js';
import { groupsOf, GROUPINGS, readRelease, shownOf, type RegionalReading } from './regional-reading.js';
import { addresseeViews, type AddresseeView } from './regional-recommendations.js';
import {
  bandTable,
  coverageTable,
  dimensionTable,
  gateTable,
  groupTable,
  itemTable,
  participationTable,
  peopleByGroup,
  spreadTable,
  withheldTable,
} from './regional-tables.js';

export interface RegionalDocumentView {
  readonly cover: RegionalCoverView;
  readonly contents: readonly { readonly anchor: string; readonly number: string; readonly title: string }[];
  readonly glance: RegionalGlanceView;
  readonly method: RegionalMethodView;
  readonly tookPart: string;
  readonly participation: readonly TableView[];
  readonly joint: {
    readonly table: TableView | undefined;
    readonly strengths: readonly string[];
    readonly gaps: readonly string[];
    readonly itemStrengths: readonly string[];
    readonly itemGaps: readonly string[];
  };
  readonly groups: readonly { readonly title: string; readonly table: TableView }[];
  readonly gates: TableView | undefined;
  readonly workforce: readonly Chart[];
  readonly staff: TableView | undefined;
  readonly flows: readonly TableView[];
  readonly coverage: TableView;
  readonly withheld: TableView | undefined;
  readonly addressees: readonly AddresseeView[];
  readonly annex: readonly TableView[];
  readonly key: readonly TermView[];
  readonly terms: readonly TermView[];
  readonly references: readonly string[];
}

export type RegionalHtmlOptions = Omit<RegionalDocumentOptions, 'qr'> & { readonly language: string };

/** The regional report as one HTML page, everything inline; the same release gives the same page. */
export function renderRegionalHtml(view: View, published: PublishedRelease, options: RegionalHtmlOptions): string {
  const { texts } = published.published;
  const voice = view.voice(options.language, texts[options.language] ?? texts['en'] ?? {});
  const reading = readRelease(published, voice);
  const { t } = voice.translator;
  const document = toRegionalDocument(reading, { ...options, qr: qrCode(options.verifyUrl, t('document.cover.qr')) });
  const frame = {
    language: options.language,
    title: `${published.facts.region}: ${t('regional.title')}, ${published.facts.round}`,
    author: published.facts.region,
    running: t('regional.running', { region: published.facts.region, round: published.facts.round }),
    marking: published.facts.fictional ? t('regional.fictional-mark') : '',
    foot: t('regional.foot', { id: options.documentId, count: published.release.statement.participation.sharing }),
    density: 'full' as const,
  };
  return documentHtml(view, voice, frame, { name: 'documents/regional', view: document });
}

export function toRegionalDocument(reading: RegionalReading, options: RegionalDocumentOptions): RegionalDocumentView {
  const { t } = reading.voice.translator;
  const addressees = addresseeViews(reading);
  const { everybody } = reading;
  const profile = undefined;
  return {
    cover: regionalCover(reading, options),
    contents: contents(reading),
    glance: regionalGlance(reading, profile, priorities(addressees)),
    method: regionalMethod(reading),
    tookPart: tookPart(reading),
    participation: defined(GROUPINGS.map((grouping) => participationTable(reading, grouping))),
    joint: {
      table: everybody === undefined ? undefined : dimensionTable(reading, everybody),
      strengths: highlights(reading, 'strengths'),
      gaps: highlights(reading, 'gaps'),
      itemStrengths: itemHighlights(reading, 'strengths'),
      itemGaps: itemHighlights(reading, 'gaps'),
    },
    groups: GROUPINGS.flatMap((grouping) => {
      const table = groupTable(reading, grouping);
      return table === undefined ? [] : [{ title: reading.names.grouping(grouping), table }];
    }),
    gates: gateTable(reading),
    workforce: workforceCharts(reading),
    staff: peopleByGroup(reading, t('regional.people.by-group'), (group) => group.people?.total),
    flows: defined([
      peopleByGroup(reading, t('export.table.hires'), (group) => group.hires),
      peopleByGroup(reading, t('export.table.leavers'), (group) => group.leavers),
    ]),
    coverage: coverageTable(reading),
    withheld: withheldTable(reading),
    addressees,
    annex: annexTables(reading),
    key: (everybody?.dimensions ?? []).map(({ dimension }) => ({
      term: dimension,
      meaning: reading.names.item('dimensions', dimension),
    })),
    terms: termViews(reading),
    references: referenceTexts(reading),
  };
}

const defined = <T>(values: readonly (T | undefined)[]): readonly T[] => values.filter((value) => value !== undefined);

const PRIORITIES = 5;

/** One of each addressee first, so that the minister sees who is asked. */
function priorities(addressees: readonly AddresseeView[]): RegionalGlanceView['priorities'] {
  const ranked = addressees.flatMap(({ title, measures }) =>
    measures.map((measure, index) => ({ title: measure.title, addressee: title, index })),
  );
  return ranked
    .toSorted((a, b) => a.index - b.index)
    .slice(0, PRIORITIES)
    .map(({ title, addressee }) => ({ title, addressee }));
}

/** Women and men by band over everybody, and women's share on the way up, where bands are shown as they are. */
function workforceCharts(reading: RegionalReading): readonly Chart[] {
  const { everybody, names, voice, published } = reading;
  const { t } = voice.translator;
  if (everybody?.people === undefined) return [];
  const { rows, total, merged } = everybody.people;
  const { bands } = published.published.instrument;
  const context = { t, format: voice.format, direction: voice.direction, theme: 'print' as const };
  const note = t('regional.people.chart-note', { count: everybody.n.agencies });
  const label = (id: string): string => names.item('people', id);
  const none = { kind: 'count', count: 0, atLeast: false } as const;
  const composition = compositionChart(
    {
      rows: rows.toReversed().map((one) => ({ ...one, label: label(one.id), other: none })),
      total: { ...total, id: 'total', label: t('chart.all-staff'), other: none },
      caption: t('regional.people.caption', { group: t('export.everybody') }),
      note,
      notes: [],
      minimumBase: STANDARD_RULES.minimumPercentageBase,
      digits: 0,
    },
    { ...context, id: 'regional-composition' },
  );
  if (merged) return [composition];
  const climbing = rows.filter(({ id }) =>
    bands.some((band) => band.id === id && band.part === 'uniformed' && band.counts),
  );
  const pipeline = pipelineChart(
    {
      points: climbing.map((one) => ({ id: one.id, label: label(one.id), women: one.women, base: one.total })),
      note,
      minimumBase: STANDARD_RULES.minimumPercentageBase,
      digits: 0,
    },
    { ...context, id: 'regional-pipeline' },
  );
  return [composition, pipeline];
}

/** Every table of every group that is shown: what the text above says in short. */
function annexTables(reading: RegionalReading): readonly TableView[] {
  const groups = GROUPINGS.flatMap((grouping) => shownOf(groupsOf(reading, grouping)));
  const { everybody } = reading;
  const tables = defined([
    everybody === undefined ? undefined : bandTable(reading, everybody),
    itemTable(reading),
    ...groups.flatMap((group) => [spreadTable(reading, group), bandTable(reading, group)]),
  ]);
  return tables.map((table, index) => ({
    ...table,
    caption: reading.voice.translator.t('regional.annex.table', { number: `A${index + 1}`, caption: table.caption }),
  }));
}

const SECTIONS = [
  'glance',
  'about',
  'part',
  'joint',
  'groups',
  'gates',
  'workforce',
  'flows',
  'sure',
  'recommendations',
] as const;
const ANNEXES = ['tables', 'references', 'glossary'] as const;

function contents({ voice }: RegionalReading): RegionalDocumentView['contents'] {
  const { t } = voice.translator;
  return [
    ...SECTIONS.map((key, index) => ({ anchor: key, number: String(index + 1), title: t(`regional.section.${key}`) })),
    ...ANNEXES.map((key, index) => ({
      anchor: `annex-${key}`,
      number: String.fromCharCode(65 + index),
      title: t(`regional.annex.${key}`),
    })),
  ];
}
