import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import {
  extremesOf,
  ReadCommitments,
  ReadOffers,
  RemoveCommitment,
  RevisionConflict,
  scoresOf,
  ViewGroup,
  type RemovedCommitment,
  type Seat,
} from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ByWorkshopSeat } from '../../http/seats/by-workshop-seat.js';
import { seatOf } from '../../http/seats/held-seat.js';
import { seeOther } from '../../http/see-other.js';
import { href, ROUTES } from '../../paths.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import { demandFields } from '../shell/known-fields.js';
import { RoomConflicts } from './room-conflicts.js';
import { keyOf, RoomForms, type RoomReply } from './room-forms.js';
import { RoomPages } from './room-pages.js';
import { roomCommitmentsView, roomOffersView, type TypedOffer, type TypedPromise } from './room-promises-view.js';

const SAVED = { query: { saved: '1' } } as const;

interface Sent {
  readonly kind: string;
  readonly body: FormBody;
  readonly fields: FormFields;
}

/** What agencies undertake, and who helps whom, from the phones of the room. */
@ByWorkshopSeat()
@Controller()
export class RoomPromisesController {
  constructor(
    private readonly commitments: ReadCommitments,
    private readonly offers: ReadOffers,
    private readonly removing: RemoveCommitment,
    private readonly group: ViewGroup,
    private readonly forms: RoomForms,
    private readonly conflicts: RoomConflicts,
    private readonly pages: RoomPages,
  ) {}

  @Get(ROUTES.roomCommitments)
  showCommitments(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query('saved') saved: unknown,
  ): Promise<string> {
    return this.commitmentsPage(request, reply, { saved: saved !== undefined });
  }

  @Post(ROUTES.roomCommitment)
  async keep(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('position') position: string,
    @Body() body: FormBody,
  ): Promise<string> {
    demandFields(body, 'key', 'position', 'what', 'owner', 'due', 'help', 'revision');
    const fields = new FormFields({ ...body, position });
    const told = await this.told(request, { kind: 'commitment', body, fields });
    const back = href(ROUTES.roomCommitments, {}, SAVED);
    if (told.status === 'done') return seeOther(reply, back);
    if (told.status === 'conflict')
      return this.conflicts.page(request, reply, { told, body, back: ROUTES.roomCommitments, part: 'more' });
    const typed = { position: fields.revision('position'), fields, errors: errorsIn(told) };
    return this.commitmentsPage(request, reply, { saved: false, typed });
  }

  /** The page that follows still has the words, and a button to bring them back. */
  @Post(ROUTES.removeRoomCommitment)
  async remove(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('position') position: string,
    @Body() body: FormBody,
  ): Promise<string> {
    const fields = new FormFields({ ...demandFields(body, 'key', 'revision'), position });
    const at = fields.revision('position');
    try {
      const gone = { position: at, expected: fields.revision(), key: keyOf(body) };
      const removed = await this.removing.execute(seatOf(request), gone);
      return await this.commitmentsPage(request, reply, { saved: false, removed: { ...removed, position: at } });
    } catch (problem) {
      if (!(problem instanceof RevisionConflict)) throw problem;
      const message = this.pages.words(request).t('page.workshop-text.promise.changed');
      const typed = { position: 0, fields: new FormFields({}), errors: [{ message }] };
      return this.commitmentsPage(request, reply, { saved: false, typed });
    }
  }

  @Get(ROUTES.roomOffers)
  showOffers(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query('saved') saved: unknown,
  ): Promise<string> {
    return this.offersPage(request, reply, { saved: saved !== undefined });
  }

  @Post(ROUTES.roomOffers)
  async make(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: FormBody,
  ): Promise<string> {
    const fields = new FormFields(demandFields(body, 'key', 'kind', 'dimension', 'body'));
    return this.offered(request, reply, { kind: 'offer', body, fields });
  }

  @Post(ROUTES.roomOffer)
  async change(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('offer') offer: string,
    @Body() body: FormBody,
  ): Promise<string> {
    const fields = new FormFields({ ...demandFields(body, 'key', 'offer', 'state', 'revision'), offer });
    return this.offered(request, reply, { kind: 'offer-state', body, fields });
  }

  private async offered(request: FastifyRequest, reply: FastifyReply, sent: Sent): Promise<string> {
    const told = await this.told(request, sent);
    if (told.status === 'done') return seeOther(reply, href(ROUTES.roomOffers, {}, SAVED));
    const { body, fields } = sent;
    if (told.status === 'conflict')
      return this.conflicts.page(request, reply, { told, body, back: ROUTES.roomOffers, part: 'more' });
    return this.offersPage(request, reply, { saved: false, typed: { fields, errors: errorsIn(told) } });
  }

  private told(request: FastifyRequest, { kind, body, fields }: Sent): Promise<RoomReply> {
    const words = this.pages.words(request);
    return this.forms.take(kind, { seat: seatOf(request), key: keyOf(body), fields, words });
  }

  private async commitmentsPage(
    request: FastifyRequest,
    reply: FastifyReply,
    shown: {
      readonly saved: boolean;
      readonly typed?: TypedPromise;
      readonly removed?: RemovedCommitment & { readonly position: number };
    },
  ): Promise<string> {
    const seat = seatOf(request);
    const view = await this.commitments.ofRoom(seat);
    const words = this.pages.words(request);
    return this.pages.render(request, reply, {
      name: 'workshop-room/commitments',
      title: words.t('page.workshop-text.commitments.title'),
      part: 'more',
      hasErrors: shown.typed !== undefined,
      view: roomCommitmentsView(words, seat, { view, ...shown }),
    });
  }

  /** Of the group's own result, for its own phones alone. */
  private async ownExtremes(seat: Seat): Promise<ReturnType<typeof extremesOf>> {
    return seat.group?.kind === 'agency' ? extremesOf(scoresOf((await this.group.result(seat)).result)) : undefined;
  }

  private async offersPage(
    request: FastifyRequest,
    reply: FastifyReply,
    shown: { readonly saved: boolean; readonly typed?: TypedOffer },
  ): Promise<string> {
    const seat = seatOf(request);
    const view = await this.offers.ofRoom(seat);
    const words = this.pages.words(request, view.published);
    return this.pages.render(request, reply, {
      name: 'workshop-room/offers',
      title: words.t('page.workshop-text.offers.title'),
      part: 'more',
      hasErrors: shown.typed !== undefined,
      view: roomOffersView(words, seat, { view, ...shown, own: await this.ownExtremes(seat) }),
    });
  }
}

const errorsIn = (told: RoomReply & { readonly status: 'refused' }) =>
  told.faults.length > 0 ? told.faults : [{ message: told.message }];
