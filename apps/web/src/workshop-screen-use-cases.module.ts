import { NoteAttendance, RunWall, ViewAttendance, ViewWall, WatchWorkshop } from '@isonomia/application';
import { Global, Module, type Type } from '@nestjs/common';

export const WORKSHOP_SCREEN_USE_CASES: readonly Type[] = [
  NoteAttendance,
  RunWall,
  ViewAttendance,
  ViewWall,
  WatchWorkshop,
];

/** What those who lead a workshop put on its wall, and who may hear that something moves. */
@Global()
@Module({ providers: [...WORKSHOP_SCREEN_USE_CASES], exports: [...WORKSHOP_SCREEN_USE_CASES] })
export class WorkshopScreenUseCasesModule {}
