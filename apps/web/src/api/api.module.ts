import { Module } from '@nestjs/common';
import { AgenciesApiController } from './agencies/agencies.controller.js';
import { AnswersApiController } from './answers/answers.controller.js';
import { AssessmentsApiController } from './assessments/assessments.controller.js';
import { DocumentApiController, DocumentsApiController } from './documents/documents.controller.js';
import { EvidenceApiController } from './evidence/evidence.controller.js';
import { InstrumentsApiController } from './instruments/instruments.controller.js';
import { InvitationsApiController, PeopleApiController } from './people/people.controller.js';
import { PlacesApiController } from './people/places.controller.js';
import { ReviewApiController } from './review/review.controller.js';
import { ResultsApiController } from './results/results.controller.js';
import { SecondFactorModule } from '../second-factor.module.js';
import { SecondFactorApiController } from './session/second-factor.controller.js';
import { SessionApiController } from './session/session.controller.js';

/** The product for programs: the same use cases as the pages, spoken in JSON. */
@Module({
  imports: [SecondFactorModule],
  controllers: [
    SessionApiController,
    SecondFactorApiController,
    InstrumentsApiController,
    AgenciesApiController,
    PlacesApiController,
    PeopleApiController,
    InvitationsApiController,
    AssessmentsApiController,
    AnswersApiController,
    EvidenceApiController,
    ResultsApiController,
    ReviewApiController,
    DocumentsApiController,
    DocumentApiController,
  ],
})
export class ApiModule {}
