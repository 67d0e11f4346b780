import type { FastifyReply, FastifyRequest } from 'fastify';
import { maySomewhere, type Actor, type PublishedInstrument } from '@isonomia/application';
import type { TemplateEngine, TranslationStates } from '@isonomia/view';
import type { Assets } from '../../http/assets.js';
import type { LanguageChoice } from '../../http/language/language-choice.js';
import type { Csrf } from '../../http/session/csrf.js';
import { ABOUT, href, ROUTES } from '../../paths.js';
import { languageSwitch } from './language-switch.js';
import type { Vocabulary, Words } from './words.js';

export interface Page {
  /** Under `templates/pages`, e.g. `agency/home`. */
  readonly name: string;
  /** What the page is about, without the name of the product. */
  readonly title: string;
  /** The title then begins with "Error:", so that a screen reader says so first. */
  readonly hasErrors?: boolean;
  readonly view: object;
  /** The agency that the page belongs to, named in the header. */
  readonly agency?: { readonly id: string; readonly name: string; readonly fictional: boolean };
  /** Of the assessment that the page shows: its texts are at hand in the templates. */
  readonly published?: PublishedInstrument;
  readonly status?: number;
  /** Of pages for phones in a workshop: what their own layout needs beside. */
  readonly room?: object;
}

/** Sets a page into the layout and sends it as HTML. One instance serves all requests. */
export class PageRenderer {
  constructor(
    private readonly parts: {
      readonly engine: TemplateEngine;
      readonly vocabulary: Vocabulary;
      readonly assets: Assets;
      readonly csrf: Csrf;
      readonly choice: LanguageChoice;
      readonly states: TranslationStates;
    },
  ) {}

  /** In the language of whoever asks. */
  words(request: FastifyRequest, published?: PublishedInstrument): Words {
    const { vocabulary } = this.parts;
    const language = this.parts.choice.of(request);
    return published === undefined ? vocabulary.of(language) : vocabulary.with(published, language);
  }

  render(request: FastifyRequest, reply: FastifyReply, page: Page): string {
    const words = this.words(request, page.published);
    const csrf = this.parts.csrf.tokenFor(request, reply);
    void reply.type('text/html; charset=utf-8').header('content-language', words.language);
    void reply.header('vary', 'accept-language, cookie');
    // Nest answers a form with 201 unless told otherwise; a page that is shown again was not created.
    void reply.status(page.status ?? 200);
    const inner = { name: `pages/${page.name}`, view: { ...page.view, csrf } };
    const layout = page.room === undefined ? 'layouts/page' : 'layouts/room';
    return this.parts.engine.renderIn(layout, this.frame(request, reply, { page, words, csrf }), inner, words);
  }

  private frame(
    request: FastifyRequest,
    reply: FastifyReply,
    { page, words, csrf }: { readonly page: Page; readonly words: Words; readonly csrf: string },
  ): object {
    const { assets, choice } = this.parts;
    const title = page.hasErrors === true ? words.t('page.shell.error-title', { title: page.title }) : page.title;
    return {
      language: words.language,
      direction: words.direction,
      title,
      nonce: reply.nonce,
      css: assets.url(words.direction === 'rtl' ? 'main.rtl.css' : 'main.css'),
      script: assets.url('main.js'),
      icon: assets.has('icon.svg') ? assets.url('icon.svg') : undefined,
      csrf,
      room: page.room,
      administration: administrationOf(request.actor, words),
      rounds: roundsOf(request.actor, words),
      workshops: workshopsOf(request.actor, words),
      reviews: reviewsOf(request.actor, words),
      practices: practicesOf(request.actor, words),
      person: request.actor === undefined ? undefined : { name: request.actor.name },
      agency:
        page.agency === undefined
          ? undefined
          : {
              name: page.agency.name,
              fictional: page.agency.fictional,
              href: href(ROUTES.agency, { agency: page.agency.id }),
            },
      translation: this.translationNote(words),
      languages: languageSwitch(request, { languages: choice.languages, current: words.language, status: page.status }),
      links: LINKS,
    };
  }

  /** Who has read these words; nothing where they were written, or all were read. */
  private translationNote({ t, language }: Words): { href: string; label: string; note: string } | undefined {
    const { state } = this.parts.states.of(language);
    if (state === 'source' || state === 'reviewed') return undefined;
    return {
      note: t(`page.shell.translation.${state}`),
      href: ABOUT.languages,
      label: t('page.shell.translation.about'),
    };
  }
}

/** For whoever keeps people: regions and agencies too, or the people of an agency alone. */
function administrationOf(actor: Actor | undefined, { t }: Words): { href: string; label: string } | undefined {
  if (actor === undefined || !maySomewhere(actor, 'people.view')) return undefined;
  return maySomewhere(actor, 'region.view')
    ? { href: ROUTES.administration, label: t('page.shell.administration') }
    : { href: ROUTES.people, label: t('page.shell.people') };
}

const reviewsOf = (actor: Actor | undefined, { t }: Words): { href: string; label: string } | undefined =>
  actor !== undefined && maySomewhere(actor, 'review.take')
    ? { href: ROUTES.reviews, label: t('page.reviews.link') }
    : undefined;

const practicesOf = (actor: Actor | undefined, { t }: Words): { href: string; label: string } | undefined =>
  actor !== undefined && maySomewhere(actor, 'practice.view')
    ? { href: ROUTES.practices, label: t('page.practices.link') }
    : undefined;

const roundsOf = (actor: Actor | undefined, { t }: Words): { href: string; label: string } | undefined =>
  actor !== undefined && maySomewhere(actor, 'round.view')
    ? { href: ROUTES.rounds, label: t('page.rounds.list.title') }
    : undefined;

const workshopsOf = (actor: Actor | undefined, { t }: Words): { href: string; label: string } | undefined =>
  actor !== undefined && maySomewhere(actor, 'workshop.view')
    ? { href: ROUTES.workshops, label: t('page.workshop-setup.list.title') }
    : undefined;

const LINKS = {
  home: ROUTES.home,
  account: ROUTES.account,
  signIn: ROUTES.signIn,
  signOut: ROUTES.signOut,
  method: ABOUT.method,
  glossary: ABOUT.glossary,
  accessibility: ABOUT.accessibility,
  privacy: ABOUT.privacy,
  languages: ABOUT.languages,
  verify: ABOUT.verify,
};
