import {
  AddEvidence,
  AnswerHistory,
  AnswerWriter,
  AssignDimension,
  CheckAnswers,
  ClearAnswer,
  CommentOnQuestion,
  CreateAgency,
  ListAgencies,
  ListAssessments,
  ListCountries,
  QuestionGate,
  ReadAgencyLogo,
  ReadEvidenceFile,
  RecordAnswer,
  RecordAnswers,
  RemoveEvidence,
  SetAgencyLogo,
  SetUpAgency,
  StartAssessment,
  ViewAgency,
  ViewAssessment,
  ViewDimension,
  WithdrawAssessment,
} from '@isonomia/application';
import { Global, Module, type Provider } from '@nestjs/common';

/** What the pages and the API can do. */
const USE_CASES: Provider[] = [
  AddEvidence,
  AnswerHistory,
  AnswerWriter,
  AssignDimension,
  CheckAnswers,
  ClearAnswer,
  CommentOnQuestion,
  CreateAgency,
  ListAgencies,
  ListAssessments,
  ListCountries,
  QuestionGate,
  ReadAgencyLogo,
  ReadEvidenceFile,
  RecordAnswer,
  RecordAnswers,
  RemoveEvidence,
  SetAgencyLogo,
  SetUpAgency,
  StartAssessment,
  ViewAgency,
  ViewAssessment,
  ViewDimension,
  WithdrawAssessment,
];

@Global()
@Module({ providers: USE_CASES, exports: USE_CASES })
export class UseCasesModule {}
