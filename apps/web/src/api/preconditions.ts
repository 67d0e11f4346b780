import type { FastifyReply, FastifyRequest } from 'fastify';
import { EdgeProblem } from '../http/edge-problem.js';

const TAG = /^(?:W\/)?"(\d{1,9})"$/;

/** The revision that an ETag names. */
export function etag(reply: FastifyReply, revision: number): void {
  void reply.header('etag', `"${revision}"`);
}

/**
 * The revision that a change is made from, as `If-Match: "7"` says. Neither a list nor `*` is taken: who has not seen what
 * stands there cannot mean to replace it.
 */
export function expectedRevision(request: FastifyRequest): number | undefined {
  const header = request.headers['if-match'];
  if (header === undefined) return undefined;
  const digits = TAG.exec(header.trim())?.[1];
  if (digits === undefined) {
    throw new EdgeProblem(400, 'precondition.not-readable', 'If-Match takes the one ETag that you were given, "7".');
  }
  return Number(digits);
}

/** As `expectedRevision`, for what is always there: a change without saying of what is refused. */
export function demandRevision(request: FastifyRequest): number {
  const expected = expectedRevision(request);
  if (expected === undefined) throw new EdgeProblem(428, 'precondition.required', REQUIRED);
  return expected;
}

/** What stands comes along, so that the next attempt needs no further request. */
export const preconditionRequired = (current: unknown): EdgeProblem =>
  new EdgeProblem(428, 'precondition.required', REQUIRED, { current });

const REQUIRED = 'Send If-Match with the ETag of what you change, so that nobody’s work is overwritten unseen.';
