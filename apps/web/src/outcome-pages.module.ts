import { Module } from '@nestjs/common';
import { TranslationStates } from '@isonomia/view';
import { AboutController } from './pages/about/about.controller.js';
import { TranslationsPage } from './pages/about/translations-page.js';
import { AuditController } from './pages/audit/audit.controller.js';
import { DocumentController, DocumentsController } from './pages/documents/documents.controller.js';
import { NamedController } from './pages/named/named.controller.js';
import { ProspectController } from './pages/releases/prospect.controller.js';
import { ReleaseController, ReleasesController } from './pages/releases/releases.controller.js';
import { ExplainController } from './pages/result/explain.controller.js';
import { Readings } from './pages/result/readings.js';
import { RecommendationsController } from './pages/result/recommendations.controller.js';
import { ResultController } from './pages/result/result.controller.js';
import { CheckController } from './pages/submission/check.controller.js';
import { SubmitController } from './pages/submission/submit.controller.js';
import { WithdrawController } from './pages/submission/withdraw.controller.js';
import { Vocabulary } from './pages/shell/words.js';
import { VerifyController } from './pages/verify/verify.controller.js';
import { VerifyPage } from './pages/verify/verify-page.js';

/** From checking the answers to the document in hand, and what anybody may read. */
@Module({
  controllers: [
    AuditController,
    CheckController,
    SubmitController,
    WithdrawController,
    ResultController,
    ExplainController,
    RecommendationsController,
    DocumentsController,
    DocumentController,
    NamedController,
    ProspectController,
    ReleasesController,
    ReleaseController,
    VerifyController,
    AboutController,
  ],
  providers: [
    Readings,
    VerifyPage,
    {
      provide: TranslationsPage,
      useFactory: (vocabulary: Vocabulary, states: TranslationStates) => new TranslationsPage(vocabulary, states),
      inject: [Vocabulary, TranslationStates],
    },
  ],
})
export class OutcomePagesModule {}
