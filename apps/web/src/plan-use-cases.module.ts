import {
  AddTask,
  AddTaskEvidence,
  BringDecisions,
  ChangeTask,
  CountPlan,
  FollowUpComposer,
  FollowUpOrder,
  PlanFromDecisions,
  PlanGate,
  ReadTaskEvidenceFile,
  RemoveTaskEvidence,
  ReportOnTask,
  RequestFollowUp,
  SharePlan,
  ViewPlan,
  ViewPlansInRound,
  ViewTask,
} from '@isonomia/application';
import { Global, Module, type Type } from '@nestjs/common';

export const PLAN_USE_CASES: readonly Type[] = [
  AddTask,
  AddTaskEvidence,
  BringDecisions,
  ChangeTask,
  CountPlan,
  FollowUpComposer,
  FollowUpOrder,
  PlanFromDecisions,
  PlanGate,
  ReadTaskEvidenceFile,
  RemoveTaskEvidence,
  ReportOnTask,
  RequestFollowUp,
  SharePlan,
  ViewPlan,
  ViewPlansInRound,
  ViewTask,
];

/** What becomes of the recommendations that an agency accepted. */
@Global()
@Module({ providers: [...PLAN_USE_CASES], exports: [...PLAN_USE_CASES] })
export class PlanUseCasesModule {}
