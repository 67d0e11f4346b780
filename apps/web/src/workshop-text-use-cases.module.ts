import {
  AddClause,
  ChangeClause,
  ChangeOffer,
  CommentOnClause,
  HoldPosition,
  KeepCommitment,
  LockText,
  MakeOffer,
  MarkClause,
  MoveClause,
  ReadCommitments,
  ReadOffers,
  ReadRoomClause,
  ReadRoomText,
  RemoveCommitment,
  RestoreClause,
  RoomTexts,
  SettleComment,
  SuggestPairs,
  TextGate,
  UnlockText,
  ViewClause,
  ViewText,
  WithdrawClause,
} from '@isonomia/application';
import { Global, Module, type Type } from '@nestjs/common';

export const WORKSHOP_TEXT_USE_CASES: readonly Type[] = [
  AddClause,
  ChangeClause,
  ChangeOffer,
  CommentOnClause,
  HoldPosition,
  KeepCommitment,
  LockText,
  MakeOffer,
  MarkClause,
  MoveClause,
  ReadCommitments,
  ReadOffers,
  ReadRoomClause,
  ReadRoomText,
  RemoveCommitment,
  RestoreClause,
  RoomTexts,
  SettleComment,
  SuggestPairs,
  TextGate,
  UnlockText,
  ViewClause,
  ViewText,
  WithdrawClause,
];

/** The text that a workshop agrees on, and what agencies promise each other there. */
@Global()
@Module({ providers: [...WORKSHOP_TEXT_USE_CASES], exports: [...WORKSHOP_TEXT_USE_CASES] })
export class WorkshopTextUseCasesModule {}
