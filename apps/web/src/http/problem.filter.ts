import { type ArgumentsHost, Catch, type ExceptionFilter, Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import './denials.js';
import { ErrorPage, PlainErrorPage, type WordedProblem } from './error-page.js';
import { describe, type ProblemDetails, toDetails } from './problem-details.js';
import { readAway } from './read-away.js';
import { wantsJson } from './request.js';

const plain = new PlainErrorPage();
const LONGEST = 1000;

/** The one place where something thrown becomes an answer. */
@Catch()
@Injectable()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(ErrorPage) private readonly page: ErrorPage) {}

  async catch(thrown: unknown, host: ArgumentsHost): Promise<void> {
    const http = host.switchToHttp();
    const [request, reply] = [http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>()];
    const described = describe(thrown);
    if (described.unexpected === true)
      request.log.error({ err: thrown, problem: described.code }, 'unexpected problem');
    if (reply.sent) return;
    const problem = toDetails(described, request.id);
    request.refusal = problem;
    void reply.header('cache-control', 'no-store');
    await readAway(request.raw);
    if (isCutShort(request)) void reply.header('connection', 'close');
    if (described.retryAfter !== undefined) void reply.header('retry-after', String(described.retryAfter));
    await this.answer(problem, request, reply);
  }

  private async answer(problem: ProblemDetails, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    if (wantsJson(request)) {
      const said = this.word(problem, request);
      void reply.header('content-language', said.language).header('vary', 'accept-language, cookie');
      await reply.status(problem.status).type('application/problem+json').send(said.problem);
    } else if (LEADS_TO[problem.code] !== undefined) {
      await reply.redirect(wayTo(problem, request), 303);
    } else {
      const html = await this.render(problem, request, reply);
      await reply.status(problem.status).type('text/html; charset=utf-8').send(html);
    }
  }

  /** A program is told what went wrong, in whatever words there are. */
  private word(problem: ProblemDetails, request: FastifyRequest): WordedProblem {
    try {
      return this.page.worded(problem, request);
    } catch (error) {
      request.log.error({ err: error }, 'the words of a problem failed');
      return plain.worded(problem, request);
    }
  }

  private async render(problem: ProblemDetails, request: FastifyRequest, reply: FastifyReply): Promise<string> {
    try {
      return await this.page.render(problem, { request, reply });
    } catch (error) {
      request.log.error({ err: error }, 'the error page failed');
      return plain.render(problem);
    }
  }
}

/** Refused in the midst of a body too long to read away: the next request would stand behind its rest. */
const isCutShort = ({ raw: { complete, headers } }: FastifyRequest): boolean =>
  !complete && (headers['content-length'] ?? headers['transfer-encoding']) !== undefined;

/** What a person can settle at once leads to the page for it, and from there back. */
const LEADS_TO: Readonly<Record<string, string>> = {
  'sign-in-required': '/sign-in',
  'second-factor.required': '/sign-in/second-step',
  'proof.required': '/account/confirm',
};

function wayTo({ code, owes }: ProblemDetails, request: FastifyRequest): string {
  const page = owes === 'set-up' ? '/account/second-factor' : (LEADS_TO[code] ?? '/sign-in');
  const next = comesFrom(request, code);
  return next === undefined ? page : `${page}?next=${encodeURIComponent(next)}`;
}

/**
 * Only a page that was asked for can be come back to: repeating a form that was sent is not ours to decide. After a
 * proof, the page with the form is the one to come back to.
 */
function comesFrom(request: FastifyRequest, code: string): string | undefined {
  if (request.method === 'GET') return request.url !== '/' && request.url.length < LONGEST ? request.url : undefined;
  const { referer } = request.headers;
  if (code !== 'proof.required' || referer === undefined || !URL.canParse(referer)) return undefined;
  const { host, pathname, search } = new URL(referer);
  return host === request.host && pathname.length + search.length < LONGEST ? pathname + search : undefined;
}
