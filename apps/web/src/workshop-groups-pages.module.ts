import { Module } from '@nestjs/common';
import { AgreementForms, AnswerForms, QuestionForms } from './pages/workshop-room/group-answer-forms.js';
import { PointForms } from './pages/workshop-room/point-forms.js';
import { RoomPointsController } from './pages/workshop-room/points.controller.js';
import { RoomQuestionsController } from './pages/workshop-room/questions.controller.js';
import { RoomResultController } from './pages/workshop-room/result.controller.js';
import { RoomConflicts } from './pages/workshop-room/room-conflicts.js';
import { GroupResultController } from './pages/workshops/group-result.controller.js';

/** What groups answer, hold and propose; and what of it those see who lead the workshop. */
@Module({
  controllers: [RoomQuestionsController, RoomPointsController, RoomResultController, GroupResultController],
  providers: [QuestionForms, AnswerForms, AgreementForms, PointForms, RoomConflicts],
})
export class WorkshopGroupsPagesModule {}
