import {
  ChangeRound,
  ChooseSharing,
  CloseRound,
  DeclineRound,
  ExtendRound,
  InviteAgencies,
  InvitedAgencies,
  ListCandidates,
  ListDueReminders,
  ListRounds,
  ListRoundsOfAgency,
  OpenRound,
  PlanContexts,
  PlanRound,
  RemindAgencies,
  RoundMail,
  RoundMoves,
  ViewBoard,
  ViewPlanOffer,
  ViewRound,
  ViewRoundInvitation,
} from '@isonomia/application';
import { Global, Module, type Type } from '@nestjs/common';

export const ROUND_USE_CASES: readonly Type[] = [
  ChangeRound,
  ChooseSharing,
  CloseRound,
  DeclineRound,
  ExtendRound,
  InviteAgencies,
  InvitedAgencies,
  ListCandidates,
  ListDueReminders,
  ListRounds,
  ListRoundsOfAgency,
  OpenRound,
  PlanContexts,
  PlanRound,
  RemindAgencies,
  RoundMail,
  RoundMoves,
  ViewBoard,
  ViewPlanOffer,
  ViewRound,
  ViewRoundInvitation,
];

/** Rounds of assessments: planned, opened, followed and closed, and what agencies share in them. */
@Global()
@Module({ providers: [...ROUND_USE_CASES], exports: [...ROUND_USE_CASES] })
export class RoundUseCasesModule {}
