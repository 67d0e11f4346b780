import { Module } from '@nestjs/common';
import { ClauseMovesController } from './pages/workshops/clause-moves.controller.js';
import { ClausesController } from './pages/workshops/clauses.controller.js';
import { WorkshopPromisesController } from './pages/workshops/promises.controller.js';
import { WorkshopTextController } from './pages/workshops/text.controller.js';

/** The text that a workshop agrees on, and what agencies promise each other there. */
@Module({
  controllers: [WorkshopTextController, ClausesController, ClauseMovesController, WorkshopPromisesController],
})
export class WorkshopTextPagesModule {}
