import { Module } from '@nestjs/common';
import { LiveStreams } from './http/live/live-streams.js';
import { LiveController } from './pages/workshops/live.controller.js';

/** The wall of a workshop, and what tells pages that something moved. */
@Module({ controllers: [LiveController], providers: [LiveStreams] })
export class WorkshopScreenPagesModule {}
