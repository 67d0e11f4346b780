export type { BandPeople, ContributedVersion, Contribution, People, SizeBand, Standing } from './contribution.js';
export { composeRelease } from './compose-release.js';
export type { ReleaseRequest } from './request.js';
export type { ReleaseMember } from './earlier.js';
export type { ContributionRequest } from './contribution-of.js';
export { contributionOf } from './contribution-of.js';
export type {
  BandRow,
  CoverageMedians,
  DimensionDistribution,
  GateShare,
  Grouping,
  Highlights,
  ItemMedian,
  Participation,
  PeopleRow,
  PeopleTable,
  PeopleTableId,
  Release,
  ReleaseGroup,
  ReleaseTable,
  ShareRange,
  ShownDistribution,
  ShownGroup,
  ShownScore,
  Statement,
  Withheld,
  WithheldGroup,
  WithheldReason,
} from './release.js';
export { MEASURES, NO_ITEM, OBSERVED_TABLES, observationsOf } from './observations.js';
export type { Measure, Observation, ObservationKey, Observed, ObservedTable, Sex, Unit } from './observations.js';
export { ownTrend } from './own-trend.js';
export type { OwnResult, OwnTrend, OwnTrendPoint } from './own-trend.js';
export { bridgedItems } from './bridge.js';
export type { Bridge } from './bridge.js';
export { ownPosition } from './own-position.js';
export type { OwnPlace, OwnPosition } from './own-position.js';
export { prospect } from './prospect.js';
export type { Expected, ProspectGroup, ProspectTable } from './prospect.js';
export { composeWorkshopOutcome } from './workshop/compose.js';
export type {
  AgreedClause,
  Attending,
  CountryCommitments,
  ExchangeLine,
  JointFigures,
  NamedAgencyResult,
  NoFigures,
  PutForward,
  QuizPhase,
  ShownFigures,
  WorkshopOutcome,
} from './workshop/outcome.js';
export type {
  AgencyGroup,
  AttendingPerson,
  GivenClause,
  GivenOffer,
  GivenPosition,
  WorkshopOutcomeRequest,
} from './workshop/request.js';
