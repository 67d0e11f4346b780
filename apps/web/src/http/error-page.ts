import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ProblemDetails } from './problem-details.js';

export interface ErrorContext {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

export interface WordedProblem {
  readonly problem: ProblemDetails;
  readonly language: string;
}

/** Port: the page a person sees instead of the one that failed. Bound to the templates in a module. */
export abstract class ErrorPage {
  abstract render(problem: ProblemDetails, context: ErrorContext): Promise<string> | string;

  /** The same for programs: what is text in it, in the language that the request asks for. Codes stay what they are. */
  worded(problem: ProblemDetails, _request: FastifyRequest): WordedProblem {
    return { problem, language: 'en' };
  }
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);

/** Needs nothing but itself: shown when the templates are what failed. */
export class PlainErrorPage extends ErrorPage {
  render(problem: ProblemDetails): string {
    return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(problem.title)}</title></head>
<body>
<main>
<h1>${escape(problem.title)}</h1>
<p>${escape(problem.detail)}</p>
<p>Number of this report: <code>${escape(problem.instance)}</code></p>
<p><a href="/">Back to the start</a></p>
</main>
</body>
</html>
`;
  }
}
