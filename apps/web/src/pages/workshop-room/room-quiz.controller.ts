import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import {
  HandInQuiz,
  InputRefused,
  NotFound,
  quizPhase,
  ViewOwnQuiz,
  type OwnQuiz,
  type QuizAnswers,
  type QuizPhase,
} from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ByWorkshopSeat } from '../../http/seats/by-workshop-seat.js';
import { seatOf } from '../../http/seats/held-seat.js';
import { seeOther } from '../../http/see-other.js';
import { ROUTES } from '../../paths.js';
import type { FormErrors } from '../shell/fields.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import { demandFields } from '../shell/known-fields.js';
import { RoomPages } from './room-pages.js';
import { quizHomeView, quizSheetView } from './room-quiz-view.js';

/** The quiz on the phone of a participant: a sheet before and one after, and what the room knew. */
@ByWorkshopSeat()
@Controller()
export class RoomQuizController {
  constructor(
    private readonly view: ViewOwnQuiz,
    private readonly handing: HandInQuiz,
    private readonly pages: RoomPages,
  ) {}

  @Get(ROUTES.roomQuiz)
  async home(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const own = await this.view.execute(seatOf(request));
    const words = this.pages.words(request);
    return this.pages.render(request, reply, {
      name: 'workshop-room/quiz',
      title: words.t('page.quiz.title'),
      part: 'more',
      view: quizHomeView(words, own),
    });
  }

  @Get(ROUTES.roomQuizSheet)
  async sheet(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('phase') typed: string,
  ): Promise<string> {
    const phase = quizPhase(typed);
    const own = await this.view.execute(seatOf(request));
    if (!own.open.includes(phase)) return seeOther(reply, ROUTES.roomQuiz);
    return this.form(request, reply, { phase, own });
  }

  @Post(ROUTES.roomQuizSheet)
  async handIn(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('phase') typed: string,
    @Body() body: FormBody,
  ): Promise<string> {
    const phase = quizPhase(typed);
    const own = await this.view.execute(seatOf(request));
    const ids = own.quiz.questions.map(({ id }) => id);
    const fields = new FormFields(demandFields(body, 'key', ...ids));
    const chosen = ids.map((id) => [id, fields.text(id)] as const).filter(([, option]) => option !== '');
    const answers: QuizAnswers = Object.fromEntries(chosen);
    try {
      await this.handing.execute(seatOf(request), { phase, answers });
    } catch (problem) {
      if (!(problem instanceof InputRefused)) throw problem;
      // An option that no page offers was typed by a program.
      if (chosen.length > 0) throw new NotFound('option');
      const errors = [{ message: this.pages.words(request).t('page.quiz.nothing') }];
      return this.form(request, reply, { phase, own, errors });
    }
    return seeOther(reply, ROUTES.roomQuiz);
  }

  private form(
    request: FastifyRequest,
    reply: FastifyReply,
    { phase, own, errors = [] }: { readonly phase: QuizPhase; readonly own: OwnQuiz; readonly errors?: FormErrors },
  ): string {
    const words = this.pages.words(request);
    return this.pages.render(request, reply, {
      name: 'workshop-room/quiz-sheet',
      title: words.t(`page.quiz.phase.${phase}`),
      part: 'more',
      hasErrors: errors.length > 0,
      view: quizSheetView(words, { phase, quiz: own.quiz, errors }),
    });
  }
}
