import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import {
  assessmentId,
  ClearAnswer,
  FindQuestion,
  InputRefused,
  RecordAnswer,
  RevisionConflict,
  type CurrentAnswer,
  type SavedAnswer,
} from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { seeOther } from '../../http/see-other.js';
import { wantsJson } from '../../http/request.js';
import { href, ROUTES } from '../../paths.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import { PageRenderer } from '../shell/page-renderer.js';
import { readAnswerForm, type AnswerForm } from './answer-form.js';
import { AnswerReplies } from './answer-replies.js';
import { hasTyped } from './draft-form.js';
import { DraftReplies } from './draft-replies.js';
import { anchorOf } from './question-address.js';
import type { QuestionParameters } from './question-address.js';
import { TypedForms } from './typed-forms.js';
import { decimalMarkIn } from './typed-number.js';

const MORE_ROWS = 3;

@Controller()
export class AnswersController {
  constructor(
    private readonly find: FindQuestion,
    private readonly record: RecordAnswer,
    private readonly clear: ClearAnswer,
    private readonly replies: AnswerReplies,
    private readonly drafts: DraftReplies,
    private readonly forms: TypedForms,
    private readonly pages: PageRenderer,
  ) {}

  /** Script and plain form alike: the one gets JSON, the other a redirect or its page again. */
  @Post(ROUTES.answer)
  async save(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param() parameters: QuestionParameters,
    @Body() body: FormBody,
  ): Promise<unknown> {
    const asked = { assessment: assessmentId(parameters.assessment), question: parameters.question };
    const found = await this.find.execute(actorOf(request), asked);
    const words = this.pages.words(request, found.published);
    const fields = new FormFields(body);
    const form = readAnswerForm(found.question, body, {
      decimalMark: decimalMarkIn(fields, words.format.locale),
      emptyRowsAreUnavailable: fields.text('fill') === 'unavailable',
    });
    const sent = { request, reply, parameters, body, form };
    if (fields.text('more') === 'rows') return this.drafts.more(sent, MORE_ROWS);
    try {
      // An answer is not cleared by a form in which something is still being typed.
      const saved = await (form.answer === undefined && hasTyped(body)
        ? undefined
        : this.write(request, parameters, form));
      if (saved === undefined) return await this.drafts.valueless(sent, found);
      const settled = this.forms.settle(sent, true);
      const told = wantsJson(request) ? this.replies.saved(sent, saved) : this.back(reply, sent, 'answer');
      return (await Promise.all([told, settled]))[0];
    } catch (problem) {
      if (problem instanceof InputRefused) return this.drafts.unfinished(sent, found, problem.faults);
      if (problem instanceof RevisionConflict) return this.replies.conflict(sent, problem.current as CurrentAnswer);
      throw problem;
    }
  }

  @Get(ROUTES.clearAnswer)
  async clearForm(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param() parameters: QuestionParameters,
  ): Promise<string> {
    return this.replies.confirmClearing(request, reply, parameters);
  }

  @Post(ROUTES.clearAnswer)
  async clearAnswer(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param() parameters: QuestionParameters,
    @Body() body: FormBody,
  ): Promise<unknown> {
    const form: AnswerForm = {
      answer: undefined,
      revision: new FormFields(body).revision(),
      positions: [],
      emptyRows: [],
    };
    const sent = { request, reply, parameters, body, form };
    try {
      await this.write(request, parameters, form);
    } catch (problem) {
      if (problem instanceof RevisionConflict) return this.replies.conflict(sent, problem.current as CurrentAnswer);
      throw problem;
    }
    return this.back(reply, sent, 'cleared');
  }

  /** An earlier answer becomes the present one; the present one stays in the history. */
  @Post(ROUTES.restoreAnswer)
  async restore(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param() parameters: QuestionParameters,
    @Body() body: FormBody,
  ): Promise<unknown> {
    const fields = new FormFields(body);
    const form = await this.replies.earlier(request, parameters, {
      restored: fields.revision('restored'),
      expected: fields.revision(),
    });
    const sent = { request, reply, parameters, body, form };
    try {
      await this.write(request, parameters, form);
    } catch (problem) {
      if (problem instanceof InputRefused) return this.replies.refused(sent, problem.faults);
      if (problem instanceof RevisionConflict) return this.replies.conflict(sent, problem.current as CurrentAnswer);
      throw problem;
    }
    return seeOther(reply, href(ROUTES.question, parameters, { query: { saved: 'restored' }, fragment: 'history' }));
  }

  /** Nothing typed where nothing stood: nothing to save. */
  private async write(
    request: FastifyRequest,
    parameters: QuestionParameters,
    { answer, revision }: AnswerForm,
  ): Promise<SavedAnswer | undefined> {
    const command = {
      assessment: assessmentId(parameters.assessment),
      question: parameters.question,
      expected: revision,
    };
    if (answer !== undefined) return this.record.execute(actorOf(request), { ...command, answer });
    return revision === 0 ? undefined : this.clear.execute(actorOf(request), command);
  }

  private async back(
    reply: FastifyReply,
    sent: { readonly request: FastifyRequest; readonly parameters: QuestionParameters; readonly body: FormBody },
    saved: string,
  ): Promise<string> {
    const { parameters, body } = sent;
    const { question } = await this.find.execute(actorOf(sent.request), {
      assessment: assessmentId(parameters.assessment),
      question: parameters.question,
    });
    const rest = { query: { saved }, fragment: anchorOf(question.id) };
    const address =
      new FormFields(body).text('origin') === 'question'
        ? href(ROUTES.question, parameters, rest)
        : href(ROUTES.dimension, { assessment: parameters.assessment, dimension: question.dimension }, rest);
    return seeOther(reply, address);
  }
}
