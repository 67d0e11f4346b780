import { Module } from '@nestjs/common';
import { LiveStreams } from './http/live/live-streams.js';
import { RoomQuizController } from './pages/workshop-room/room-quiz.controller.js';
import { AttendanceController } from './pages/workshops/attendance.controller.js';
import { LiveController } from './pages/workshops/live.controller.js';
import { PosterController } from './pages/workshops/poster.controller.js';
import { QuizResultController } from './pages/workshops/quiz.controller.js';
import { WallController } from './pages/workshops/wall.controller.js';

/** The wall of a workshop, its poster, who was there, its quiz, and what tells pages that something moved. */
@Module({
  controllers: [
    AttendanceController,
    LiveController,
    PosterController,
    QuizResultController,
    RoomQuizController,
    WallController,
  ],
  providers: [LiveStreams],
})
export class WorkshopScreenPagesModule {}
