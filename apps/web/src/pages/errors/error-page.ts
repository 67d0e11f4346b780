import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ErrorPage, type ErrorContext, type WordedProblem } from '../../http/error-page.js';
import { FIRST_LANGUAGE } from '../../http/language/language-choice.js';
import type { ProblemDetails } from '../../http/problem-details.js';
import { ABOUT, ROUTES } from '../../paths.js';
import { PageRenderer } from '../shell/page-renderer.js';
import type { Words } from '../shell/words.js';
import { joinForm, type JoinForm } from '../workshop-room/join-form.js';

/** Statuses that have words of their own; every other is told as the first of its hundred. */
const WORDED: ReadonlySet<number> = new Set([400, 401, 403, 404, 409, 412, 413, 422, 429, 500, 503]);
const SERVER_ERROR = 500;
const ASKS_FOR_CODE: ReadonlySet<string> = new Set([
  'join-code.needed',
  'join-code.unusable',
  'seat.unusable',
  'seat.taken',
]);

/** What went wrong, what it means for the work, and the way on, in plain words. */
@Injectable()
export class WordedErrorPage extends ErrorPage {
  constructor(private readonly pages: PageRenderer) {
    super();
  }

  render(problem: ProblemDetails, { request, reply }: ErrorContext): string {
    const words = this.pages.words(request);
    const view = errorView(words, problem, request.actor !== undefined);
    return this.pages.render(request, reply, { name: 'errors/error', title: view.title, view, status: problem.status });
  }

  override worded(problem: ProblemDetails, request: FastifyRequest): WordedProblem {
    const words = this.pages.words(request);
    const { language } = words;
    // In English the problem speaks for itself, and says more: which field, which rule, which value.
    if (language === FIRST_LANGUAGE) return { problem, language };
    const [title, what, way] = (['title', 'what', 'way'] as const).map((part) => sentence(words, problem, part));
    return { problem: { ...problem, title: title ?? problem.title, detail: `${what} ${way}` }, language };
  }
}

interface ErrorView {
  readonly title: string;
  readonly what: string;
  readonly way: string;
  readonly number: string | undefined;
  /** Where a code opens the room: somebody may have mistyped it, or come without one. */
  readonly join: JoinForm | undefined;
  readonly links: readonly { readonly label: string; readonly href: string }[];
}

function errorView(words: Words, problem: ProblemDetails, isSignedIn: boolean): ErrorView {
  const { t } = words;
  const say = (part: 'title' | 'what' | 'way'): string => sentence(words, problem, part);
  return {
    title: say('title'),
    what: say('what'),
    way: say('way'),
    // Only what we have to look into is worth a number.
    number: problem.status >= SERVER_ERROR ? problem.instance : undefined,
    join: ASKS_FOR_CODE.has(problem.code) ? joinForm(words) : undefined,
    links: [
      // Nobody has been looked up for an address that does not exist; the start page asks whom it does not know to sign in.
      { label: t(isSignedIn ? 'page.errors.home' : 'page.errors.start'), href: ROUTES.home },
      { label: t('page.shell.method'), href: ABOUT.method },
    ],
  };
}

/** Of the problem's own code where there are such words, else of its status. */
function sentence({ find, t }: Words, { code, status }: ProblemDetails, part: string): string {
  const hundred = status >= SERVER_ERROR ? SERVER_ERROR : 400;
  const key = WORDED.has(status) ? status : hundred;
  return find(`page.errors.code.${code}.${part}`) ?? t(`page.errors.${key}.${part}`);
}
