import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { LanguageChoice } from './language-choice.js';

/** `/verify/K7QF?show-in=ar`: the same page in Arabic. */
const LANGUAGE_PARAMETER = 'show-in';
const SEE_OTHER = 303;
const READS: ReadonlySet<string> = new Set(['GET', 'HEAD']);

/**
 * A stranger has no account to keep a choice in, so the address carries it once: it is put into a cookie, and the browser is
 * sent on to the same address without it. A link on another site chooses for nobody: it shows its page in that language, and
 * leaves no cookie.
 */
export function registerLanguageOfAddress(server: FastifyInstance, choice: () => LanguageChoice): void {
  server.addHook('onRequest', (request, reply, done) => {
    const [path, query] = split(request.url);
    if (!READS.has(request.method) || query === undefined || !query.has(LANGUAGE_PARAMETER) || !isPage(path)) {
      done();
      return;
    }
    const language = choice().spoken(query.get(LANGUAGE_PARAMETER));
    if (language === undefined) {
      done();
      return;
    }
    if (!isFromHere(request)) {
      request.languageOfAddress = language;
      done();
      return;
    }
    choice().remember(reply, language);
    query.delete(LANGUAGE_PARAMETER);
    void reply.header('cache-control', 'no-store').redirect(joined(path, query), SEE_OTHER);
  });
}

/** The same page with a language named. */
export function inLanguage(url: string, language: string): string {
  const [path, query = new URLSearchParams()] = split(url);
  query.set(LANGUAGE_PARAMETER, language);
  return joined(path, query);
}

function split(url: string): readonly [string, URLSearchParams | undefined] {
  const mark = url.indexOf('?');
  return mark < 0 ? [url, undefined] : [url.slice(0, mark), new URLSearchParams(url.slice(mark + 1))];
}

const joined = (path: string, query: URLSearchParams): string => (query.size === 0 ? path : `${path}?${query}`);

/** Two slashes at the start would be read as another site; addresses of programs and files choose by their headers. */
const isPage = (path: string): boolean => /^\/(?![/\\])/.test(path) && !/^\/(?:api|assets|health)\//.test(path);

/** Browsers that do not say where a link stood are taken at their word: what they could be made to do is choose a language. */
const isFromHere = ({ headers }: FastifyRequest): boolean => {
  const site = headers['sec-fetch-site'];
  return site === undefined || site === 'same-origin' || site === 'none';
};
