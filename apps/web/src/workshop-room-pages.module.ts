import { Global, Module } from '@nestjs/common';
import { JoinController } from './pages/workshop-room/join.controller.js';
import { MeController } from './pages/workshop-room/me.controller.js';
import { RoomConflicts } from './pages/workshop-room/room-conflicts.js';
import { RoomForms } from './pages/workshop-room/room-forms.js';
import { RoomPages } from './pages/workshop-room/room-pages.js';
import { RoomController } from './pages/workshop-room/room.controller.js';

/** From a code to a seat, and what every seat of a workshop has. What groups do there stands on this. */
@Global()
@Module({
  controllers: [JoinController, RoomController, MeController],
  providers: [RoomConflicts, RoomForms, RoomPages],
  exports: [RoomConflicts, RoomForms, RoomPages],
})
export class WorkshopRoomPagesModule {}
