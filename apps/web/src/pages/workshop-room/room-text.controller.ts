import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { clauseId, ReadRoomClause, ReadRoomText } from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ByWorkshopSeat } from '../../http/seats/by-workshop-seat.js';
import { seatOf } from '../../http/seats/held-seat.js';
import { seeOther } from '../../http/see-other.js';
import { href, ROUTES } from '../../paths.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import { demandFields } from '../shell/known-fields.js';
import { RoomConflicts } from './room-conflicts.js';
import { keyOf, RoomForms } from './room-forms.js';
import { RoomPages } from './room-pages.js';
import { roomClauseView, roomTextView, type TypedOnClause } from './room-text-view.js';

const FIELDS = { comment: ['clause', 'body'], position: ['clause', 'stance', 'reason', 'revision'] } as const;

/** The text as the room reads it, and what agencies and guests say of each clause. */
@ByWorkshopSeat()
@Controller()
export class RoomTextController {
  constructor(
    private readonly text: ReadRoomText,
    private readonly clause: ReadRoomClause,
    private readonly forms: RoomForms,
    private readonly conflicts: RoomConflicts,
    private readonly pages: RoomPages,
  ) {}

  @Get(ROUTES.roomText)
  async read(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query('saved') saved: unknown,
  ): Promise<string> {
    const seat = seatOf(request);
    const text = await this.text.execute(seat);
    const words = this.pages.words(request, text.published);
    return this.pages.render(request, reply, {
      name: 'workshop-room/text',
      title: words.t('page.workshop-text.title'),
      part: 'text',
      view: { ...roomTextView(words, seat, text), saved: saved !== undefined },
    });
  }

  @Get(ROUTES.roomClause)
  one(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('clause') id: string,
    @Query('saved') saved: unknown,
  ): Promise<string> {
    return this.page(request, reply, { id, saved: saved !== undefined });
  }

  @Post(ROUTES.roomComment)
  comment(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('clause') id: string,
    @Body() body: FormBody,
  ): Promise<string> {
    const next = href(ROUTES.roomClause, { clause: id }, { query: { saved: '1' }, fragment: 'comments' });
    return this.take(request, reply, { id, form: 'comment', body, next });
  }

  @Post(ROUTES.roomPosition)
  position(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('clause') id: string,
    @Body() body: FormBody,
  ): Promise<string> {
    const next = href(ROUTES.roomText, {}, { query: { saved: '1' }, fragment: `clause-${id}` });
    return this.take(request, reply, { id, form: 'position', body, next });
  }

  /** The plain form does what the phone's queue does; the clause is that of the address. */
  private async take(
    request: FastifyRequest,
    reply: FastifyReply,
    sent: {
      readonly id: string;
      readonly form: TypedOnClause['form'];
      readonly body: FormBody;
      readonly next: string;
    },
  ): Promise<string> {
    const { id, form, body, next } = sent;
    demandFields(body, 'key', ...FIELDS[form]);
    const fields = new FormFields({ ...body, clause: id });
    const words = this.pages.words(request);
    const told = await this.forms.take(form, { seat: seatOf(request), key: keyOf(body), fields, words });
    if (told.status === 'done') return seeOther(reply, next);
    if (told.status === 'conflict') {
      const back = href(ROUTES.roomClause, { clause: id });
      return this.conflicts.page(request, reply, { told, body, back, part: 'text' });
    }
    const errors = told.faults.length > 0 ? told.faults : [{ message: told.message }];
    return this.page(request, reply, { id, saved: false, typed: { form, fields, errors } });
  }

  private async page(
    request: FastifyRequest,
    reply: FastifyReply,
    { id, typed, saved }: { readonly id: string; readonly typed?: TypedOnClause; readonly saved: boolean },
  ): Promise<string> {
    const seat = seatOf(request);
    const view = await this.clause.execute(seat, { clause: clauseId(id) });
    const words = this.pages.words(request, view.published);
    return this.pages.render(request, reply, {
      name: 'workshop-room/clause',
      title: words.t('page.workshop-text.clause-title'),
      part: 'text',
      hasErrors: typed !== undefined,
      view: roomClauseView(words, seat, { view, saved, ...(typed !== undefined && { typed }) }),
    });
  }
}
