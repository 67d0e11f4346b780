import {
  BeginSession,
  HandInQuiz,
  NoteAttendance,
  RunTimer,
  ViewAttendance,
  ViewOwnQuiz,
  ViewQuizResult,
  ViewWall,
  WatchWorkshop,
} from '@isonomia/application';
import { Global, Module, type Type } from '@nestjs/common';

export const WORKSHOP_SCREEN_USE_CASES: readonly Type[] = [
  BeginSession,
  HandInQuiz,
  NoteAttendance,
  RunTimer,
  ViewAttendance,
  ViewOwnQuiz,
  ViewQuizResult,
  ViewWall,
  WatchWorkshop,
];

/** What those who lead a workshop put on its wall, who may hear that something moves, and the quiz of the room. */
@Global()
@Module({ providers: [...WORKSHOP_SCREEN_USE_CASES], exports: [...WORKSHOP_SCREEN_USE_CASES] })
export class WorkshopScreenUseCasesModule {}
