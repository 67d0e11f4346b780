import {
  ChooseForGroup,
  GroupQuestions,
  GroupVoice,
  MovePoint,
  SayAgreement,
  SayAnswer,
  SayConsensus,
  SayPoint,
  ViewAgencyGroup,
  ViewGroup,
} from '@isonomia/application';
import { Global, Module, type Type } from '@nestjs/common';

export const WORKSHOP_GROUPS_USE_CASES: readonly Type[] = [
  ChooseForGroup,
  GroupQuestions,
  GroupVoice,
  MovePoint,
  SayAgreement,
  SayAnswer,
  SayConsensus,
  SayPoint,
  ViewAgencyGroup,
  ViewGroup,
];

/** What is said in the groups of a workshop. */
@Global()
@Module({ providers: [...WORKSHOP_GROUPS_USE_CASES], exports: [...WORKSHOP_GROUPS_USE_CASES] })
export class WorkshopGroupsUseCasesModule {}
