import { type ArgumentsHost, Catch, type ExceptionFilter, Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ErrorPage, PlainErrorPage } from './error-page.js';
import { describe, type ProblemDetails, toDetails } from './problem-details.js';
import { wantsJson } from './request.js';

const plain = new PlainErrorPage();

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
    void reply.header('cache-control', 'no-store');
    if (described.retryAfter !== undefined) void reply.header('retry-after', String(described.retryAfter));
    await this.answer(problem, request, reply);
  }

  private async answer(problem: ProblemDetails, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    if (wantsJson(request)) {
      await reply.status(problem.status).type('application/problem+json').send(problem);
    } else if (problem.code === 'sign-in-required') {
      await reply.redirect(signInAddress(request), 303);
    } else {
      const html = await this.render(problem, request, reply);
      await reply.status(problem.status).type('text/html; charset=utf-8').send(html);
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

/** Only a page that was asked for can be come back to: repeating a form that was sent is not ours to decide. */
function signInAddress(request: FastifyRequest): string {
  const comesBack = request.method === 'GET' && request.url !== '/' && request.url.length < 1000;
  return comesBack ? `/sign-in?next=${encodeURIComponent(request.url)}` : '/sign-in';
}
