export type { Cell } from './cell.js';
export { HIDDEN, MISSING, exactCell, plainCount, shareOf, sumCells } from './cell.js';
export type { DisclosureRules, ZeroRule } from './rules.js';
export { STANDARD_RULES } from './rules.js';
export type { CountRow, ShownRow, ShownTable } from './counts.js';
export { discloseCount, discloseTable, exactTable } from './counts.js';
export type { SuppressionOptions, SuppressionRow } from './suppression.js';
export { suppressRows } from './suppression.js';
export type { Average, AverageRow, ShownAverageRow, ShownAverages } from './averages.js';
export { discloseAverages, exactAverages } from './averages.js';
export type { BoundedSum, Bounds, Extreme, LinearProgram, LinearSession, LinearSolver } from './linear.js';
export type {
  AuditReport,
  Coarsening,
  DisclosedGroup,
  DisclosedGroups,
  DisclosedRow,
  EarlierTable,
  GroupContributor,
  GroupTable,
  PublishedRow,
  WithheldReason,
  WomenAndMen,
} from './groups.js';
export type { HeldValue, ShownPoints, ShownQuartiles, ShownShare } from './statistics.js';
export { discloseItemMedian, discloseMedian, discloseQuartiles, quantile, shareRange } from './statistics.js';
export type { OtherSets, ReleaseRefusal, SetMember } from './differencing.js';
export { mayRelease } from './differencing.js';
export { discloseGroups } from './groups/disclose-groups.js';
export type { ReasonByGroup } from './groups/group-reasons.js';
export { groupReasons } from './groups/group-reasons.js';
