import { Module } from '@nestjs/common';
import { RoomConflicts } from './pages/workshop-room/room-conflicts.js';
import { RoomPromisesController } from './pages/workshop-room/room-promises.controller.js';
import { RoomTextController } from './pages/workshop-room/room-text.controller.js';
import { ClauseForms, CommitmentForms, OfferForms } from './pages/workshop-room/text-forms.js';
import { ClauseMovesController } from './pages/workshops/clause-moves.controller.js';
import { ClausesController } from './pages/workshops/clauses.controller.js';
import { WorkshopPromisesController } from './pages/workshops/promises.controller.js';
import { WorkshopTextController } from './pages/workshops/text.controller.js';

/** The text that a workshop agrees on, and what agencies promise each other there. */
@Module({
  controllers: [
    WorkshopTextController,
    ClausesController,
    ClauseMovesController,
    WorkshopPromisesController,
    RoomTextController,
    RoomPromisesController,
  ],
  providers: [RoomConflicts, ClauseForms, CommitmentForms, OfferForms],
})
export class WorkshopTextPagesModule {}
