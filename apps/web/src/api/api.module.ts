import { Module } from '@nestjs/common';
import { AgenciesApiController } from './agencies/agencies.controller.js';
import { AnswersApiController } from './answers/answers.controller.js';
import { AssessmentsApiController } from './assessments/assessments.controller.js';
import { CarriedApiController } from './carried/carried.controller.js';
import { DocumentApiController, DocumentsApiController } from './documents/documents.controller.js';
import { EvidenceApiController } from './evidence/evidence.controller.js';
import { InstrumentsApiController } from './instruments/instruments.controller.js';
import { NamedApiController } from './named/named.controller.js';
import { InvitationsApiController, PeopleApiController } from './people/people.controller.js';
import { PlacesApiController } from './people/places.controller.js';
import { PlanApiController } from './plan/plan.controller.js';
import { TasksApiController } from './plan/tasks.controller.js';
import { ReleasesApiController } from './releases/releases.controller.js';
import { ReviewApiController } from './review/review.controller.js';
import { AgencyRoundsApiController } from './rounds/agency-rounds.controller.js';
import { RoundInvitationsApiController } from './rounds/round-invitations.controller.js';
import { RoundsApiController } from './rounds/rounds.controller.js';
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
    RoundsApiController,
    RoundInvitationsApiController,
    AgencyRoundsApiController,
    PeopleApiController,
    InvitationsApiController,
    AssessmentsApiController,
    AnswersApiController,
    CarriedApiController,
    EvidenceApiController,
    ResultsApiController,
    ReleasesApiController,
    ReviewApiController,
    NamedApiController,
    PlanApiController,
    TasksApiController,
    DocumentsApiController,
    DocumentApiController,
  ],
})
export class ApiModule {}
