import { HoldSeat, SeatUnusable } from '@isonomia/application';
import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import '../rate-limits.js';
import { BY_WORKSHOP_SEAT } from './by-workshop-seat.js';
import { SeatCookie } from './held-seat.js';

/** Who asks from a seat is known here first; guessing one is hopeless, and counted by address with everything else. */
@Injectable()
export class SeatGuard implements CanActivate {
  constructor(
    @Inject(HoldSeat) private readonly hold: HoldSeat,
    @Inject(SeatCookie) private readonly cookie: SeatCookie,
    @Inject(Reflector) private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const marked = this.reflector.getAllAndOverride<boolean | undefined>(BY_WORKSHOP_SEAT, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (marked !== true) return true;
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    void reply.header('x-robots-tag', 'noindex, nofollow, noarchive');
    try {
      request.heldSeat = await this.hold.execute({ secret: this.cookie.read(request) });
    } catch (problem) {
      // What the phone keeps of the room for when it is away is thrown away with the seat.
      if (problem instanceof SeatUnusable) void reply.header('x-isonomia-seat', 'none');
      throw problem;
    }
    // Counted by the seat, now that it is known: its address is that of the whole room.
    await request.server.countRequest?.(request);
    return true;
  }
}
