import { Injectable } from '@nestjs/common';
import {
  AnswerHistory,
  AnswerNotice,
  assessmentId,
  NotFound,
  withoutGone,
  type CurrentAnswer,
  type SavedAnswer,
} from '@isonomia/application';
import { type EvidenceId, type Fault } from '@isonomia/instrument';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { wantsJson } from '../../http/request.js';
import { href, ROUTES } from '../../paths.js';
import type { FormErrors } from '../shell/fields.js';
import { FormFields } from '../shell/form-fields.js';
import { PageRenderer } from '../shell/page-renderer.js';
import { answerErrors } from './answer-faults.js';
import type { AnswerForm } from './answer-form.js';
import { cellNames } from './cell-names.js';
import { conflictView } from './conflict-view.js';
import type { QuestionParameters } from './question-address.js';
import { QuestionPages } from './question-pages.js';
import type { Sent } from './sent.js';
import type { Typed } from './question-view.js';
import { anchorOf } from './question-address.js';
import { whenOf } from './when.js';
import { warningText } from './warning-text.js';

const OK = 200;
const UNPROCESSABLE = 422;
const CONFLICT = 409;

/** What a saved, refused or outrun answer is told: to a script as JSON, to a person as a page. */
@Injectable()
export class AnswerReplies {
  constructor(
    private readonly questions: QuestionPages,
    private readonly history: AnswerHistory,
    private readonly notice: AnswerNotice,
    private readonly pages: PageRenderer,
  ) {}

  async saved({ request, reply, parameters }: Sent, saved: SavedAnswer): Promise<object> {
    void reply.status(OK);
    const { published, timeZone, warnings } = await this.notice.execute(actorOf(request), {
      assessment: assessmentId(parameters.assessment),
      question: saved.question,
    });
    const words = this.pages.words(request, published);
    const time = whenOf(words, { agency: { timeZone } }, saved.changedAt);
    return {
      status: 'saved',
      revision: saved.revision,
      message: words.t('page.assessment.question.saved-at', { time }),
      warnings: warnings.map((warning) => warningText(words, warning)),
    };
  }

  async nothing(sent: Sent): Promise<unknown> {
    const words = this.pages.words(sent.request);
    return this.tell(sent, [{ message: words.t('page.assessment.question.nothing'), unfinished: true }]);
  }

  async refused(sent: Sent, faults: readonly Fault[]): Promise<unknown> {
    const { view, line } = await this.questions.load(sent.request, sent.parameters);
    const words = this.pages.words(sent.request, view.published);
    const names = cellNames(words, line.question, new FormFields(sent.body));
    return this.tell(sent, answerErrors(faults, { words, form: sent.form, ...names }));
  }

  /** The page once more with everything that was typed. */
  async again(sent: Sent, errors: FormErrors, blankRows = 0): Promise<string> {
    const { request, reply, parameters, body } = sent;
    const typed: Typed = { question: parameters.question, body, errors, blankRows };
    if (new FormFields(body).text('origin') === 'question') {
      return this.questions.question(request, reply, parameters, { typed });
    }
    const { view } = await this.questions.load(request, parameters);
    return this.questions.dimension(request, reply, view, { typed });
  }

  async conflict(sent: Sent, current: CurrentAnswer): Promise<unknown> {
    const { request, reply, parameters } = sent;
    const { view, line } = await this.questions.load(request, parameters);
    const words = this.pages.words(request, view.published);
    const page = conflictView(words, { view, question: line.question, sent, current });
    if (wantsJson(request)) {
      void reply.status(CONFLICT);
      return { ...page.json, draft: new FormFields(sent.body).revision('draft') };
    }
    return this.pages.render(request, reply, {
      name: 'assessment/conflict',
      status: CONFLICT,
      title: page.view.title,
      agency: view.agency,
      published: view.published,
      hasErrors: true,
      view: page.view,
    });
  }

  async confirmClearing(request: FastifyRequest, reply: FastifyReply, parameters: QuestionParameters): Promise<string> {
    const { view, line } = await this.questions.load(request, parameters);
    const words = this.pages.words(request, view.published);
    const title = words.t('page.assessment.question.clear-title', { title: words.t(`${line.question.id}.short`) });
    return this.pages.render(request, reply, {
      name: 'assessment/confirm',
      title,
      agency: view.agency,
      published: view.published,
      view: {
        title,
        lead: words.t('page.assessment.question.clear-lead'),
        action: href(ROUTES.clearAnswer, parameters),
        revision: line.revision,
        submit: words.t('page.assessment.question.clear-do'),
        keep: words.t('page.assessment.question.clear-keep'),
        back: href(
          ROUTES.dimension,
          { assessment: parameters.assessment, dimension: line.question.dimension },
          { fragment: anchorOf(line.question.id) },
        ),
      },
    });
  }

  /** An answer of the history as a form that was sent; evidence removed since then is left out. */
  async earlier(
    request: FastifyRequest,
    parameters: QuestionParameters,
    wanted: { readonly restored: number; readonly expected: number },
  ): Promise<AnswerForm> {
    const { view, line } = await this.questions.load(request, parameters);
    const revisions = await this.history.execute(actorOf(request), {
      assessment: view.assessment.id,
      question: line.question.id,
    });
    const found = revisions.find(({ revision }) => revision === wanted.restored);
    if (found?.answer === undefined) throw new NotFound('answer');
    const stands = new Set<EvidenceId>(view.evidence.map(({ id }) => id));
    return { answer: withoutGone(found.answer, stands), revision: wanted.expected, positions: [], emptyRows: [] };
  }

  private async tell(sent: Sent, errors: FormErrors): Promise<unknown> {
    if (!wantsJson(sent.request)) return this.again(sent, errors);
    void sent.reply.status(UNPROCESSABLE);
    const unfinished = errors.filter((error) => error.unfinished === true);
    const words = this.pages.words(sent.request);
    const [first] = unfinished;
    return {
      faults: errors.filter((error) => error.unfinished !== true),
      ...(first !== undefined && {
        message: words.t('page.assessment.question.unfinished', { message: first.message }),
      }),
    };
  }
}
