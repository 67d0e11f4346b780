import { SeatUnusable, type Seat } from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the guard, on routes that are opened by seats. */
    heldSeat?: Seat;
  }
}

/** Which seat asks. A handler that forgot to say that it is opened by seats finds none. */
export function seatOf(request: FastifyRequest): Seat {
  if (request.heldSeat === undefined) throw new SeatUnusable();
  return request.heldSeat;
}

/** Where the cookie goes along: everything of the room, and nothing else. */
const PATH = '/workshop';
/** The days of the workshop, and the year after it in which its network is read; the database ends it earlier. */
const COOKIE_SECONDS = 400 * 24 * 3600;

export const seatCookieName = (secure: boolean): string => (secure ? '__Secure-isonomia-seat' : 'isonomia-seat');

/** The secret of a seat, on the phone that took it. */
export class SeatCookie {
  readonly name: string;

  constructor(private readonly options: { readonly secure: boolean }) {
    this.name = seatCookieName(options.secure);
  }

  read(request: FastifyRequest): string | undefined {
    return request.cookies[this.name];
  }

  keep(reply: FastifyReply, secret: string): void {
    void reply.setCookie(this.name, secret, { ...this.attributes(), maxAge: COOKIE_SECONDS });
  }

  forget(reply: FastifyReply): void {
    void reply.clearCookie(this.name, this.attributes());
  }

  private attributes() {
    return { path: PATH, httpOnly: true, sameSite: 'lax', secure: this.options.secure } as const;
  }
}
