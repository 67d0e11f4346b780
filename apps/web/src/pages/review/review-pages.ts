import { Injectable } from '@nestjs/common';
import { assessmentId, NotFound, ViewReview } from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { PageRenderer } from '../shell/page-renderer.js';
import { reviewDimensionView, type DimensionState } from './review-dimension-view.js';

const UNPROCESSABLE = 422;

/** The page on which the questions of a part are read and decided on: several controllers answer with it. */
@Injectable()
export class ReviewPages {
  constructor(
    private readonly view: ViewReview,
    private readonly pages: PageRenderer,
  ) {}

  async dimension(
    request: FastifyRequest,
    reply: FastifyReply,
    parameters: { readonly assessment: string; readonly dimension: string },
    state: DimensionState,
  ): Promise<string> {
    const view = await this.view.execute(actorOf(request), { assessment: assessmentId(parameters.assessment) });
    const words = this.pages.words(request, view.published);
    const page = reviewDimensionView(words, view, parameters.dimension, state);
    if (page === undefined) throw new NotFound('dimension');
    return this.pages.render(request, reply, {
      name: 'review/dimension',
      title: `${page.title} – ${words.t('page.review.title', { agency: view.agency.name })}`,
      agency: view.agency,
      published: view.published,
      ...(state.refused !== undefined && { hasErrors: true, status: UNPROCESSABLE }),
      view: page,
    });
  }
}
