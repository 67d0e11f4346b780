import { Foundation1795200000000 } from './1795200000000-foundation.js';
import { Identity1795200100000 } from './1795200100000-identity.js';
import { RecordAnswers1795200200000 } from './1795200200000-record-answers.js';
import { FilesAndVersions1795200300000 } from './1795200300000-files-and-versions.js';
import { OutcomeParts1795200400000 } from './1795200400000-outcome-parts.js';
import { AnswersAtOnce1795200500000 } from './1795200500000-answers-at-once.js';
import { DecisionsTakenBack1795200600000 } from './1795200600000-decisions-taken-back.js';
import { RolesAndReach1795290000000 } from './1795290000000-roles-and-reach.js';
import { AnswersInBatches1795300000000 } from './1795300000000-answers-in-batches.js';
import { AnswerDrafts1795300002000 } from './1795300002000-answer-drafts.js';
import { RowLevelSecurity1795300010000 } from './1795300010000-row-level-security.js';
import { RecordWithinReach1795300011000 } from './1795300011000-record-within-reach.js';
import { MailAndTokens1795300020000 } from './1795300020000-mail-and-tokens.js';
import { SecondFactors1795300030000 } from './1795300030000-second-factors.js';
import { AuditSeals1795300040000 } from './1795300040000-audit-seals.js';
import { PeopleAndInvitations1795300050000 } from './1795300050000-people-and-invitations.js';
import { SetsOfAnswers1795300060000 } from './1795300060000-sets-of-answers.js';
import { Privacy1795300070000 } from './1795300070000-privacy.js';
import { CleanedFiles1795300080000 } from './1795300080000-cleaned-files.js';
import { SetsUpdatedFirst1795300085000 } from './1795300085000-sets-updated-first.js';
import { Rounds1795400000000 } from './1795400000000-rounds.js';
import { Review1795400010000 } from './1795400010000-review.js';
import { CarriedOver1795400040000 } from './1795400040000-carried-over.js';
import { Releases1795400020000 } from './1795400020000-releases.js';
import { RegionalReports1795400030000 } from './1795400030000-regional-reports.js';
import { NamedResults1795400050000 } from './1795400050000-named-results.js';
import { DocumentForms1795500000000 } from './1795500000000-document-forms.js';
import { VerifiedFiles1795500010000 } from './1795500010000-verified-files.js';
import { PersonalLinks1795500020000 } from './1795500020000-personal-links.js';
import { ActionPlan1795500040000 } from './1795500040000-action-plan.js';
import { GoodPractices1795500030000 } from './1795500030000-good-practices.js';
import { FurtherLanguages1795500060000 } from './1795500060000-further-languages.js';
import { Workshops1795600000000 } from './1795600000000-workshops.js';

/** In the order in which they run. A migration that was released is never changed: add another. */
export const migrations = [
  Foundation1795200000000,
  Identity1795200100000,
  RecordAnswers1795200200000,
  FilesAndVersions1795200300000,
  OutcomeParts1795200400000,
  AnswersAtOnce1795200500000,
  DecisionsTakenBack1795200600000,
  RolesAndReach1795290000000,
  AnswersInBatches1795300000000,
  AnswerDrafts1795300002000,
  RowLevelSecurity1795300010000,
  RecordWithinReach1795300011000,
  MailAndTokens1795300020000,
  SecondFactors1795300030000,
  AuditSeals1795300040000,
  PeopleAndInvitations1795300050000,
  SetsOfAnswers1795300060000,
  Privacy1795300070000,
  CleanedFiles1795300080000,
  SetsUpdatedFirst1795300085000,
  Rounds1795400000000,
  Review1795400010000,
  Releases1795400020000,
  RegionalReports1795400030000,
  CarriedOver1795400040000,
  NamedResults1795400050000,
  DocumentForms1795500000000,
  VerifiedFiles1795500010000,
  PersonalLinks1795500020000,
  GoodPractices1795500030000,
  ActionPlan1795500040000,
  FurtherLanguages1795500060000,
  Workshops1795600000000,
] as const;
