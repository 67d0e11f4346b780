import type { AgreedClause, PutForward } from '@isonomia/comparison';

import { clauseWords, dimensionName, type Told, type WorkshopReading } from './workshop-reading.js';

interface ClauseView extends Told {
  readonly number: string;
  readonly mark: string;
  readonly state: AgreedClause['mark'];
  /** Who agrees, abstains, reserves: a sentence each, '' for nobody. */
  readonly agrees: string;
  readonly abstains: string;
  readonly reserves: readonly { readonly agency: string; readonly reason: string }[];
}
export interface AddresseeView {
  readonly id: string;
  readonly title: string;
  readonly clauses: readonly ClauseView[];
}

/** The agreed text, clause by clause, as it was locked. */
export function addresseeViews(reading: WorkshopReading): readonly AddresseeView[] {
  const { clauses } = reading.outcome;
  return [...new Set(clauses.map(({ addressee }) => addressee))].map((id) => ({
    id,
    title: reading.voice.translator.t(`workshop.addressee.${id}`),
    clauses: clauses.filter(({ addressee }) => addressee === id).map((clause) => clauseView(reading, clause)),
  }));
}

function clauseView(reading: WorkshopReading, clause: AgreedClause): ClauseView {
  const { t } = reading.voice.translator;
  const { format } = reading.voice;
  const names = (key: string, agencies: readonly string[]): string =>
    agencies.length === 0 ? '' : t(`workshop-document.clause.${key}`, { agencies: format.list(agencies) });
  return {
    ...clauseWords(reading, clause.texts),
    number: format.count(clause.number),
    mark: t(`workshop-document.mark.${clause.mark}`),
    state: clause.mark,
    agrees: agreesWords(reading, clause),
    abstains: names('abstains', clause.abstains),
    reserves: clause.reserves,
  };
}

/** All of them, or by name. */
function agreesWords({ outcome, voice }: WorkshopReading, { agrees }: AgreedClause): string {
  const { t } = voice.translator;
  if (agrees.length === 0) return '';
  if (agrees.length === outcome.agencies.length) return t('workshop-document.clause.all-agree');
  return t('workshop-document.clause.agrees', { agencies: voice.format.list(agrees) });
}

export interface CommitmentsView {
  readonly country: string;
  readonly agencies: readonly {
    readonly agency: string;
    readonly actions: readonly {
      readonly what: string;
      readonly owner: string;
      readonly due: string;
      readonly help: string;
    }[];
  }[];
}

export function commitmentViews({ outcome, voice }: WorkshopReading): readonly CommitmentsView[] {
  return outcome.commitments.map(({ country, agencies }) => ({
    country,
    agencies: agencies.map(({ agency, actions }) => ({
      agency,
      actions: actions.map(({ what, owner, due, help }) => ({
        what,
        owner,
        due: voice.format.date(due),
        help: help ?? '–',
      })),
    })),
  }));
}

/** What groups put before everybody, by dimension. */
export interface PointsView {
  readonly dimension: string;
  readonly texts: readonly string[];
}
export function pointViews(reading: WorkshopReading, points: readonly PutForward[]): readonly PointsView[] {
  return [...new Set(points.map(({ dimension }) => dimension))].map((dimension) => ({
    dimension:
      dimension === undefined
        ? reading.voice.translator.t('workshop-document.points.other')
        : dimensionName(reading, dimension),
    texts: points.filter((point) => point.dimension === dimension).map(({ text }) => text),
  }));
}
