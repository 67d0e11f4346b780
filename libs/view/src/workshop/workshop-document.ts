import type { PrintedWorkshop } from '@isonomia/application';

import type { Chart, TableView } from '../charts/chart.js';
import type { DocumentPart } from '../document/document-html.js';
import type { View, Voice } from '../document/view.js';
import { practiceView, type PracticeView } from '../practice/practice-views.js';
import { qrCode } from '../svg/qr-code.js';
import {
  adoptedWords,
  jointHighlights,
  jointProfile,
  whyNoFigures,
  workshopAbout,
  workshopCover,
  workshopGlance,
  type WorkshopAboutView,
  type WorkshopCoverView,
  type WorkshopGlanceView,
  type WorkshopOptions,
} from './workshop-front.js';
import { readWorkshop, type WorkshopReading } from './workshop-reading.js';
import {
  adoptionTable,
  agendaTables,
  attendanceTable,
  daysTable,
  exchangeViews,
  gatesTable,
  jointTable,
  namedTables,
  quizTable,
  type ExchangeView,
} from './workshop-tables.js';
import {
  addresseeViews,
  commitmentViews,
  pointViews,
  type AddresseeView,
  type CommitmentsView,
  type PointsView,
} from './workshop-text.js';

/** A table that a page holds is not broken. */
interface Block {
  readonly table: TableView;
  readonly kind: 'short' | 'long';
}
const SHORT_ROWS = 18;
const block = (table: TableView): Block => ({ table, kind: table.rows.length <= SHORT_ROWS ? 'short' : 'long' });
const blockOf = (table: TableView | undefined): Block | undefined => (table === undefined ? undefined : block(table));

interface WorkshopDocumentView {
  readonly cover: WorkshopCoverView;
  readonly glance: WorkshopGlanceView;
  readonly contents: readonly { readonly anchor: string; readonly number: string; readonly title: string }[];
  readonly about: WorkshopAboutView;
  readonly attendance: readonly Block[];
  readonly joint: {
    readonly missing: string;
    readonly chart: Chart | undefined;
    readonly table: Block | undefined;
    readonly gates: Block | undefined;
    readonly strengths: readonly string[];
    readonly gaps: readonly string[];
  };
  readonly points: readonly { readonly title: string; readonly list: readonly PointsView[] }[];
  readonly addressees: readonly AddresseeView[];
  readonly commitments: readonly CommitmentsView[];
  readonly exchange: readonly ExchangeView[];
  readonly practices: readonly PracticeView[];
  readonly quiz: Block | undefined;
  readonly followUp: readonly string[];
  readonly adoption: Block | undefined;
  readonly adopted: string;
  readonly agenda: readonly Block[];
  readonly named: { readonly intro: string; readonly tables: readonly Block[] };
  readonly key: readonly { readonly term: string; readonly meaning: string }[];
  readonly terms: readonly { readonly term: string; readonly meaning: string }[];
}

export type WorkshopPartOptions = Omit<WorkshopOptions, 'qr'> & {
  readonly language: string;
  /** Where it stands beside another language: that which gives lists their order. */
  readonly leading?: string;
};

/** The outcome document of a workshop in one language; the same outcome gives the same page. */
export function workshopPart(view: View, printed: PrintedWorkshop, options: WorkshopPartOptions): DocumentPart {
  const { texts } = printed.published;
  const voiceOf = (language: string): Voice => view.voice(language, texts[language] ?? texts['en'] ?? {});
  const voice = voiceOf(options.language);
  const { leading = options.language } = options;
  const reading = readWorkshop(printed, voice, leading === options.language ? voice : voiceOf(leading));
  const { t } = voice.translator;
  const { facts } = printed.outcome;
  const qr = qrCode(options.verifyUrl, t('document.cover.qr'));
  const status = t('workshop.status.name');
  const frame = {
    language: options.language,
    title: `${facts.title}: ${t('workshop-document.title')}`,
    author: facts.region,
    running: t('workshop-document.running', { title: facts.title, status }),
    marking: facts.fictional ? t('regional.fictional-mark') : '',
    foot: t('workshop-document.foot', { id: options.documentId, status }),
    density: 'full' as const,
  };
  const { documentId, verifyUrl } = options;
  const made = toDocument(reading, { documentId, verifyUrl, qr });
  return { name: 'documents/workshop', view: made, context: voice, frame };
}

function toDocument(reading: WorkshopReading, options: WorkshopOptions): WorkshopDocumentView {
  const { outcome, printed, voice } = reading;
  const { t } = voice.translator;
  return {
    cover: workshopCover(reading, options),
    glance: workshopGlance(reading),
    contents: contents(reading),
    about: workshopAbout(reading),
    attendance: [attendanceTable(reading, 'countries'), attendanceTable(reading, 'from'), daysTable(reading)].map(
      block,
    ),
    joint: {
      missing: whyNoFigures(reading),
      chart: jointProfile(reading),
      table: blockOf(jointTable(reading)),
      gates: blockOf(gatesTable(reading)),
      strengths: jointHighlights(reading, 'strengths'),
      gaps: jointHighlights(reading, 'gaps'),
    },
    points: (['strengths', 'limitations'] as const)
      .map((kind) => ({ title: t(`workshop-document.points.${kind}`), list: pointViews(reading, outcome[kind]) }))
      .filter(({ list }) => list.length > 0),
    addressees: addresseeViews(reading),
    commitments: commitmentViews(reading),
    exchange: exchangeViews(reading),
    practices: printed.practices.map((practice) => practiceView(voice, practice)),
    quiz: blockOf(quizTable(reading)),
    followUp: followUp(reading),
    adoption: blockOf(adoptionTable(reading)),
    adopted: adoptedWords(reading),
    agenda: agendaTables(reading).map(block),
    named: { intro: t(`workshop-document.named.${outcome.named.state}`), tables: namedTables(reading).map(block) },
    key: dimensionKey(reading),
    terms: terms(reading),
  };
}

function followUp({ outcome, voice }: WorkshopReading): readonly string[] {
  const { t } = voice.translator;
  const { format } = voice;
  const { reviewOn, facts } = outcome;
  return [
    t('workshop-document.follow-up.contacts', { organisers: format.list(facts.organisers) }),
    t('workshop-document.follow-up.plan'),
    t('workshop-document.follow-up.six', { date: format.date(reviewOn.sixMonths) }),
    t('workshop-document.follow-up.twelve', { date: format.date(reviewOn.twelveMonths) }),
    t('workshop-document.follow-up.network'),
  ];
}

/** Short names of the dimensions, where tables of results under a name have no room for words. */
function dimensionKey({ outcome, voice }: WorkshopReading): WorkshopDocumentView['key'] {
  const { named } = outcome;
  if (named.state !== 'shown') return [];
  const ids = new Set(named.agencies.flatMap(({ dimensions }) => Object.keys(dimensions)));
  return [...ids].map((id) => ({ term: id, meaning: voice.translator.find(`${id}.short`) ?? id }));
}

/** Terms as the questionnaire words them, in the order of the language that leads. */
function terms({ printed, voice, lead }: WorkshopReading): WorkshopDocumentView['terms'] {
  const wordsOf = ({ translator: { find } }: Voice, id: string) => ({
    term: find(`${id}.term`) ?? id,
    meaning: find(`${id}.meaning`) ?? '',
  });
  const collator = new Intl.Collator(lead.format.locale);
  return printed.published.glossary
    .toSorted((a, b) => collator.compare(wordsOf(lead, a).term, wordsOf(lead, b).term))
    .map((id) => wordsOf(voice, id))
    .filter(({ meaning }) => meaning !== '');
}

const SECTIONS = [
  'glance',
  'about',
  'part',
  'joint',
  'text',
  'commitments',
  'exchange',
  'practices',
  'quiz',
  'follow-up',
  'adoption',
];
const ANNEXES = ['agenda', 'method', 'named', 'glossary'];

function contents({ voice }: WorkshopReading): WorkshopDocumentView['contents'] {
  const { t } = voice.translator;
  return [
    ...SECTIONS.map((key, at) => ({
      anchor: key,
      number: String(at + 1),
      title: t(`workshop-document.section.${key}`),
    })),
    ...ANNEXES.map((key, at) => ({
      anchor: `annex-${key}`,
      number: String.fromCharCode('A'.charCodeAt(0) + at),
      title: t(`workshop-document.annex.${key}`),
    })),
  ];
}
