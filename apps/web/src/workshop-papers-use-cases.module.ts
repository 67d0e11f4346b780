import {
  DownloadOwnPaper,
  DownloadWorkshopPaper,
  FreezeWorkshop,
  LedPapers,
  OrderOwnPaper,
  OrderWorkshopPaper,
  PaperCounter,
  RoomOutcome,
  SeatedPapers,
  ViewOwnPapers,
  ViewWorkshopPapers,
} from '@isonomia/application';
import { Global, Module, type Type } from '@nestjs/common';

export const WORKSHOP_PAPERS_USE_CASES: readonly Type[] = [
  DownloadOwnPaper,
  DownloadWorkshopPaper,
  FreezeWorkshop,
  LedPapers,
  OrderOwnPaper,
  OrderWorkshopPaper,
  PaperCounter,
  RoomOutcome,
  SeatedPapers,
  ViewOwnPapers,
  ViewWorkshopPapers,
];

/** What stays of a workshop: its frozen outcome, and the papers made of it. */
@Global()
@Module({ providers: [...WORKSHOP_PAPERS_USE_CASES], exports: [...WORKSHOP_PAPERS_USE_CASES] })
export class WorkshopPapersUseCasesModule {}
