import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ViewQuizResult, workshopId } from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { href, ROUTES } from '../../paths.js';
import { PageRenderer } from '../shell/page-renderer.js';
import { quizResultView } from './quiz-view.js';

/** What the room knew before and after, in numbers: for those who lead the workshop. */
@Controller()
export class QuizResultController {
  constructor(
    private readonly view: ViewQuizResult,
    private readonly pages: PageRenderer,
  ) {}

  @Get(ROUTES.workshopQuiz)
  async result(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('workshop') id: string,
  ): Promise<string> {
    const { workshop, quiz, tallies } = await this.view.execute(actorOf(request), { workshop: workshopId(id) });
    const words = this.pages.words(request);
    return this.pages.render(request, reply, {
      name: 'workshops/quiz',
      title: words.t('page.quiz.result'),
      view: {
        crumbs: [
          { href: ROUTES.workshops, label: words.t('page.workshop-setup.list.title') },
          { href: href(ROUTES.workshop, { workshop: workshop.id }), label: workshop.title },
        ],
        result: quizResultView(words, quiz, tallies),
      },
    });
  }
}
