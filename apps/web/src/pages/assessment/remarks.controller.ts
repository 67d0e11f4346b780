import { Body, Controller, Param, Post, Req, Res } from '@nestjs/common';
import { assessmentId, CommentOnQuestion, InputRefused } from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { seeOther } from '../../http/see-other.js';
import { href, ROUTES } from '../../paths.js';
import { errorsOf } from '../shell/faults.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import { PageRenderer } from '../shell/page-renderer.js';
import type { QuestionParameters } from './question-address.js';
import { QuestionPages } from './question-pages.js';

@Controller()
export class RemarksController {
  constructor(
    private readonly comment: CommentOnQuestion,
    private readonly questions: QuestionPages,
    private readonly pages: PageRenderer,
  ) {}

  @Post(ROUTES.comments)
  async add(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param() parameters: QuestionParameters,
    @Body() body: FormBody,
  ): Promise<string> {
    const text = new FormFields(body).verbatim('text').replace(/\r\n?/g, '\n');
    try {
      await this.comment.execute(actorOf(request), {
        assessment: assessmentId(parameters.assessment),
        question: parameters.question,
        text,
      });
    } catch (problem) {
      if (!(problem instanceof InputRefused)) throw problem;
      const words = this.pages.words(request);
      const label = (): string => words.t('page.assessment.item.comment');
      const errors = errorsOf(words, problem.faults, { field: (path) => path, label });
      return this.questions.question(request, reply, parameters, { comment: { body, errors } });
    }
    return seeOther(reply, href(ROUTES.question, parameters, { query: { saved: 'comment' }, fragment: 'comments' }));
  }
}
