import type { FastifyReply, FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';
import '../seats/held-seat.js';

/** The one that everything is written in first, and that whoever asks for none of ours is answered in. */
export const FIRST_LANGUAGE = 'en';
const YEAR_SECONDS = 31_536_000;

declare module 'fastify' {
  interface FastifyRequest {
    /** Named by the address itself, on a link from another site: for this answer and no other. */
    languageOfAddress?: string;
  }
}

/**
 * In which language somebody is answered: the one they set for themselves; else the one they chose in this browser; else
 * what the browser asks for, by its weights; else English.
 */
export class LanguageChoice {
  /** English first: it is what a browser gets that takes any. */
  readonly languages: readonly string[];
  readonly cookie: string;
  private readonly secure: boolean;

  constructor(languages: readonly string[], options: { readonly secure: boolean }) {
    this.languages = [FIRST_LANGUAGE, ...languages.filter((one) => one !== FIRST_LANGUAGE)];
    this.secure = options.secure;
    this.cookie = options.secure ? '__Host-isonomia-language' : 'isonomia-language';
  }

  /** A tag that the pages speak, or undefined. */
  spoken(tag: unknown): string | undefined {
    return this.languages.find((one) => one === tag);
  }

  of(request: FastifyRequest): string {
    const { cookies, headers } = request;
    return this.own(request) ?? request.languageOfAddress ?? this.spoken(cookies[this.cookie]) ?? this.asked(headers);
  }

  private own({ actor, heldSeat, headers }: FastifyRequest): string | undefined {
    if (heldSeat !== undefined) return this.spoken(heldSeat.language);
    if (actor === undefined || actor.hasNoLanguage === true) return undefined;
    // A program that names a language means it; a browser always names one.
    const names = actor.assurance?.kind === 'token' && headers['accept-language'] !== undefined;
    return names ? undefined : this.spoken(actor.language);
  }

  /** Holds a choice in this browser; it says nothing of who made it. */
  remember(reply: FastifyReply, language: string): void {
    void reply.setCookie(this.cookie, language, {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: this.secure,
      maxAge: YEAR_SECONDS,
    });
  }

  /** `ar-EG` is answered in `ar`; what is refused by a weight of 0 is not given. */
  private asked(headers: FastifyRequest['headers']): string {
    if (headers['accept-language'] === undefined) return FIRST_LANGUAGE;
    return new Negotiator({ headers }).language([...this.languages]) ?? FIRST_LANGUAGE;
  }
}
