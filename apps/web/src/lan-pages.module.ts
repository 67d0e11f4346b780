import { Module } from '@nestjs/common';
import { LanController } from './pages/lan/lan.controller.js';

/** How a room comes in. */
@Module({ controllers: [LanController] })
export class LanPagesModule {}
