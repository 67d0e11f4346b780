import { Module } from '@nestjs/common';
import { AgencyDataController } from './pages/data/agency-data.controller.js';
import { OwnDataController } from './pages/data/own-data.controller.js';

/** What is held: taken along, and taken away. */
@Module({ controllers: [AgencyDataController, OwnDataController] })
export class DataPagesModule {}
