import {
  InputRefused,
  Problem,
  RevisionConflict,
  RevisionConflicts,
  NotComplete,
  ReasonsOpen,
} from '@isonomia/application';
import { HttpException } from '@nestjs/common';
import { EdgeProblem } from './edge-problem.js';
import { STATUS_OF_PROBLEM } from './problem-status.js';
import { SecondFactorRequired } from './second-factor-required.js';
import { SignInRequired } from './sign-in-required.js';

/** RFC 9457, plus the stable `code` and what the problem carries. */
export interface ProblemDetails {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  /** Of the request: what the log calls it. */
  readonly instance: string;
  readonly [extension: string]: unknown;
}

interface Described {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly extensions?: Readonly<Record<string, unknown>>;
  /** Seconds after which trying again makes sense. */
  readonly retryAfter?: number;
  /** Nobody's mistake but ours: to be logged with all it says, and to be told nothing of. */
  readonly unexpected?: boolean;
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'The request cannot be read',
  401: 'Sign in first',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Not possible here',
  408: 'The request took too long',
  409: 'Not possible now',
  412: 'Changed by somebody else',
  413: 'Too large',
  415: 'Not a kind of content that is read here',
  422: 'Something in the input needs correcting',
  428: 'Say which version it is a change of',
  429: 'Too many attempts',
  503: 'Not available at the moment',
};

const titleOf = (status: number): string => TITLES[status] ?? (status < 500 ? 'Refused' : 'Something went wrong');

/** What to answer to anything that was thrown. */
export function describe(thrown: unknown): Described {
  if (thrown instanceof Problem) return describeProblem(thrown);
  if (thrown instanceof SignInRequired) return { status: 401, code: thrown.code, detail: 'Sign in and try again.' };
  if (thrown instanceof SecondFactorRequired) return describeOwed(thrown);
  if (thrown instanceof EdgeProblem) {
    const { status, code, extensions } = thrown;
    const wait = extensions['retryAfterSeconds'];
    return {
      status,
      code,
      detail: withoutCode(thrown),
      extensions,
      ...(typeof wait === 'number' && { retryAfter: wait }),
    };
  }
  if (thrown instanceof HttpException) return describeHttp(thrown);
  if (isDatabaseAway(thrown)) {
    return {
      status: 503,
      code: 'unavailable',
      detail: 'The database does not answer. Nothing was saved; try again.',
      retryAfter: 2,
      unexpected: true,
    };
  }
  return {
    status: 500,
    code: 'unexpected',
    detail: 'Nothing was saved. If it happens again, report the number below.',
    unexpected: true,
  };
}

const describeOwed = ({ code, owes }: SecondFactorRequired): Described => ({
  status: 403,
  code,
  detail:
    owes === 'proof'
      ? 'Prove your second factor: the code of your app, a recovery code or a passkey.'
      : 'Your role needs a second factor. Sign in with a browser and set one up.',
  extensions: { owes },
});

export function toDetails({ status, code, detail, extensions }: Described, instance: string): ProblemDetails {
  return {
    ...extensions,
    type: `urn:isonomia:problem:${code}`,
    title: titleOf(status),
    status,
    detail,
    code,
    instance,
  };
}

const withoutCode = (error: Error & { readonly code: string }): string =>
  error.message.startsWith(`${error.code}: `) ? error.message.slice(error.code.length + 2) : error.message;

function describeProblem(problem: Problem): Described {
  const status = STATUS_OF_PROBLEM[problem.code] ?? 400;
  return {
    status,
    code: problem.code,
    detail: withoutCode(problem),
    extensions: { ...problem.detail, ...extensionsOf(problem) },
  };
}

function extensionsOf(problem: Problem): Readonly<Record<string, unknown>> {
  if (problem instanceof InputRefused) return { faults: problem.faults };
  if (problem instanceof RevisionConflict || problem instanceof RevisionConflicts) return { current: problem.current };
  if (problem instanceof NotComplete || problem instanceof ReasonsOpen) return { questions: problem.questions };
  return {};
}

function describeHttp(exception: HttpException): Described {
  const status = exception.getStatus();
  if (status >= 500) return { status, code: 'unexpected', detail: 'Nothing was saved.', unexpected: true };
  const body = exception.getResponse();
  const messages = typeof body === 'object' && 'message' in body ? body.message : undefined;
  // What class-validator found wrong with the shape comes as a list.
  if (Array.isArray(messages))
    return {
      status: 422,
      code: 'input.shape',
      detail: 'The input has not the shape this address takes.',
      extensions: { faults: messages },
    };
  if (status === 404) return { status, code: 'not-found', detail: 'There is nothing at this address.' };
  return { status, code: `http.${status}`, detail: exception.message };
}

/** Classes of SQLSTATE that say: the server is away, full, busy or stopping. */
const AWAY = /^(08|53|57P|57014|55P03|40001|40P01|25P03)/;
const AWAY_IN_NODE = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT']);
const AWAY_IN_WORDS =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Driver not Connected|Connection is not established)/i;

/** The library of accounts wraps what the database said. */
const isDatabaseAway = (thrown: unknown): boolean =>
  thrown instanceof Error && (saysAway(thrown) || (thrown.cause instanceof Error && saysAway(thrown.cause)));

function saysAway(thrown: Error): boolean {
  const code = 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : '';
  const fromSocket = AWAY_IN_NODE.has(code) && 'syscall' in thrown && thrown.syscall !== 'open';
  const fromServer = AWAY.test(code) && /^[0-9A-Z]{5}$/.test(code);
  return fromSocket || fromServer || AWAY_IN_WORDS.test(thrown.message);
}
