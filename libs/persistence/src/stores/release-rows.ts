import {
  assessmentId,
  regionId,
  releaseId,
  roundId,
  userId,
  type ReleaseFailure,
  type ReleaseHead,
  type ReleaseMember,
  type ReleaseState,
} from '@isonomia/application';
import { present, toDate, type At } from './values.js';

export interface HeadRecord {
  readonly id: string;
  readonly round_id: string;
  readonly region_id: string;
  readonly number: number;
  readonly state: ReleaseState;
  readonly created_by: string;
  readonly created_at: At;
  readonly started_at: At | null;
  readonly finished_at: At | null;
  readonly failure: ReleaseFailure | null;
  readonly sha256: string | null;
}
export interface MemberRecord {
  readonly release_id: string;
  readonly assessment_id: string;
  readonly holding: string;
  readonly country_id: string;
  readonly agency_type: string;
  readonly size_band: ReleaseMember['sizeBand'];
}

export const HEAD_COLUMNS =
  'id, round_id, region_id, number, state, created_by, created_at, started_at, finished_at, failure, sha256';

export const toHead = (row: HeadRecord): ReleaseHead => ({
  id: releaseId(row.id),
  round: roundId(row.round_id),
  region: regionId(row.region_id),
  number: row.number,
  state: row.state,
  createdBy: userId(row.created_by),
  createdAt: toDate(row.created_at),
  ...(row.started_at !== null && { startedAt: toDate(row.started_at) }),
  ...(row.finished_at !== null && { finishedAt: toDate(row.finished_at) }),
  ...present('failure', row.failure),
  ...present('sha256', row.sha256),
});

export const toMember = (row: MemberRecord): ReleaseMember => ({
  assessment: assessmentId(row.assessment_id),
  holding: row.holding,
  country: row.country_id,
  agencyType: row.agency_type,
  sizeBand: row.size_band,
});

export const fromMember = (release: string, member: ReleaseMember): MemberRecord => ({
  release_id: release,
  assessment_id: member.assessment,
  holding: member.holding,
  country_id: member.country,
  agency_type: member.agencyType,
  size_band: member.sizeBand,
});
