import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { InputRefused, ManageAccessTokens, type CreateAccessTokenCommand } from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { FreshProof } from '../../http/proof.js';
import { seeOther } from '../../http/see-other.js';
import { href, ROUTES } from '../../paths.js';
import { errorsOf } from '../shell/faults.js';
import type { FormErrors } from '../shell/fields.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import { PageRenderer } from '../shell/page-renderer.js';
import { tokensView, type TokenForm } from './tokens-view.js';

const UNPROCESSABLE = 422;

@Controller()
export class TokensController {
  constructor(
    private readonly tokens: ManageAccessTokens,
    private readonly pages: PageRenderer,
  ) {}

  @Get(ROUTES.tokens)
  list(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query('revoked') revoked: unknown,
  ): Promise<string> {
    return this.page(request, reply, { errors: [], revoked: revoked !== undefined });
  }

  /** Shown in the answer to the form and nowhere else: a redirect would have to carry it, or keep it. */
  @FreshProof()
  @Post(ROUTES.tokens)
  async create(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: FormBody,
  ): Promise<string> {
    const typed = readForm(new FormFields(body));
    try {
      const made = await this.tokens.create(actorOf(request), commandOf(typed));
      return await this.page(request, reply, { errors: [], made });
    } catch (problem) {
      if (!(problem instanceof InputRefused)) throw problem;
      const words = this.pages.words(request);
      const label = (path: string): string => words.t(`page.tokens.${path}`);
      const field = (path: string): string => (path === 'scopes' ? 'scope-read' : path);
      return this.page(request, reply, { errors: errorsOf(words, problem.faults, { field, label }), typed });
    }
  }

  @Post(ROUTES.revokeToken)
  async revoke(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('token') token: string,
  ): Promise<string> {
    await this.tokens.revoke(actorOf(request), token);
    return seeOther(reply, href(ROUTES.tokens, {}, { query: { revoked: '1' } }));
  }

  private async page(
    request: FastifyRequest,
    reply: FastifyReply,
    state: {
      readonly errors: FormErrors;
      readonly typed?: TokenForm;
      readonly made?: string;
      readonly revoked?: boolean;
    },
  ): Promise<string> {
    const words = this.pages.words(request);
    const tokens = await this.tokens.list(actorOf(request));
    return this.pages.render(request, reply, {
      name: 'account/tokens',
      title: words.t(state.made === undefined ? 'page.tokens.title' : 'page.tokens.made-title'),
      hasErrors: state.errors.length > 0,
      ...(state.errors.length > 0 && { status: UNPROCESSABLE }),
      view: tokensView(words, { ...state, tokens }),
    });
  }
}

const readForm = (fields: FormFields): TokenForm => ({
  name: fields.text('name'),
  scopes: fields.all('scopes'),
  days: fields.text('days'),
});

const commandOf = ({ name, scopes, days }: TokenForm): CreateAccessTokenCommand => ({
  name,
  scopes,
  days: /^\d{1,4}$/.test(days) ? Number(days) : 0,
});
