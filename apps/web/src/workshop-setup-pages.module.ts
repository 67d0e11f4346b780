import { Module } from '@nestjs/common';
import { SpreadsheetsModule } from './pages/assessment/spreadsheets.module.js';
import { AgendaController } from './pages/workshops/agenda.controller.js';
import { BadgesController } from './pages/workshops/badges.controller.js';
import { GroupsController } from './pages/workshops/groups.controller.js';
import { RosterImportController } from './pages/workshops/roster-import.controller.js';
import { RosterController } from './pages/workshops/roster.controller.js';
import { DataSheets } from './pages/workshops/data-sheet.js';
import { SheetReturns } from './pages/workshops/sheet-returns.js';
import { SheetsController } from './pages/workshops/sheets.controller.js';
import { RoomSheetController } from './pages/workshop-room/room-sheet.controller.js';
import { WorkshopsController } from './pages/workshops/workshops.controller.js';

/** The pages on which a workshop is set up. */
@Module({
  imports: [SpreadsheetsModule],
  controllers: [
    WorkshopsController,
    AgendaController,
    RosterController,
    RosterImportController,
    GroupsController,
    BadgesController,
    SheetsController,
    RoomSheetController,
  ],
  providers: [DataSheets, SheetReturns],
})
export class WorkshopSetupPagesModule {}
