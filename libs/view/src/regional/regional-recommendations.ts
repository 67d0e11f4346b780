import { ADDRESSEES, commonRecommendations, type Addressee, type CommonRecommendation } from '@isonomia/application';

import { practicesOfRule, practiceView, type PracticeView } from '../practice/practice-views.js';
import { referenceWords } from '../outcome/recommendations.js';

import type { RegionalReading } from './regional-reading.js';

export interface AddresseeView {
  readonly id: Addressee;
  readonly title: string;
  /** Without "to", for a list. */
  readonly short: string;
  readonly measures: readonly MeasureView[];
  /** What follows from the shared gaps and strengths without a rule of the questionnaire. */
  readonly points: readonly string[];
}

interface MeasureView {
  readonly title: string;
  readonly reason: string;
  readonly action: string;
  readonly horizon: string;
  readonly effort: string;
  readonly indicator: string;
  readonly references: readonly string[];
  /** What others have done about it, each told once in the report. */
  readonly boxes: readonly PracticeView[];
}

export function addresseeViews(reading: RegionalReading): readonly AddresseeView[] {
  const { t } = reading.voice.translator;
  const { release, published } = reading.published;
  const told = new Set<string>();
  const common = commonRecommendations(release, published).map((one) => ({
    addressee: one.addressee,
    view: { ...measureView(reading, one), boxes: boxesOf(reading, one, told) },
  }));
  return ADDRESSEES.map((id) => ({
    id,
    title: t(`regional.addressee.${id}.title`),
    short: t(`regional.addressee.${id}.short`),
    measures: common.filter((one) => one.addressee === id).map(({ view }) => view),
    points: pointsFor(reading, id),
  })).filter(({ measures, points }) => measures.length + points.length > 0);
}

/** Kept with the report's facts, so that every language tells the same ones; reports of before have none. */
function boxesOf(
  { published, voice }: RegionalReading,
  { rule }: CommonRecommendation,
  told: Set<string>,
): readonly PracticeView[] {
  const fresh = practicesOfRule(published.facts.practices, rule.id).filter(({ id }) => !told.has(id));
  for (const { id } of fresh) told.add(id);
  return fresh.map((practice) => practiceView(voice, practice));
}

function measureView(reading: RegionalReading, { rule, reason }: CommonRecommendation): Omit<MeasureView, 'boxes'> {
  const { t } = reading.voice.translator;
  const { published } = reading.published;
  return {
    title: t(`${rule.id}.title`),
    reason: reasonWords(reading, reason),
    action: t(`${rule.id}.action`),
    horizon: t(`horizon.${rule.horizon}`),
    effort: t(`effort.${rule.effort}`),
    indicator: t(`${rule.id}.indicator`),
    references: rule.references.flatMap((id) => {
      const reference = published.references.find((one) => one.id === String(id));
      return reference === undefined ? [] : [referenceWords(reading.voice, reference)];
    }),
  };
}

function reasonWords({ voice, names }: RegionalReading, reason: CommonRecommendation['reason']): string {
  const { t } = voice.translator;
  switch (reason.kind) {
    case 'gate':
      return t('regional.reason.gate', { name: names.item('gates', reason.gate) });
    case 'item':
      return t('regional.reason.item', { name: names.item('items', reason.item) });
    case 'dimension':
      return t('regional.reason.dimension', { name: names.item('dimensions', reason.dimension) });
  }
}

const ASKED_BY_GAPS: ReadonlySet<Addressee> = new Set(['ministries', 'organisations', 'networks']);

/** Those outside the agencies are asked for what the agencies lack together, and told what they have to offer. */
function pointsFor(reading: RegionalReading, addressee: Addressee): readonly string[] {
  const { voice, names, everybody } = reading;
  if (everybody === undefined || !ASKED_BY_GAPS.has(addressee)) return [];
  const listed = (ids: readonly string[]): string => voice.format.list(ids.map((id) => names.item('dimensions', id)));
  const values = { gaps: listed(everybody.gaps.dimensions), strengths: listed(everybody.strengths.dimensions) };
  const { t } = voice.translator;
  const open = everybody.gates.filter((gate) => gate.open.high > 0).map(({ gate }) => names.item('gates', gate));
  const needs = { gaps: everybody.gaps.dimensions.length > 0, strengths: everybody.strengths.dimensions.length > 0 };
  return [
    needs.gaps ? t(`regional.addressee.${addressee}.gaps`, values) : '',
    needs.strengths && addressee !== 'ministries' ? t(`regional.addressee.${addressee}.strengths`, values) : '',
    addressee === 'ministries' && open.length > 0
      ? t('regional.addressee.ministries.gates', { gates: voice.format.list(open) })
      : '',
    t(`regional.addressee.${addressee}.always`),
  ].filter((point) => point !== '');
}
