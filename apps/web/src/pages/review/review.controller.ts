import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { assessmentId, TakeReview, ViewReview } from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { seeOther } from '../../http/see-other.js';
import { href, ROUTES } from '../../paths.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import { PageRenderer } from '../shell/page-renderer.js';
import { ReviewPages } from './review-pages.js';
import { reviewView } from './review-view.js';

@Controller()
export class ReviewController {
  constructor(
    private readonly view: ViewReview,
    private readonly take: TakeReview,
    private readonly reviews: ReviewPages,
    private readonly pages: PageRenderer,
  ) {}

  @Get(ROUTES.review)
  async overview(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('assessment') id: string,
    @Query('saved') saved: unknown,
  ): Promise<string> {
    const view = await this.view.execute(actorOf(request), { assessment: assessmentId(id) });
    const words = this.pages.words(request, view.published);
    return this.pages.render(request, reply, {
      name: 'review/overview',
      title: words.t('page.review.title', { agency: view.agency.name }),
      agency: view.agency,
      published: view.published,
      view: reviewView(words, view, typeof saved === 'string' ? saved : undefined),
    });
  }

  @Get(ROUTES.reviewDimension)
  async dimension(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param() parameters: { readonly assessment: string; readonly dimension: string },
    @Query('saved') saved: unknown,
  ): Promise<string> {
    return this.reviews.dimension(request, reply, parameters, typeof saved === 'string' ? { saved } : {});
  }

  @Post(ROUTES.takeReview)
  async taken(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('assessment') id: string,
    @Body() body: FormBody,
  ): Promise<string> {
    const assessment = assessmentId(id);
    const from = new FormFields(body).text('from');
    await this.take.execute(actorOf(request), { assessment, ...(from !== '' && { from }) });
    return seeOther(reply, href(ROUTES.review, { assessment }, { query: { saved: 'taken' } }));
  }
}
