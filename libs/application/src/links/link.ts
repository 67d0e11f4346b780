import type { AgencyId, AssessmentId, LinkId, RoundId, UserId } from '../ids.js';
import { userId } from '../ids.js';

/** Whoever holds a personal link has no account; what is done with it is told of the link. */
export const LINK_HOLDER = userId('personal-link');

export const LINK_DAYS = [7, 30, 90, 180] as const;
export const USUAL_LINK_DAYS = 30;
/** Not yet ended, of one agency or round. */
export const MOST_LINKS = 100;
/** Documents that one link may have made, in all its time. */
export const MOST_ORDERS = 24;

/** An agency gives links to its own documents; those who keep a round give links to its regional reports. */
export type LinkPlace = { readonly agency: AgencyId } | { readonly round: RoundId };

/** What a link opens. The internal edition and reports with names are no part of any. */
export interface LinkReach {
  /** This one alone; of an agency without it, all that it hands in. */
  readonly assessment?: AssessmentId;
  /** The regional reports of its rounds too. */
  readonly reports: boolean;
  /** Editable copies too. */
  readonly editable: boolean;
}

/** As those see it who may end it: everything but the secret, of which only a digest is kept. */
export interface PersonalLink extends LinkReach {
  readonly id: LinkId;
  /** As whoever gave it calls the person. */
  readonly recipient: string;
  readonly givenBy: UserId;
  readonly givenAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt?: Date;
  readonly opened: number;
  readonly downloaded: number;
  readonly ordered: number;
  readonly lastUsedAt?: Date;
}

export interface NewLink extends LinkReach {
  readonly id: LinkId;
  readonly place: LinkPlace;
  readonly recipient: string;
  readonly language: string;
  /** SHA-256 of the secret. */
  readonly token: string;
  readonly givenBy: UserId;
  readonly givenAt: Date;
  readonly expiresAt: Date;
}

export const hasEnded = ({ revokedAt, expiresAt }: PersonalLink, now: Date): boolean =>
  revokedAt !== undefined || expiresAt <= now;
