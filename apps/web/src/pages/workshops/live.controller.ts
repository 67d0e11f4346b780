import {
  HoldSeat,
  OpenSessions,
  Problem,
  UserDirectory,
  WatchWorkshop,
  workshopId,
  type UserId,
  type WorkshopId,
} from '@isonomia/application';
import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { LiveStreams } from '../../http/live/live-streams.js';
import { ByWorkshopSeat } from '../../http/seats/by-workshop-seat.js';
import { SeatCookie, seatOf } from '../../http/seats/held-seat.js';
import { ActorReader } from '../../http/session/actor-reader.js';
import { SignInRequired } from '../../http/sign-in-required.js';
import { ROUTES } from '../../paths.js';

interface Listener {
  readonly holder: UserId;
  readonly sessionId: string;
  readonly workshop: WorkshopId;
}

/** Which parts of a workshop move, for the pages of those who lead it and for the phones of those who sit in it. */
@Controller()
export class LiveController {
  constructor(
    private readonly streams: LiveStreams,
    private readonly watch: WatchWorkshop,
    private readonly reader: ActorReader,
    private readonly sessions: OpenSessions,
    private readonly directory: UserDirectory,
    private readonly hold: HoldSeat,
    private readonly cookie: SeatCookie,
  ) {}

  @Get(ROUTES.workshopLive)
  async ofWorkshop(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('workshop') id: string,
    @Query('since') since: unknown,
  ): Promise<void> {
    const actor = actorOf(request);
    const workshop = workshopId(id);
    await this.watch.execute(actor, { workshop });
    const signedIn = await this.reader.read(request.headers.cookie);
    if (signedIn === undefined) throw new SignInRequired();
    const { userId: holder } = actor;
    const { sessionId } = signedIn;
    const admits = (): Promise<boolean> => this.admits({ holder, sessionId, workshop });
    await this.streams.follow(reply, { workshop, holder, since: knownBy(request, since), admits });
  }

  @ByWorkshopSeat()
  @Get(ROUTES.roomLive)
  async ofSeat(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Query('since') since: unknown,
  ): Promise<void> {
    const { workshop, participant: holder } = seatOf(request);
    const secret = this.cookie.read(request);
    const admits = (): Promise<boolean> => isGranted(() => this.hold.execute({ secret }));
    await this.streams.follow(reply, { workshop, holder, since: knownBy(request, since), admits });
  }

  /** Reads the session without prolonging it: a page that nobody looks at is not somebody at work. */
  private async admits({ holder, sessionId, workshop }: Listener): Promise<boolean> {
    const lasts = (await this.sessions.list(holder)).some(({ id }) => id === sessionId);
    const actor = lasts ? await this.directory.actor(holder) : undefined;
    return actor !== undefined && isGranted(() => this.watch.execute(actor, { workshop }));
  }
}

async function isGranted(ask: () => Promise<unknown>): Promise<boolean> {
  try {
    await ask();
    return true;
  } catch (error) {
    if (error instanceof Problem) return false;
    throw error;
  }
}

/** A browser that comes back says what it heard last, a page when it was made; nobody's clock is older than a day. */
function knownBy(request: FastifyRequest, since: unknown): Date {
  const heard = request.headers['last-event-id'] ?? since;
  return new Date(typeof heard === 'string' && /^\d{13}$/.test(heard) ? Number(heard) : 0);
}
