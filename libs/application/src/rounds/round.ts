import type { AgencyId, AssessmentId, CountryId, RegionId, RoundId, UserId } from '../ids.js';

/** Planned until the opening day or until somebody opens it; closed by hand or after the closing day. */
export const ROUND_STATES = ['planned', 'open', 'closed'] as const;
export type RoundState = (typeof ROUND_STATES)[number];

/** What a coordinator says of a round; may change while it is planned. */
export interface RoundPlan {
  readonly name: string;
  readonly instrumentId: string;
  readonly instrumentVersion: string;
  readonly variant: string;
  /** Empty: of every type. */
  readonly agencyTypes: readonly string[];
  /** Empty: of every country of the region. */
  readonly countries: readonly CountryId[];
  /** ISO dates; the closing day is the last on which an agency hands in. */
  readonly opensOn: string;
  readonly closesOn: string;
  /** ISO dates, both inclusive: the year that flows are counted over. */
  readonly reference: { readonly from: string; readonly to: string };
  /** ISO date that staff are counted on; the agency's own where it is left out. */
  readonly stockDate?: string;
  /** The round whose answers this one begins with. */
  readonly previous?: RoundId;
}

export interface Round extends RoundPlan {
  readonly id: RoundId;
  readonly regionId: RegionId;
  readonly regionName: string;
  readonly state: RoundState;
  readonly closedAt?: Date;
  readonly createdBy: UserId;
  readonly createdAt: Date;
  /** Counts the changes of the plan and of the state. */
  readonly revision: number;
}

/** An agency in a round. */
export interface Participation {
  readonly round: RoundId;
  readonly agency: AgencyId;
  readonly invitedAt: Date;
  readonly invitedBy: UserId;
  readonly remindedAt?: Date;
  readonly declinedAt?: Date;
  /** The one that was started in the round, not what corrects it. */
  readonly assessment?: AssessmentId;
}

/** What an agency lets be seen of its results, each including the ones before it. Without a choice: `own`. */
export const SHARING_CHOICES = ['own', 'anonymous', 'coordinator', 'participants'] as const;
export type SharingChoice = (typeof SHARING_CHOICES)[number];

export interface ChosenSharing {
  readonly choice: SharingChoice;
  readonly by: UserId;
  readonly at: Date;
}

/** Whether a choice allows what `wanted` names. */
export const shares = (choice: SharingChoice, wanted: SharingChoice): boolean =>
  SHARING_CHOICES.indexOf(choice) >= SHARING_CHOICES.indexOf(wanted);
