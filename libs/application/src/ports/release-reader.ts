import type {
  Contribution,
  Grouping,
  PeopleTableId,
  Release,
  ReleaseGroup,
  SizeBand,
  Statement,
} from '@isonomia/comparison';
import type { Instrument } from '@isonomia/instrument';
import type { AgencyId, CountryId, ReleaseId, RoundId } from '../ids.js';
import type { ReleasedCountry } from '../releases/published-release.js';
import type { ReleaseHead } from '../releases/release.js';
import type { Round } from '../rounds/round.js';
import type { Transaction } from './unit-of-work.js';

export type RoundOfRelease = Pick<
  Round,
  | 'id'
  | 'name'
  | 'regionId'
  | 'regionName'
  | 'state'
  | 'instrumentId'
  | 'instrumentVersion'
  | 'variant'
  | 'reference'
  | 'agencyTypes'
> & {
  /** All that take part, also where the round names none. */
  readonly countries: readonly string[];
};

export interface ReleasesOfRound {
  readonly round: RoundOfRelease;
  /** Newest first. */
  readonly releases: readonly ReleaseHead[];
  /** Agencies of the round that the reader leads. */
  readonly own: readonly AgencyId[];
}

/** The newest release of an earlier round: what everybody together had then. */
export interface EarlierRelease {
  readonly id: ReleaseId;
  readonly round: RoundId;
  readonly roundName: string;
  readonly statement: Statement;
  readonly all: ReleaseGroup;
}

/** An agency of the reader's which takes part in the round. */
export interface OwnAgency {
  readonly id: AgencyId;
  readonly name: string;
  /** What it brought, in the order of the instrument of the round; absent where nothing of it was validated. */
  readonly contribution?: (instrument: Instrument) => Contribution;
}

export interface ReleaseScreen {
  readonly head: ReleaseHead;
  readonly round: RoundOfRelease;
  /** When ready. */
  readonly statement?: Statement;
  /** Everybody first, then the groups of the grouping asked for. */
  readonly groups: readonly ReleaseGroup[];
  /** Of the region, by name. */
  readonly countries: readonly ReleasedCountry[];
  readonly fictional: boolean;
  /** Of the rounds before this one, oldest first. */
  readonly earlier: readonly EarlierRelease[];
  /** Agencies of the round that the reader leads, by name. */
  readonly own: readonly OwnAgency[];
}

/** An agency that would be in a release made now. */
export interface ExpectedAgency {
  readonly id: AgencyId;
  readonly ministry?: string;
  readonly country: CountryId;
  readonly agencyType: string;
  readonly sizeBand: SizeBand;
  /** Tables of people that it brings; absent while nothing of it is validated. */
  readonly brings?: readonly PeopleTableId[];
}

export interface ProspectScreen {
  readonly round: RoundOfRelease;
  readonly countries: readonly ReleasedCountry[];
  readonly expected: readonly ExpectedAgency[];
}

/** All of a ready release, whatever its groupings: what files and reports are made from. */
export interface WholeRelease extends Pick<ReleaseScreen, 'head' | 'round' | 'countries' | 'fictional' | 'own'> {
  readonly release: Release;
}

/** One query a screen. */
export abstract class ReleaseReader {
  /** The releases that the actor may see, of a round that the actor may see; undefined when there is no such round. */
  abstract ofRound(tx: Transaction, round: RoundId): Promise<ReleasesOfRound | undefined>;
  /** As far as the actor may see it; undefined when not at all. */
  abstract screen(tx: Transaction, id: ReleaseId, grouping: Grouping): Promise<ReleaseScreen | undefined>;
  /** Whom a release made now would be made from; nobody but for those who make releases. */
  abstract prospect(tx: Transaction, round: RoundId): Promise<ProspectScreen | undefined>;
  /** The whole of a ready one; undefined while it is not. */
  abstract whole(tx: Transaction, id: ReleaseId): Promise<WholeRelease | undefined>;
}
