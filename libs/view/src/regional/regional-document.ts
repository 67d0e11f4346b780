import type { Chart, TableView } from '../charts/chart.js';
import { documentHtml, type DocumentPart } from '../document/document-html.js';
import type { View } from '../document/view.js';
import { qrCode } from '../svg/qr-code.js';
import type { PublishedRelease } from '@isonomia/application';
import type { ShownGroup } from '@isonomia/comparison';

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
import { regionalFigures } from './regional-figures.js';
import { namedTables } from './regional-named.js';
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

interface RegionalDocumentView {
  readonly cover: RegionalCoverView;
  readonly contents: readonly { readonly anchor: string; readonly number: string; readonly title: string }[];
  readonly glance: RegionalGlanceView;
  readonly method: RegionalMethodView;
  readonly tookPart: string;
  readonly participation: readonly Block[];
  readonly joint: {
    readonly table: Block | undefined;
    readonly strengths: readonly string[];
    readonly gaps: readonly string[];
    readonly itemStrengths: readonly string[];
    readonly itemGaps: readonly string[];
  };
  readonly groups: readonly { readonly chart: Chart | undefined; readonly table: Block }[];
  readonly gates: Block | undefined;
  readonly gateChart: Chart | undefined;
  readonly workforce: readonly Chart[];
  readonly staff: Block | undefined;
  readonly flowChart: Chart | undefined;
  readonly flows: readonly Block[];
  readonly coverage: Block;
  readonly withheld: Block | undefined;
  readonly addressees: readonly AddresseeView[];
  readonly annex: readonly Block[];
  /** Said where tables of groups are left out. */
  readonly annexRest: string;
  /** Of the edition with names. */
  readonly named: readonly Block[];
  readonly key: readonly TermView[];
  readonly terms: readonly TermView[];
  readonly references: readonly string[];
}

export type RegionalHtmlOptions = Omit<RegionalDocumentOptions, 'qr'> & {
  readonly language: string;
  /** Where it stands beside another language: that which gives lists their order. */
  readonly leading?: string;
};

/** The regional report as one HTML page, everything inline; the same release gives the same page. */
export function renderRegionalHtml(view: View, published: PublishedRelease, options: RegionalHtmlOptions): string {
  return documentHtml(view, regionalPart(view, published, options));
}

export function regionalPart(view: View, published: PublishedRelease, options: RegionalHtmlOptions): DocumentPart {
  const { texts } = published.published;
  const voiceOf = (language: string) => view.voice(language, texts[language] ?? texts['en'] ?? {});
  const { language, leading } = options;
  const voice = voiceOf(language);
  const reading = readRelease(published, voice, leading === undefined ? voice : voiceOf(leading));
  const { t } = voice.translator;
  const document = toRegionalDocument(reading, { ...options, qr: qrCode(options.verifyUrl, t('document.cover.qr')) });
  const frame = {
    language,
    title: `${published.facts.region}: ${t('regional.title')}, ${published.facts.round}`,
    author: published.facts.region,
    running: t('regional.running', { region: published.facts.region, round: published.facts.round }),
    marking: published.facts.fictional ? t('regional.fictional-mark') : '',
    foot: t('regional.foot', { id: options.documentId, count: published.release.statement.participation.sharing }),
    density: 'full' as const,
  };
  return { name: 'documents/regional', view: document, context: voice, frame };
}

function toRegionalDocument(reading: RegionalReading, options: RegionalDocumentOptions): RegionalDocumentView {
  const { t } = reading.voice.translator;
  const addressees = addresseeViews(reading);
  const { everybody } = reading;
  const figures = regionalFigures(reading);
  return {
    cover: regionalCover(reading, options),
    contents: contents(reading, options.named !== undefined),
    glance: regionalGlance(reading, figures.profile, priorities(addressees)),
    method: regionalMethod(reading),
    tookPart: tookPart(reading),
    participation: defined(GROUPINGS.map((grouping) => blockOf(participationTable(reading, grouping)))),
    joint: {
      table: everybody === undefined ? undefined : block(dimensionTable(reading, everybody)),
      strengths: highlights(reading, 'strengths'),
      gaps: highlights(reading, 'gaps'),
      itemStrengths: itemHighlights(reading, 'strengths'),
      itemGaps: itemHighlights(reading, 'gaps'),
    },
    groups: GROUPINGS.flatMap((grouping) => {
      const table = groupTable(reading, grouping);
      return table === undefined ? [] : [{ chart: figures.groups[grouping], table: block(table) }];
    }),
    gates: blockOf(gateTable(reading)),
    gateChart: figures.gates,
    workforce: figures.workforce,
    staff: blockOf(peopleByGroup(reading, t('regional.people.by-group'), (group) => group.people?.total)),
    flowChart: figures.flows,
    flows: defined([
      blockOf(peopleByGroup(reading, t('export.table.hires'), (group) => group.hires)),
      blockOf(peopleByGroup(reading, t('export.table.leavers'), (group) => group.leavers)),
    ]),
    coverage: block(coverageTable(reading)),
    withheld: blockOf(withheldTable(reading)),
    addressees,
    named: options.named === undefined ? [] : namedTables(reading, options.named).map(block),
    annex: annexTables(reading),
    annexRest:
      groupsInAnnex(reading).length > 0 ||
      GROUPINGS.every((grouping) => shownOf(groupsOf(reading, grouping)).length === 0)
        ? ''
        : t('regional.annex.rest'),
    key: (everybody?.dimensions ?? []).map(({ dimension }) => ({
      term: dimension,
      meaning: reading.names.item('dimensions', dimension),
    })),
    terms: termViews(reading),
    references: referenceTexts(reading),
  };
}

/** A table that a page holds is not broken. */
interface Block {
  readonly table: TableView;
  readonly kind: 'short' | 'long';
}
const SHORT_ROWS = 18;
const block = (table: TableView): Block => ({ table, kind: table.rows.length <= SHORT_ROWS ? 'short' : 'long' });
const blockOf = (table: TableView | undefined): Block | undefined => (table === undefined ? undefined : block(table));

const defined = <T>(values: readonly (T | undefined)[]): readonly T[] => values.filter((value) => value !== undefined);

const PRIORITIES = 5;

/** One of each addressee first, so that the minister sees who is asked. */
function priorities(addressees: readonly AddresseeView[]): RegionalGlanceView['priorities'] {
  const ranked = addressees.flatMap(({ short, measures }) =>
    measures.map((measure, index) => ({ title: measure.title, addressee: short, index })),
  );
  return ranked
    .toSorted((a, b) => a.index - b.index)
    .slice(0, PRIORITIES)
    .map(({ title, addressee }) => ({ title, addressee }));
}

/** More than these nobody turns pages for; the files of the release have them all. */
const MOST_IN_ANNEX = 16;

function groupsInAnnex(reading: RegionalReading): readonly ShownGroup[] {
  const groups = GROUPINGS.flatMap((grouping) => shownOf(groupsOf(reading, grouping)));
  return groups.length > MOST_IN_ANNEX ? [] : groups;
}

/** Every table of every group that is shown: what the text above says in short. */
function annexTables(reading: RegionalReading): readonly Block[] {
  const groups = groupsInAnnex(reading);
  const { everybody } = reading;
  const tables = defined([
    everybody === undefined ? undefined : bandTable(reading, everybody),
    itemTable(reading),
    ...groups.flatMap((group) => [spreadTable(reading, group), bandTable(reading, group)]),
  ]);
  return tables.map((table, index) => {
    const values = { number: `A${index + 1}`, caption: table.caption };
    return block({ ...table, caption: reading.voice.translator.t('regional.annex.table', values) });
  });
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

function contents({ voice }: RegionalReading, isNamed: boolean): RegionalDocumentView['contents'] {
  const { t } = voice.translator;
  return [
    ...SECTIONS.map((key, index) => ({ anchor: key, number: String(index + 1), title: t(`regional.section.${key}`) })),
    ...[...ANNEXES, ...(isNamed ? (['named'] as const) : [])].map((key, index) => ({
      anchor: `annex-${key}`,
      number: String.fromCharCode(65 + index),
      title: t(`regional.annex.${key}`),
    })),
  ];
}
