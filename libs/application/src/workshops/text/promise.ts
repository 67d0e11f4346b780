import type { CommitmentId, GroupId, OfferId, WorkshopId } from '../../ids.js';

/** What one agency undertakes to do in the year after the workshop. */
export interface Commitment {
  readonly id: CommitmentId;
  readonly workshop: WorkshopId;
  readonly group: GroupId;
  /** 1 to 3. */
  readonly position: number;
  readonly what: string;
  /** The function in charge. */
  readonly owner: string;
  /** ISO date. */
  readonly due: string;
  /** What the agency needs from others for it. */
  readonly help?: string;
  readonly revision: number;
  readonly changedAt: Date;
}

export const MOST_COMMITMENTS = 3;
/** Within this many months after the last day. */
export const COMMITMENT_MONTHS = 12;

export const OFFER_KINDS = ['offer', 'ask'] as const;
export type OfferKind = (typeof OFFER_KINDS)[number];
export const OFFER_STATES = ['open', 'met', 'withdrawn'] as const;
export type OfferState = (typeof OFFER_STATES)[number];

/** Help that a group gives or seeks, on one subject. */
export interface Offer {
  readonly id: OfferId;
  readonly workshop: WorkshopId;
  readonly group: GroupId;
  readonly kind: OfferKind;
  readonly dimension: string;
  readonly body: string;
  readonly state: OfferState;
  readonly revision: number;
  readonly changedAt: Date;
}
