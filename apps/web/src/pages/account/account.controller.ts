import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ChangeAccount, InputRefused, type AccountCard } from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { LanguageChoice } from '../../http/language/language-choice.js';
import { BeforeSecondFactor } from '../../http/proof.js';
import { seeOther } from '../../http/see-other.js';
import { ActorReader } from '../../http/session/actor-reader.js';
import { ROUTES } from '../../paths.js';
import { choiceField, field, summaryOf, type FormErrors } from '../shell/fields.js';
import { errorsOf } from '../shell/faults.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import { demandFields } from '../shell/known-fields.js';
import { nameOfLanguage } from '../shell/language-switch.js';
import { PageRenderer } from '../shell/page-renderer.js';
import { Vocabulary } from '../shell/words.js';
import { safeNext } from './address.js';

const UNPROCESSABLE = 422;
const DONE = ['password', 'saved'] as const;

interface State {
  readonly card: AccountCard;
  readonly errors: FormErrors;
  readonly done?: (typeof DONE)[number];
}

/** One page for all that somebody sets for themselves. */
@Controller()
export class AccountController {
  constructor(
    private readonly account: ChangeAccount,
    private readonly actors: ActorReader,
    private readonly vocabulary: Vocabulary,
    private readonly choice: LanguageChoice,
    private readonly pages: PageRenderer,
  ) {}

  @Get(ROUTES.account)
  async view(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query('done') asked: unknown,
  ): Promise<string> {
    const card = await this.account.view(actorOf(request));
    const done = DONE.find((one) => one === asked);
    return this.page(request, reply, { card, errors: [], ...(done !== undefined && { done }) });
  }

  @Post(ROUTES.account)
  async save(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: FormBody,
  ): Promise<string> {
    const actor = actorOf(request);
    const fields = new FormFields(body);
    const typed = { name: fields.text('name'), language: fields.text('language') };
    try {
      await this.account.execute(actor, { ...typed, languages: this.vocabulary.languages });
    } catch (problem) {
      if (!(problem instanceof InputRefused)) throw problem;
      const words = this.pages.words(request);
      const label = (path: string): string => words.t(`page.your-account.${path}`);
      const errors = errorsOf(words, problem.faults, { field: (path) => path, label });
      return this.page(request, reply, { card: { ...(await this.account.view(actor)), ...typed }, errors });
    }
    this.actors.forget(request.headers.cookie);
    return seeOther(reply, `${ROUTES.account}?done=saved`);
  }

  /** From the switch that every page has; back to where it was pressed. */
  @BeforeSecondFactor()
  @Post(ROUTES.language)
  async speak(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: FormBody,
  ): Promise<string> {
    const fields = new FormFields(demandFields(body, 'language', 'next'));
    const { languages } = this.vocabulary;
    const { language } = await this.account.speak(actorOf(request), { language: fields.text('language'), languages });
    this.actors.forget(request.headers.cookie);
    // After signing out the pages go on in it.
    this.choice.remember(reply, language);
    return seeOther(reply, safeNext(fields.text('next')));
  }

  private page(request: FastifyRequest, reply: FastifyReply, { card, errors, done }: State): string {
    const words = this.pages.words(request);
    const { t } = words;
    const languages = this.choice.languages.map((value) => ({ value, label: nameOfLanguage(value) }));
    return this.pages.render(request, reply, {
      name: 'account/your-account',
      title: t('page.your-account.title'),
      hasErrors: errors.length > 0,
      ...(errors.length > 0 && { status: UNPROCESSABLE }),
      view: {
        done: done === undefined ? undefined : t(`page.your-account.done.${done}`),
        errors: summaryOf(errors),
        action: ROUTES.account,
        email: card.email,
        name: field('name', t('page.your-account.name'), { value: card.name, autocomplete: 'name', errors }),
        language: choiceField('language', t('page.your-account.language'), languages, { value: card.language, errors }),
        links: SECTIONS.map(([name, href]) => ({
          href,
          title: t(`page.your-account.sections.${name}`),
          about: t(`page.your-account.sections.${name}-about`),
        })),
      },
    });
  }
}

const SECTIONS = [
  ['password', ROUTES.password],
  ['second-factor', ROUTES.secondFactor],
  ['sessions', ROUTES.sessions],
  ['tokens', ROUTES.tokens],
  ['data', ROUTES.ownData],
] as const;
