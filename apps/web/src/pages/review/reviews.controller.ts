import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ListReviews } from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { ROUTES } from '../../paths.js';
import { PageRenderer } from '../shell/page-renderer.js';
import { reviewsView } from './reviews-view.js';

@Controller()
export class ReviewsController {
  constructor(
    private readonly list: ListReviews,
    private readonly pages: PageRenderer,
  ) {}

  @Get(ROUTES.reviews)
  async page(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query('saved') saved: unknown,
  ): Promise<string> {
    const reviews = await this.list.execute(actorOf(request));
    const words = this.pages.words(request);
    return this.pages.render(request, reply, {
      name: 'review/list',
      title: words.t('page.reviews.title'),
      view: reviewsView(words, reviews, saved === 'returned'),
    });
  }
}
