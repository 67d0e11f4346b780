import { Module } from '@nestjs/common';
import { LiveStreams } from './http/live/live-streams.js';
import { AttendanceController } from './pages/workshops/attendance.controller.js';
import { LiveController } from './pages/workshops/live.controller.js';
import { PosterController } from './pages/workshops/poster.controller.js';
import { WallController } from './pages/workshops/wall.controller.js';

/** The wall of a workshop, its poster, who was there, and what tells pages that something moved. */
@Module({
  controllers: [AttendanceController, LiveController, PosterController, WallController],
  providers: [LiveStreams],
})
export class WorkshopScreenPagesModule {}
