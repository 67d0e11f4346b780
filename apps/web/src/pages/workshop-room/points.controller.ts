import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { NotFound, ViewGroup, type GroupPoint, type GroupView, type Seat } from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ByWorkshopSeat } from '../../http/seats/by-workshop-seat.js';
import { seatOf } from '../../http/seats/held-seat.js';
import { seeOther } from '../../http/see-other.js';
import { href, ROUTES } from '../../paths.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import { demandFields } from '../shell/known-fields.js';
import { statusView } from './group-words.js';
import { pointsView, pointView, sideOf, type TypedPoint } from './points-view.js';
import { proposalsView } from './proposals-view.js';
import { RoomConflicts } from './room-conflicts.js';
import { keyOf, RoomForms, type RoomReply } from './room-forms.js';
import { RoomPages } from './room-pages.js';

const POINT_FIELDS = ['key', 'id', 'group', 'pointKind', 'body', 'addressee', 'dimension', 'rule', 'revision'];

/** Strengths, limitations and proposals of the groups that one sits in. */
@ByWorkshopSeat()
@Controller()
export class RoomPointsController {
  constructor(
    private readonly group: ViewGroup,
    private readonly forms: RoomForms,
    private readonly conflicts: RoomConflicts,
    private readonly pages: RoomPages,
  ) {}

  @Get(ROUTES.roomPoints)
  async own(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query('saved') saved: unknown,
  ): Promise<string> {
    return this.page(request, reply, { group: 'agency', saved: saved !== undefined });
  }

  /** People of several agencies: they talk and propose, and see no agency's figures. */
  @Get(ROUTES.roomMixed)
  async mixed(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query('saved') saved: unknown,
  ): Promise<string> {
    return this.page(request, reply, { group: 'mixed', saved: saved !== undefined });
  }

  @Get(ROUTES.roomProposals)
  async library(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query('saved') saved: unknown,
  ): Promise<string> {
    const seat = seatOf(request);
    const view = await this.group.result(seat);
    const words = this.pages.words(request, view.published);
    return this.pages.render(request, reply, {
      name: 'workshop-room/proposals',
      title: words.t('page.workshop-groups.proposals.title'),
      part: 'points',
      published: view.published,
      view: { ...proposalsView(words, seat, view), saved: saved !== undefined, status: statusView(words) },
    });
  }

  @Get(ROUTES.roomPoint)
  async point(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('point') id: string,
  ): Promise<string> {
    const { view, point } = await this.found(request, id);
    return this.edit(request, reply, { view, point });
  }

  @Post(ROUTES.roomPoints)
  async add(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: FormBody,
  ): Promise<string> {
    const fields = new FormFields(demandFields(body, ...POINT_FIELDS));
    const told = await this.take(request, 'point', body, fields);
    const back = fields.text('group') === 'mixed' ? ROUTES.roomMixed : ROUTES.roomPoints;
    if (told.status === 'done') {
      const from = fields.text('rule') === '' ? back : ROUTES.roomProposals;
      return seeOther(reply, href(from, {}, { query: { saved: '1' } }));
    }
    const group = fields.text('group') === 'mixed' ? 'mixed' : 'agency';
    return this.page(request, reply, { group, typed: { fields, errors: errorsOf(told) } });
  }

  @Post(ROUTES.roomPoint)
  async change(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('point') id: string,
    @Body() body: FormBody,
  ): Promise<string> {
    const { view, point } = await this.found(request, id);
    const fields = new FormFields({ ...demandFields(body, ...POINT_FIELDS), id });
    const told = await this.take(request, 'point', body, fields);
    const back = wayBack(seatOf(request), point);
    if (told.status === 'done') return seeOther(reply, href(back, {}, { query: { saved: '1' } }));
    if (told.status === 'conflict') return this.conflicts.page(request, reply, { told, body, back, part: 'points' });
    return this.edit(request, reply, { view, point, typed: { fields, errors: errorsOf(told) } });
  }

  @Post(ROUTES.movePoint)
  async move(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('point') id: string,
    @Body() body: FormBody,
  ): Promise<string> {
    const { point } = await this.found(request, id);
    const fields = new FormFields({ ...demandFields(body, 'key', 'id', 'group', 'to'), id });
    const told = await this.take(request, 'point-moved', body, fields);
    const back = wayBack(seatOf(request), point);
    if (told.status === 'done') return seeOther(reply, href(back, {}, { query: { saved: '1' } }));
    const group = sideOf(seatOf(request), point);
    return this.page(request, reply, { group, errors: errorsOf(told) });
  }

  private take(request: FastifyRequest, kind: string, body: FormBody, fields: FormFields): Promise<RoomReply> {
    const words = this.pages.words(request);
    return this.forms.take(kind, { seat: seatOf(request), key: keyOf({ ...body, at: request.url }), fields, words });
  }

  private async page(
    request: FastifyRequest,
    reply: FastifyReply,
    shown: { readonly group: 'agency' | 'mixed'; readonly saved?: boolean } & Partial<TypedPoint> & {
        readonly typed?: TypedPoint;
      },
  ): Promise<string> {
    const seat = seatOf(request);
    const view = await this.group.execute(seat);
    const words = this.pages.words(request, view.published);
    const errors = shown.typed?.errors ?? shown.errors ?? [];
    return this.pages.render(request, reply, {
      name: 'workshop-room/points',
      title: words.t(`page.workshop-groups.points.title-${shown.group}`),
      part: 'points',
      published: view.published,
      hasErrors: errors.length > 0,
      view: {
        ...pointsView(words, {
          seat,
          view,
          group: shown.group,
          errors,
          ...(shown.typed !== undefined && { typed: shown.typed }),
        }),
        saved: shown.saved === true,
      },
    });
  }

  private edit(
    request: FastifyRequest,
    reply: FastifyReply,
    of: { readonly view: GroupView; readonly point: GroupPoint; readonly typed?: TypedPoint },
  ): string {
    const words = this.pages.words(request, of.view.published);
    return this.pages.render(request, reply, {
      name: 'workshop-room/point',
      title: words.t('page.workshop-groups.points.change'),
      part: 'points',
      published: of.view.published,
      hasErrors: of.typed !== undefined,
      view: pointView(words, { seat: seatOf(request), ...of }),
    });
  }

  private async found(request: FastifyRequest, id: string): Promise<{ view: GroupView; point: GroupPoint }> {
    const view = await this.group.execute(seatOf(request));
    const point = view.work.points.find((one) => one.id === id);
    if (point === undefined) throw new NotFound('point');
    return { view, point };
  }
}

const wayBack = (seat: Seat, point: GroupPoint): typeof ROUTES.roomMixed | typeof ROUTES.roomPoints =>
  sideOf(seat, point) === 'mixed' ? ROUTES.roomMixed : ROUTES.roomPoints;

const errorsOf = (told: RoomReply) =>
  told.status === 'refused' && told.faults.length > 0 ? told.faults : [{ message: told.message }];
