import type { NamedAnnex } from '@isonomia/application';
import type { ShownGroup } from '@isonomia/comparison';

import type { Chart } from '../charts/chart.js';
import type { Markup } from '../svg/markup.js';

import { groupsOf, GROUPINGS, scoreText, shownOf, type RegionalReading } from './regional-reading.js';
import { middleHalf } from './regional-tables.js';

export interface RegionalDocumentOptions {
  readonly named?: NamedAnnex;
  readonly documentId: string;
  readonly verifyUrl: string;
  readonly qr: Markup;
}

export interface RegionalCoverView {
  readonly region: string;
  readonly round: string;
  readonly fictional: boolean;
  readonly edition: 'anonymous' | 'named';
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly documentId: string;
  readonly hash: readonly string[];
  readonly verifyUrl: string;
  readonly qr: Markup;
}

export function regionalCover(reading: RegionalReading, options: RegionalDocumentOptions): RegionalCoverView {
  const { facts, release } = reading.published;
  const { translator, format } = reading.voice;
  const { t } = translator;
  const { instrument, reference, participation } = release.statement;
  const fact = (key: string, value: string) => ({ label: t(`regional.fact.${key}`), value });
  return {
    region: facts.region,
    round: facts.round,
    fictional: facts.fictional,
    edition: options.named === undefined ? 'anonymous' : 'named',
    facts: [
      fact('period', format.period(reference.from, reference.to)),
      fact('agencies', agenciesWords(reading)),
      fact('status', t('regional.status', { count: participation.sharing })),
      fact('instrument', `${t('instrument.title')}, ${instrument.version} (${instrument.id})`),
      fact('variant', t(`variant.${instrument.variant}.title`)),
      fact('release', t('regional.release', { number: facts.number, date: format.date(facts.publishedOn) })),
    ],
    documentId: options.documentId,
    hash: facts.sha256.match(/.{1,16}/g) ?? [],
    verifyUrl: options.verifyUrl,
    qr: options.qr,
  };
}

function agenciesWords({ published, voice }: RegionalReading): string {
  const { sharing, invited } = published.release.statement.participation;
  return voice.translator.t('regional.agencies-of', {
    sharing: voice.format.count(sharing),
    invited: voice.format.count(invited),
  });
}

export interface RegionalGlanceView {
  readonly tiles: readonly { readonly label: string; readonly value: string; readonly note: string }[];
  readonly gates: readonly string[];
  readonly gateSentence: string;
  readonly profile: Chart | undefined;
  readonly strengths: readonly string[];
  readonly gaps: readonly string[];
  readonly priorities: readonly { readonly title: string; readonly addressee: string }[];
  readonly confidence: readonly string[];
  /** Instead of the figures: why there are none. */
  readonly missing: string;
}

/** What a minister reads: a page, and nothing that needs another one. */
export function regionalGlance(
  reading: RegionalReading,
  profile: Chart | undefined,
  priorities: RegionalGlanceView['priorities'],
): RegionalGlanceView {
  const { everybody } = reading;
  const { t } = reading.voice.translator;
  return {
    tiles: everybody === undefined ? [] : tiles(reading, everybody),
    ...gateWords(reading),
    profile,
    strengths: highlights(reading, 'strengths'),
    gaps: highlights(reading, 'gaps'),
    priorities,
    confidence: confidence(reading),
    missing: everybody === undefined ? t('regional.glance.missing') : '',
  };
}

function tiles(reading: RegionalReading, { overall, people, n }: ShownGroup): RegionalGlanceView['tiles'] {
  const { t } = reading.voice.translator;
  const { format } = reading.voice;
  const tile = (key: string, value: string, note: string) => ({ label: t(`regional.tile.${key}`), value, note });
  const share = people?.total.share;
  return [
    tile('agencies', format.count(n.agencies), t('regional.tile.agencies-note', countriesShown(reading))),
    tile(
      'median',
      scoreText(reading, overall?.median),
      overall?.quartiles === undefined
        ? t('regional.tile.median-note')
        : t('regional.tile.median-quartiles', { range: middleHalf(reading, overall) }),
    ),
    tile(
      'women',
      share === undefined ? t('export.not-shown') : format.percent(share),
      share === undefined || people === undefined
        ? t('regional.tile.women-none')
        : t('regional.tile.women-note', {
            women: format.cell(people.total.women),
            all: format.cell(people.total.total),
          }),
    ),
  ];
}

/** Countries are named in the list of who took part; how many of them have agencies here is said only as far as shown. */
function countriesShown(reading: RegionalReading): { readonly invited: string; readonly count: number } {
  const { participation } = reading.published.release.statement;
  return {
    invited: reading.voice.format.count(participation.invited),
    count: shownOf(groupsOf(reading, 'country')).length,
  };
}

function gateWords(reading: RegionalReading): Pick<RegionalGlanceView, 'gates' | 'gateSentence'> {
  const { t } = reading.voice.translator;
  const { format } = reading.voice;
  const gates = reading.everybody?.gates ?? [];
  if (gates.length === 0) return { gates: [], gateSentence: t('regional.glance.gates-none') };
  return {
    gateSentence: t('regional.glance.gates'),
    gates: gates.map(({ gate, open }) =>
      t('regional.glance.gate', {
        name: reading.names.item('gates', gate),
        range: t('export.between', { low: format.count(open.low), high: format.percent(open.high / 100) }),
      }),
    ),
  };
}

export function highlights(reading: RegionalReading, kind: 'strengths' | 'gaps'): readonly string[] {
  const { everybody, names, voice } = reading;
  if (everybody === undefined) return [];
  return everybody[kind].dimensions.map((id) => {
    const median = everybody.dimensions.find((one) => one.dimension === id)?.median;
    return voice.translator.t('regional.highlight', {
      name: names.item('dimensions', id),
      median: scoreText(reading, median),
    });
  });
}

export function itemHighlights(reading: RegionalReading, kind: 'strengths' | 'gaps'): readonly string[] {
  const { everybody, names, voice } = reading;
  if (everybody === undefined) return [];
  return everybody[kind].items.map((id) => {
    const median = everybody.items.find((one) => one.item === id)?.median;
    return voice.translator.t('regional.highlight', {
      name: names.item('items', id),
      median: scoreText(reading, median),
    });
  });
}

function confidence(reading: RegionalReading): readonly string[] {
  const { t } = reading.voice.translator;
  const { statement } = reading.published.release;
  const said = (kind: 'answered' | 'evidenced' | 'data'): string => {
    const shown = statement.coverage[kind];
    return shown === undefined ? '' : t(`regional.confidence.${kind}`, { share: scoreText(reading, shown, 'percent') });
  };
  return [
    said('evidenced'),
    said('data'),
    said('answered'),
    t('regional.confidence.withheld', { percent: reading.voice.format.percent(statement.suppressed.percent / 100) }),
  ].filter((sentence) => sentence !== '');
}

export interface RegionalMethodView {
  readonly paragraphs: readonly string[];
}

const PARAGRAPHS = ['what', 'scores', 'median', 'people', 'withheld', 'differences', 'limits'] as const;

export function regionalMethod(reading: RegionalReading): RegionalMethodView {
  const { t, find } = reading.voice.translator;
  const { facts } = reading.published;
  return {
    paragraphs: [
      facts.fictional ? t('regional.fictional') : '',
      ...PARAGRAPHS.map((key) => t(`regional.method.${key}`)),
      find('instrument.origin') ?? '',
    ].filter((text) => text !== ''),
  };
}

/** The sentence above who took part. */
export function tookPart(reading: RegionalReading): string {
  const { participation } = reading.published.release.statement;
  const { format, translator } = reading.voice;
  const hidden = GROUPINGS.some((grouping) => groupsOf(reading, grouping).some((group) => group.state === 'withheld'));
  const values = {
    invited: format.count(participation.invited),
    validated: format.count(participation.validated),
    sharing: format.count(participation.sharing),
    holdings: format.count(participation.holdings),
  };
  return [translator.t('regional.part.sentence', values), hidden ? translator.t('regional.part.hidden') : '']
    .filter((part) => part !== '')
    .join(' ');
}
