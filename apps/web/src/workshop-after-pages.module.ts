import { Module } from '@nestjs/common';
import { RoomNetworkController } from './pages/workshop-room/network.controller.js';
import { WorkshopAfterController } from './pages/workshops/after.controller.js';

/** What is left of a workshop: promises that become tasks, people to ask, offers still open. */
@Module({ controllers: [WorkshopAfterController, RoomNetworkController] })
export class WorkshopAfterPagesModule {}
