import path from 'node:path';
import type { Config } from '@isonomia/config';
import { TemplateEngine, TranslationStates } from '@isonomia/view';
import { Global, Module } from '@nestjs/common';
import { Assets } from './http/assets.js';
import { CONFIG } from './http/config-tokens.js';
import { ErrorPage } from './http/error-page.js';
import { LanguageChoice } from './http/language/language-choice.js';
import { Csrf } from './http/session/csrf.js';
import { HomeController } from './pages/account/home.controller.js';
import { PasskeySignIn } from './pages/account/passkey-sign-in.js';
import { SignInController } from './pages/account/sign-in.controller.js';
import { AgencyController } from './pages/agency/agency.controller.js';
import { StartInRoundController } from './pages/agency/start-in-round.controller.js';
import { TrendsController } from './pages/agency/trends.controller.js';
import { SetUpController } from './pages/agency/set-up.controller.js';
import { AnswerReplies } from './pages/assessment/answer-replies.js';
import { AnswersController } from './pages/assessment/answers.controller.js';
import { AssessmentController } from './pages/assessment/assessment.controller.js';
import { CarriedController } from './pages/assessment/carried.controller.js';
import { DraftReplies } from './pages/assessment/draft-replies.js';
import { DraftsController } from './pages/assessment/drafts.controller.js';
import { EvidenceController } from './pages/assessment/evidence.controller.js';
import { EvidenceRemovalController } from './pages/assessment/evidence-removal.controller.js';
import { QuestionPages } from './pages/assessment/question-pages.js';
import { QuestionsController } from './pages/assessment/questions.controller.js';
import { RemarksController } from './pages/assessment/remarks.controller.js';
import { WordedErrorPage } from './pages/errors/error-page.js';
import { SpreadsheetsModule } from './pages/assessment/spreadsheets.module.js';
import { UploadsModule } from './uploads.module.js';
import { TablesController } from './pages/assessment/tables.controller.js';
import { TypedForms } from './pages/assessment/typed-forms.js';
import { PageRenderer } from './pages/shell/page-renderer.js';
import { Vocabulary } from './pages/shell/words.js';

type PageParts = readonly [TemplateEngine, Vocabulary, Assets, Csrf, LanguageChoice, TranslationStates];

/** The pages of people who sign in, set up their agency and answer; and what draws every page. */
@Global()
@Module({
  imports: [SpreadsheetsModule, UploadsModule],
  controllers: [
    SignInController,
    HomeController,
    AgencyController,
    StartInRoundController,
    TrendsController,
    SetUpController,
    AssessmentController,
    QuestionsController,
    AnswersController,
    DraftsController,
    CarriedController,
    EvidenceController,
    EvidenceRemovalController,
    RemarksController,
    TablesController,
  ],
  providers: [
    PasskeySignIn,
    QuestionPages,
    AnswerReplies,
    DraftReplies,
    TypedForms,
    {
      provide: TemplateEngine,
      useFactory: ({ root }: Config) => new TemplateEngine({ templates: path.join(root, 'templates') }),
      inject: [CONFIG],
    },
    {
      provide: Vocabulary,
      useFactory: ({ root }: Config) =>
        new Vocabulary(path.join(root, 'libs', 'view', 'texts'), path.join(root, 'libs', 'content', 'texts')),
      inject: [CONFIG],
    },
    {
      provide: LanguageChoice,
      useFactory: (vocabulary: Vocabulary, { publicUrl }: Config) =>
        new LanguageChoice(vocabulary.languages, { secure: publicUrl.startsWith('https:') }),
      inject: [Vocabulary, CONFIG],
    },
    {
      provide: PageRenderer,
      useFactory: (...[engine, vocabulary, assets, csrf, choice, states]: PageParts) =>
        new PageRenderer({ engine, vocabulary, assets, csrf, choice, states }),
      inject: [TemplateEngine, Vocabulary, Assets, Csrf, LanguageChoice, TranslationStates],
    },
    {
      provide: TranslationStates,
      useFactory: ({ root }: Config) => new TranslationStates(root),
      inject: [CONFIG],
    },
    { provide: ErrorPage, useClass: WordedErrorPage },
  ],
  exports: [ErrorPage, LanguageChoice, PageRenderer, TemplateEngine, TranslationStates, Vocabulary],
})
export class PagesModule {}
