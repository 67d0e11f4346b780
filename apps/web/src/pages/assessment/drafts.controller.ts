import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { assessmentId, DiscardDraft, isOvertaken, KeepDraft, RevisionConflict } from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { seeOther } from '../../http/see-other.js';
import { href, ROUTES } from '../../paths.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import { PageRenderer } from '../shell/page-renderer.js';
import { fieldsOf, plainNumber } from './answer-fields.js';
import { takenUp } from './draft-form.js';
import { backOf, typedBy } from './draft-view.js';
import type { QuestionParameters } from './question-address.js';
import { QuestionPages } from './question-pages.js';
import { decimalMarkIn } from './typed-number.js';
import { typedLines } from './typed-lines.js';

/** What becomes of a draft: taken away, after asking; or taken up again where an answer was recorded since. */
@Controller()
export class DraftsController {
  constructor(
    private readonly keep: KeepDraft,
    private readonly discarding: DiscardDraft,
    private readonly questions: QuestionPages,
    private readonly pages: PageRenderer,
  ) {}

  @Get(ROUTES.discardDraft)
  async ask(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param() parameters: QuestionParameters,
  ): Promise<string> {
    const { view, line } = await this.questions.load(request, parameters);
    const { question, draft } = line;
    if (draft === undefined) return seeOther(reply, href(ROUTES.question, parameters));
    const words = this.pages.words(request, view.published);
    const title = words.t('page.assessment.draft.discard-title', { title: words.t(`${question.id}.short`) });
    return this.pages.render(request, reply, {
      name: 'assessment/discard-draft',
      title,
      agency: view.agency,
      published: view.published,
      view: {
        title,
        action: href(ROUTES.discardDraft, parameters),
        mark: draft.mark,
        by: typedBy(words, view, draft),
        lines: typedLines(words, question, draft.fields),
        back: backOf(view, question),
      },
    });
  }

  @Post(ROUTES.discardDraft)
  async discard(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param() parameters: QuestionParameters,
    @Body() body: FormBody,
  ): Promise<string> {
    const seen = new FormFields(body).revision('draft');
    try {
      const command = { assessment: assessmentId(parameters.assessment), question: parameters.question, seen };
      await this.discarding.execute(actorOf(request), command);
    } catch (problem) {
      // Somebody typed on meanwhile: it is asked once more, with what would be lost now.
      if (problem instanceof RevisionConflict) return seeOther(reply, href(ROUTES.discardDraft, parameters));
      throw problem;
    }
    return seeOther(reply, href(ROUTES.question, parameters, { query: { saved: 'discarded' } }));
  }

  @Post(ROUTES.takeDraft)
  async take(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param() parameters: QuestionParameters,
    @Body() body: FormBody,
  ): Promise<string> {
    const { view, line } = await this.questions.load(request, parameters);
    const { question, draft, current, revision } = line;
    const seen = new FormFields(body).revision('draft');
    // Another draft than the one shown is not taken up unseen: the page shows it.
    if (draft?.mark === seen && isOvertaken(draft, revision)) {
      const { locale } = this.pages.words(request, view.published).format;
      const write = plainNumber(decimalMarkIn(new FormFields(draft.fields), locale));
      const answer = current?.answer === undefined ? {} : fieldsOf(question, current.answer, write);
      await this.keep.execute(actorOf(request), {
        assessment: view.assessment.id,
        question: question.id,
        fields: takenUp(draft, answer),
        from: revision,
        seen,
      });
    }
    return seeOther(reply, href(ROUTES.question, parameters));
  }
}
