import {
  agencyId,
  assessmentId,
  countryId,
  regionId,
  roundId,
  userId,
  type ChosenSharing,
  type Participation,
  type Round,
  type RoundPlan,
  type RoundState,
  type SharingChoice,
} from '@isonomia/application';
import { present, toDate, type At } from './values.js';

export interface RoundRecord {
  readonly id: string;
  readonly region_id: string;
  readonly region_name: string;
  readonly name: string;
  readonly instrument_id: string;
  readonly instrument_version: string;
  readonly variant: string;
  readonly agency_types: readonly string[];
  readonly countries: readonly string[];
  readonly opens_on: string;
  readonly closes_on: string;
  readonly reference_from: string;
  readonly reference_to: string;
  readonly stock_date: string | null;
  readonly previous_id: string | null;
  readonly state: RoundState;
  readonly closed_at: At | null;
  readonly created_by: string;
  readonly created_at: At;
  readonly revision: number;
}

/** Of a round `d` and its region `r`. */
export const ROUND_COLUMNS = `d.id, d.region_id, r.name AS region_name, d.name, d.instrument_id, d.instrument_version, d.variant,
  d.agency_types, d.countries, d.opens_on, d.closes_on, d.reference_from, d.reference_to, d.stock_date, d.previous_id, d.state,
  d.closed_at, d.created_by, d.created_at, d.revision`;
export const ROUND_TABLES = 'round d JOIN region r ON r.id = d.region_id';

export const toRound = (row: RoundRecord): Round => ({
  id: roundId(row.id),
  regionId: regionId(row.region_id),
  regionName: row.region_name,
  name: row.name,
  instrumentId: row.instrument_id,
  instrumentVersion: row.instrument_version,
  variant: row.variant,
  agencyTypes: row.agency_types,
  countries: row.countries.map(countryId),
  opensOn: row.opens_on,
  closesOn: row.closes_on,
  reference: { from: row.reference_from, to: row.reference_to },
  ...present('stockDate', row.stock_date),
  ...(row.previous_id !== null && { previous: roundId(row.previous_id) }),
  state: row.state,
  ...(row.closed_at !== null && { closedAt: toDate(row.closed_at) }),
  createdBy: userId(row.created_by),
  createdAt: toDate(row.created_at),
  revision: row.revision,
});

/** In the order of `PLAN_COLUMNS`. */
export const planValues = (plan: RoundPlan): readonly unknown[] => [
  plan.name,
  plan.instrumentId,
  plan.instrumentVersion,
  plan.variant,
  plan.agencyTypes,
  plan.countries,
  plan.opensOn,
  plan.closesOn,
  plan.reference.from,
  plan.reference.to,
  plan.stockDate ?? null,
  plan.previous ?? null,
];
export const PLAN_COLUMNS = `name, instrument_id, instrument_version, variant, agency_types, countries, opens_on, closes_on,
  reference_from, reference_to, stock_date, previous_id`;

export interface ParticipationRecord {
  readonly round_id: string;
  readonly agency_id: string;
  readonly invited_at: At;
  readonly invited_by: string;
  readonly reminded_at: At | null;
  readonly declined_at: At | null;
  readonly assessment_id: string | null;
}

export const toParticipation = (row: ParticipationRecord): Participation => ({
  round: roundId(row.round_id),
  agency: agencyId(row.agency_id),
  invitedAt: toDate(row.invited_at),
  invitedBy: userId(row.invited_by),
  ...(row.reminded_at !== null && { remindedAt: toDate(row.reminded_at) }),
  ...(row.declined_at !== null && { declinedAt: toDate(row.declined_at) }),
  ...(row.assessment_id !== null && { assessment: assessmentId(row.assessment_id) }),
});

export interface SharingRecord {
  readonly choice: SharingChoice;
  readonly chosen_by: string;
  readonly chosen_at: At;
}

export const toChosen = (row: SharingRecord): ChosenSharing => ({
  choice: row.choice,
  by: userId(row.chosen_by),
  at: toDate(row.chosen_at),
});
