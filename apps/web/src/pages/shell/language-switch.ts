import { directionOf } from '@isonomia/view';
import type { FastifyRequest } from 'fastify';
import { inLanguage } from '../../http/language/asked-by-address.js';
import { ROUTES } from '../../paths.js';

export interface LanguageSwitch {
  readonly choices: readonly {
    readonly tag: string;
    readonly name: string;
    readonly direction: 'ltr' | 'rtl';
    readonly isCurrent: boolean;
    /** Whoever is signed in changes a preference, which takes a form; strangers follow a link. */
    readonly isButton: boolean;
    readonly href: string;
  }[];
  readonly form: { readonly action: string; readonly next: string } | undefined;
}

interface Shown {
  readonly languages: readonly string[];
  readonly current: string;
  /** Of the page; 200 unless it says so. */
  readonly status: number | undefined;
}

const OK = 200;
const REFUSED = 400;

/** The page as it stands in every other language. */
export function languageSwitch(request: FastifyRequest, shown: Shown): LanguageSwitch | undefined {
  const { languages, current, status = OK } = shown;
  if (languages.length < 2) return undefined;
  const address = addressOf(request);
  // What was refused may have been asked for with a secret; a page that says so repeats nothing of it.
  const here = status < REFUSED ? address : (address.split('?', 1)[0] ?? ROUTES.home);
  const isSignedIn = request.actor !== undefined;
  return {
    choices: languages.map((tag) => ({
      tag,
      name: nameOfLanguage(tag),
      direction: directionOf(tag),
      isCurrent: tag === current,
      isButton: isSignedIn,
      href: inLanguage(here, tag),
    })),
    form: isSignedIn ? { action: ROUTES.language, next: here } : undefined,
  };
}

/** As the language calls itself, written as a name: "Français". */
export function nameOfLanguage(tag: string): string {
  const name = new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag;
  return name.replace(/^\p{Ll}/u, (letter) => letter.toLocaleUpperCase(tag));
}

/**
 * Where the page can be had by GET. A form that is shown again with its errors stands at the address it was sent to, which
 * may answer no GET: then the page that the form stood on.
 */
function addressOf(request: FastifyRequest): string {
  if (request.method === 'GET') return request.url;
  const pattern = request.routeOptions.url;
  const stoodOn = refererOf(request);
  if (pattern === undefined || !request.server.hasRoute({ method: 'GET', url: pattern })) return stoodOn ?? ROUTES.home;
  const [path] = request.url.split('?', 1);
  return stoodOn?.split('?', 1)[0] === path ? (stoodOn ?? request.url) : request.url;
}

function refererOf({ headers, host }: FastifyRequest): string | undefined {
  const { referer } = headers;
  if (referer === undefined || !URL.canParse(referer)) return undefined;
  const { host: from, pathname, search } = new URL(referer);
  return from === host ? pathname + search : undefined;
}
