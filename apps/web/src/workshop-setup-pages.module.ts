import { Module } from '@nestjs/common';
import { WorkshopsController } from './pages/workshops/workshops.controller.js';

/** The pages on which a workshop is set up. */
@Module({ controllers: [WorkshopsController] })
export class WorkshopSetupPagesModule {}
