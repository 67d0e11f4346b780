import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { isFigure, NotFound, NotInAgencyGroup, ViewGroup, type GroupView } from '@isonomia/application';
import type { Question } from '@isonomia/instrument';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ByWorkshopSeat } from '../../http/seats/by-workshop-seat.js';
import { seatOf } from '../../http/seats/held-seat.js';
import { seeOther } from '../../http/see-other.js';
import { href, ROUTES } from '../../paths.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import type { TypedAnswer } from './question-parts.js';
import { ownAnswerView } from './question-view.js';
import { questionsView } from './questions-view.js';
import { RoomConflicts } from './room-conflicts.js';
import { keyOf, RoomForms } from './room-forms.js';
import { RoomPages } from './room-pages.js';
import { statusView } from './group-words.js';
import { togetherView } from './together-view.js';

/** `own`: one's own answer; `together`: what the members answered and what the group holds. */
type Side = 'own' | 'together';
const FORMS = { own: 'answer', together: 'consensus', agreement: 'agreement' } as const;

/** The questions of an agency's group: each for oneself first, then together. */
@ByWorkshopSeat()
@Controller()
export class RoomQuestionsController {
  constructor(
    private readonly group: ViewGroup,
    private readonly forms: RoomForms,
    private readonly conflicts: RoomConflicts,
    private readonly pages: RoomPages,
  ) {}

  @Get(ROUTES.roomQuestions)
  async all(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const seat = seatOf(request);
    const view = await this.view(request);
    const words = this.pages.words(request, view.published);
    return this.pages.render(request, reply, {
      name: 'workshop-room/questions',
      title: words.t('page.workshop-groups.questions.title'),
      part: 'questions',
      published: view.published,
      view: { ...questionsView(words, seat, view), status: statusView(words) },
    });
  }

  @Get(ROUTES.roomQuestion)
  async own(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('question') id: string,
  ): Promise<string> {
    return this.page(request, reply, { id, side: 'own' });
  }

  @Get(ROUTES.roomTogether)
  async together(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('question') id: string,
    @Query('saved') saved: unknown,
  ): Promise<string> {
    return this.page(request, reply, { id, side: 'together', saved: saved !== undefined });
  }

  @Post(ROUTES.roomQuestion)
  answer(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('question') id: string,
    @Body() body: FormBody,
  ): Promise<string> {
    return this.take(request, reply, { id, form: 'own', body });
  }

  @Post(ROUTES.roomTogether)
  hold(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('question') id: string,
    @Body() body: FormBody,
  ): Promise<string> {
    return this.take(request, reply, { id, form: 'together', body });
  }

  @Post(ROUTES.roomAgreement)
  agree(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('question') id: string,
    @Body() body: FormBody,
  ): Promise<string> {
    return this.take(request, reply, { id, form: 'agreement', body });
  }

  /** The plain form does what the phone's queue does; the question is that of the address. */
  private async take(
    request: FastifyRequest,
    reply: FastifyReply,
    { id, form, body }: { readonly id: string; readonly form: keyof typeof FORMS; readonly body: FormBody },
  ): Promise<string> {
    const fields = new FormFields({ ...body, question: id });
    const words = this.pages.words(request);
    const told = await this.forms.take(FORMS[form], { seat: seatOf(request), key: keyOf(body), fields, words });
    const here = { question: id };
    if (told.status === 'done') return seeOther(reply, href(ROUTES.roomTogether, here, { query: { saved: '1' } }));
    const side = form === 'own' ? 'own' : 'together';
    if (told.status === 'conflict') {
      const back = href(ROUTES.roomTogether, here);
      return this.conflicts.page(request, reply, { told, body, back, part: 'questions' });
    }
    const errors = told.faults.length > 0 ? told.faults : [{ message: told.message }];
    return this.page(request, reply, { id, side, typed: { fields, errors } });
  }

  private async page(
    request: FastifyRequest,
    reply: FastifyReply,
    shown: { readonly id: string; readonly side: Side; readonly typed?: TypedAnswer; readonly saved?: boolean },
  ): Promise<string> {
    const { id, side, typed, saved } = shown;
    const view = await this.view(request);
    const question = questionOf(view, id, side);
    const words = this.pages.words(request, view.published);
    const of = {
      seat: seatOf(request),
      view,
      question,
      ...(typed !== undefined && { typed }),
      ...(saved === true && { saved }),
    };
    return this.pages.render(request, reply, {
      name: side === 'own' ? 'workshop-room/question' : 'workshop-room/together',
      title: words.t(`${question.id}.short`),
      part: 'questions',
      published: view.published,
      hasErrors: typed !== undefined,
      view: { ...(side === 'own' ? ownAnswerView(words, of) : togetherView(words, of)), status: statusView(words) },
    });
  }

  private async view(request: FastifyRequest): Promise<GroupView> {
    const seat = seatOf(request);
    if (seat.group?.kind !== 'agency') throw new NotInAgencyGroup();
    return this.group.execute(seat);
  }
}

/** A figure is the group's alone: nobody has one of their own. */
function questionOf(view: GroupView, id: string, side: Side): Question {
  const question = view.questions.find((one) => one.id === id);
  if (question === undefined || (side === 'own' && isFigure(question))) throw new NotFound('question');
  return question;
}
