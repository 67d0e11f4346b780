import { Module } from '@nestjs/common';
import { PracticesController } from './pages/practices/practices.controller.js';

/** The library of good practice. */
@Module({ controllers: [PracticesController] })
export class PracticePagesModule {}
