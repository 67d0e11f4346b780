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
