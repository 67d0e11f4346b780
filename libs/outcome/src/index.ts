export type {
  AgencyProfile,
  Approval,
  AssessmentResult,
  Decision,
  Edition,
  EvidenceNote,
  Outcome,
  Reference,
  Texts,
} from './outcome.js';
export type {
  OrganisationKind,
  Practice,
  PracticeCheck,
  PracticeChecked,
  PracticeSource,
  PracticeWords,
} from './practice.js';
export type { OutcomeRequest } from './compose-outcome.js';
export { composeOutcome } from './compose-outcome.js';
export type { ResultRequest, Sha256 } from './compose-result.js';
export { composeResult, instrumentHash, seedOf } from './compose-result.js';
