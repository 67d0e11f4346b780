import { Module } from '@nestjs/common';
import { RoomPapersController } from './pages/workshop-room/papers.controller.js';
import { WorkshopPapersController } from './pages/workshops/papers.controller.js';

/** What stays of a workshop, for those who lead it and for those who were there. */
@Module({ controllers: [WorkshopPapersController, RoomPapersController] })
export class WorkshopPapersPagesModule {}
