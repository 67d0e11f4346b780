import { Module } from '@nestjs/common';
import { RoundInvitationsController } from './pages/rounds/invitations.controller.js';
import { RoundMovesController } from './pages/rounds/round-moves.controller.js';
import { RoundOfAgencyController } from './pages/rounds/round-of-agency.controller.js';
import { RoundsController } from './pages/rounds/rounds.controller.js';

/** Rounds: planned and followed by their coordinators, answered by agencies. */
@Module({
  controllers: [RoundsController, RoundInvitationsController, RoundMovesController, RoundOfAgencyController],
})
export class RoundPagesModule {}
