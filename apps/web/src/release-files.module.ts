import { Module } from '@nestjs/common';
import { RegionalReportController } from './pages/release-files/regional-report.controller.js';
import { ReleaseFiles } from './pages/release-files/release-files.js';
import { ReleaseFilesController } from './pages/release-files/release-files.controller.js';

/** What is taken along of a release: its numbers in files, and the report for people. */
@Module({ controllers: [ReleaseFilesController, RegionalReportController], providers: [ReleaseFiles] })
export class ReleaseFilesModule {}
