import type { Chart } from '../charts/chart.js';
import { distributionChart, type DistributionRow } from '../charts/distribution.js';
import { referenceWords } from '../outcome/recommendations.js';
import { drawingContext, scoreMark } from '../release/drawing.js';
import type { Markup } from '../svg/markup.js';
import {
  attendingWords,
  clauseWords,
  dimensionName,
  scoreWords,
  type Told,
  type WorkshopReading,
} from './workshop-reading.js';

export interface WorkshopOptions {
  readonly documentId: string;
  readonly verifyUrl: string;
  readonly qr: Markup;
}

interface Fact {
  readonly label: string;
  readonly value: string;
}

export interface WorkshopCoverView extends WorkshopOptions {
  readonly title: string;
  readonly region: string;
  readonly lines: string;
  readonly fictional: boolean;
  readonly facts: readonly Fact[];
  readonly hash: readonly string[];
}

export function workshopCover(reading: WorkshopReading, options: WorkshopOptions): WorkshopCoverView {
  const { outcome, printed, voice } = reading;
  const { facts, instrument, agencies } = outcome;
  const { t } = voice.translator;
  const { format } = voice;
  const fact = (key: string, value: string): readonly Fact[] =>
    value === '' ? [] : [{ label: t(`workshop-document.fact.${key}`), value }];
  return {
    ...options,
    title: facts.title,
    region: facts.region,
    lines: t('workshop-document.place-period', {
      place: facts.place,
      period: format.period(facts.startsOn, facts.endsOn),
    }),
    fictional: facts.fictional,
    facts: [
      ...fact('organisers', format.list(facts.organisers)),
      ...fact('donors', format.list(facts.donors)),
      ...fact('people', attendingWords(reading, outcome.attendance.all)),
      ...fact('agencies', t('workshop-document.agencies', { count: agencies.length })),
      ...fact('text', adoptedWords(reading)),
      ...fact('instrument', `${t('instrument.title')}, ${instrument.version} (${instrument.id})`),
      ...fact('variant', t(`variant.${instrument.variant}.title`)),
      ...fact(
        'frozen',
        t('workshop-document.frozen', {
          number: printed.head.revision,
          date: format.dayOf(printed.head.frozenAt.toISOString(), facts.timeZone),
        }),
      ),
    ],
    hash: printed.head.sha256.match(/.{1,16}/g) ?? [],
  };
}

const marked = ({ outcome }: WorkshopReading, mark: string): number =>
  outcome.clauses.filter((clause) => clause.mark === mark).length;

export const adoptedWords = (reading: WorkshopReading): string =>
  reading.voice.translator.t('workshop-document.adopted', {
    adopted: marked(reading, 'adopted'),
    noted: marked(reading, 'noted'),
    reserved: marked(reading, 'reserved'),
    open: marked(reading, 'open'),
  });

export interface WorkshopGlanceView {
  readonly tiles: readonly { readonly label: string; readonly value: string; readonly note: string }[];
  readonly profile: Chart | undefined;
  /** Instead of the figures: why there are none. */
  readonly missing: string;
  readonly strengths: readonly string[];
  readonly gaps: readonly string[];
  readonly first: readonly (Told & { readonly addressee: string })[];
  readonly confidence: readonly string[];
}

/** What a minister reads: a page, and nothing that needs another one. */
export function workshopGlance(reading: WorkshopReading): WorkshopGlanceView {
  const { outcome, voice } = reading;
  const { t } = voice.translator;
  const { format } = voice;
  const { all, countries } = outcome.attendance;
  const tile = (key: string, value: number, note: string) => ({
    label: t(`workshop-document.tile.${key}`),
    value: format.count(value),
    note,
  });
  const ofCountries = countries.filter(({ country }) => country !== undefined).length;
  return {
    tiles: [
      tile(
        'people',
        all.people,
        all.women === undefined ? '' : t('workshop-document.tile.women', { women: format.count(all.women) }),
      ),
      tile('agencies', outcome.agencies.length, t('workshop-document.tile.countries', { count: ofCountries })),
      tile(
        'adopted',
        marked(reading, 'adopted'),
        t('workshop-document.tile.of-clauses', { count: outcome.clauses.length }),
      ),
    ],
    profile: jointProfile(reading),
    missing: whyNoFigures(reading),
    strengths: jointHighlights(reading, 'strengths'),
    gaps: jointHighlights(reading, 'gaps'),
    first: firstClauses(reading),
    confidence: ['claimed', 'unreviewed', 'anonymous'].map((key) => t(`workshop-document.confidence.${key}`)),
  };
}

export function whyNoFigures({ outcome: { figures }, voice }: WorkshopReading): string {
  return figures.state === 'shown' ? '' : voice.translator.t(`workshop-document.no-figures.${figures.reason}`);
}

export function jointHighlights(reading: WorkshopReading, kind: 'strengths' | 'gaps'): readonly string[] {
  const { figures } = reading.outcome;
  if (figures.state !== 'shown') return [];
  return figures[kind].map((id) =>
    reading.voice.translator.t('workshop-document.highlight', {
      name: dimensionName(reading, id),
      median: scoreWords(reading, figures.dimensions.find(({ dimension }) => dimension === id)?.median),
    }),
  );
}

const MOST_FIRST = 6;

/** What was adopted, one of each addressee first, so that the minister sees who is asked. */
function firstClauses(reading: WorkshopReading): WorkshopGlanceView['first'] {
  const adopted = reading.outcome.clauses.filter(({ mark }) => mark === 'adopted');
  const turn = (addressee: string, number: number): number =>
    adopted.filter((clause) => clause.addressee === addressee && clause.number < number).length;
  return adopted
    .toSorted((a, b) => turn(a.addressee, a.number) - turn(b.addressee, b.number) || a.number - b.number)
    .slice(0, MOST_FIRST)
    .map(({ addressee, texts }) => ({
      ...clauseWords(reading, texts),
      addressee: reading.voice.translator.t(`workshop.addressee.${addressee}`),
    }));
}

const LEVELS = ['initial', 'emerging', 'developing', 'advanced', 'leading'];

/** A strip a dimension: the median of what the agencies claim, and their middle half where that may be shown. */
export function jointProfile(reading: WorkshopReading): Chart | undefined {
  const { outcome, printed, voice } = reading;
  const { figures } = outcome;
  if (figures.state !== 'shown') return undefined;
  const { t } = voice.translator;
  const { instrument } = printed.published;
  const rowOf = (
    id: string,
    label: string,
    shown: (typeof figures.dimensions)[number] | typeof figures.overall,
  ): DistributionRow => ({
    id,
    label,
    emphasised: false,
    ...(shown === undefined
      ? { note: t('export.not-shown') }
      : {
          median: scoreMark(voice, shown.median),
          ...(shown.quartiles !== undefined && {
            quartiles: {
              lower: scoreMark(voice, shown.quartiles.lower),
              upper: scoreMark(voice, shown.quartiles.upper),
            },
          }),
        }),
  });
  const shown = new Map(figures.dimensions.map((one) => [one.dimension, one]));
  const rows = [
    rowOf('overall', t('regional.overall'), figures.overall),
    ...instrument.dimensions.flatMap(({ id }) =>
      shown.has(id) ? [rowOf(id, dimensionName(reading, id), shown.get(id))] : [],
    ),
  ];
  const { agencies: count } = figures.n;
  return distributionChart(
    {
      rows,
      levelBounds: instrument.constants.levelBounds,
      levels: LEVELS.map((level) => t(`level.${level}.title`)),
      finding: profileFinding(reading),
      caption: t('workshop-document.joint.caption'),
      note: t('workshop-document.joint.base', { count }),
      notes: [],
    },
    drawingContext(voice, 'joint', { theme: 'print', prefix: 'workshop-' }),
  );
}

function profileFinding(reading: WorkshopReading): string {
  const { t } = reading.voice.translator;
  const { figures } = reading.outcome;
  const median = figures.state === 'shown' ? scoreWords(reading, figures.overall?.median) : '';
  const [gap] = jointHighlights(reading, 'gaps');
  if (figures.state !== 'shown' || figures.overall === undefined) return t('workshop-document.joint.finding-none');
  return gap === undefined
    ? t('workshop-document.joint.finding', { median })
    : t('workshop-document.joint.finding-gap', { median, gap });
}

export interface WorkshopAboutView {
  readonly purpose: string;
  readonly preamble: string;
  readonly basis: readonly string[];
  readonly method: readonly string[];
}

const NORMATIVE = new Set(['treaty', 'resolution', 'declaration']);

export function workshopAbout(reading: WorkshopReading): WorkshopAboutView {
  const { outcome, printed, voice } = reading;
  const { t } = voice.translator;
  const { facts } = outcome;
  const period = { from: voice.format.date(facts.startsOn), to: voice.format.date(facts.endsOn), place: facts.place };
  const groups = { agency: facts.groups.agency, mixed: facts.groups.mixed };
  const who = { people: attendingWords(reading, outcome.attendance.all), region: facts.region };
  return {
    purpose: facts.purpose ?? '',
    preamble: t('workshop-document.preamble', { ...period, ...who, ...groups }),
    basis: printed.published.references
      .filter(({ applicability, verified }) => verified && NORMATIVE.has(applicability))
      .map((reference) => referenceWords({ ...voice, translator: voice.translator }, reference)),
    method: ['groups', 'claimed', 'median', 'cover', 'people', 'text', 'endorsement'].map((key) =>
      t(`workshop-document.method.${key}`),
    ),
  };
}
