import { Injectable } from '@nestjs/common';
import {
  AnswerHistory,
  assessmentId,
  FindQuestion,
  NotFound,
  ViewDimension,
  type DimensionView,
  type QuestionView,
} from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { PageRenderer } from '../shell/page-renderer.js';
import { dimensionView } from './dimension-view.js';
import { itemView, type ItemState } from './item-view.js';
import type { QuestionParameters } from './question-address.js';
import type { Typed } from './question-view.js';

const UNPROCESSABLE = 422;

/** The pages on which questions stand: several controllers answer with them. */
@Injectable()
export class QuestionPages {
  constructor(
    private readonly view: ViewDimension,
    private readonly find: FindQuestion,
    private readonly history: AnswerHistory,
    private readonly pages: PageRenderer,
  ) {}

  /** The dimension of a question with the question's own line; throws `NotFound` where it is not asked. */
  async load(
    request: FastifyRequest,
    parameters: QuestionParameters,
  ): Promise<{ view: DimensionView; line: QuestionView }> {
    const assessment = assessmentId(parameters.assessment);
    const actor = actorOf(request);
    const { question } = await this.find.execute(actor, { assessment, question: parameters.question });
    const view = await this.view.execute(actor, { assessment, dimension: question.dimension });
    const line = view.questions.find((one) => one.question.id === question.id);
    if (line === undefined) throw new NotFound('question');
    return { view, line };
  }

  dimension(
    request: FastifyRequest,
    reply: FastifyReply,
    view: DimensionView,
    state: { readonly typed?: Typed; readonly saved?: string },
  ): string {
    const words = this.pages.words(request, view.published);
    const page = dimensionView(words, view, state);
    return this.pages.render(request, reply, {
      name: 'assessment/dimension',
      title: `${page.title} – ${view.assessment.title}`,
      agency: view.agency,
      published: view.published,
      ...problemOf(state.typed),
      view: page,
    });
  }

  async question(
    request: FastifyRequest,
    reply: FastifyReply,
    parameters: QuestionParameters,
    state: ItemState,
  ): Promise<string> {
    const { view, line } = await this.load(request, parameters);
    const revisions = await this.history.execute(actorOf(request), {
      assessment: view.assessment.id,
      question: line.question.id,
    });
    const words = this.pages.words(request, view.published);
    const page = itemView(words, { view, line, revisions }, state);
    return this.pages.render(request, reply, {
      name: 'assessment/question',
      title: `${words.t(`${line.question.id}.short`)} – ${view.assessment.title}`,
      agency: view.agency,
      published: view.published,
      ...problemOf(state.upload ?? state.typed ?? state.evidence ?? state.comment),
      view: page,
    });
  }
}

const problemOf = (refused: { readonly errors: readonly unknown[] } | undefined) =>
  refused === undefined || refused.errors.length === 0 ? {} : { hasErrors: true, status: UNPROCESSABLE };
