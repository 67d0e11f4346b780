import { Module } from '@nestjs/common';
import { SpreadsheetsModule } from './pages/assessment/spreadsheets.module.js';
import { PlanController } from './pages/plan/plan.controller.js';
import { PlanFiles } from './pages/plan/plan-files.js';
import { PlansInRoundController } from './pages/plan/plans-in-round.controller.js';
import { TaskEvidenceController } from './pages/plan/task-evidence.controller.js';
import { TaskPages } from './pages/plan/task-pages.js';
import { TasksController } from './pages/plan/tasks.controller.js';

/** What agencies promised to do, and how far they are. */
@Module({
  imports: [SpreadsheetsModule],
  controllers: [PlanController, TasksController, TaskEvidenceController, PlansInRoundController],
  providers: [PlanFiles, TaskPages],
})
export class PlanPagesModule {}
