import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import {
  agencyId,
  GiveLink,
  InputRefused,
  linkId,
  ListLinks,
  RevokeLink,
  roundId,
  type LinkList,
  type LinkPlace,
} from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { LanguageChoice } from '../../http/language/language-choice.js';
import { FreshProof } from '../../http/proof.js';
import { seeOther } from '../../http/see-other.js';
import { ROUTES } from '../../paths.js';
import { errorsOf } from '../shell/faults.js';
import type { FormErrors } from '../shell/fields.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import { demandFields } from '../shell/known-fields.js';
import { PageRenderer } from '../shell/page-renderer.js';
import { addressOf, linksView, type LinkForm } from './links-view.js';

const UNPROCESSABLE = 422;
const FIELDS = ['recipient', 'email', 'language', 'days', 'assessment', 'reports', 'editable'] as const;

interface Shown {
  readonly errors?: FormErrors;
  readonly typed?: LinkForm;
  readonly made?: { readonly address: string; readonly recipient: string; readonly sent: boolean };
  readonly revoked?: boolean;
}

/** Personal links: of an agency to its documents, of a round to its regional reports. */
@Controller()
export class LinksController {
  constructor(
    private readonly list: ListLinks,
    private readonly give: GiveLink,
    private readonly revoking: RevokeLink,
    private readonly choice: LanguageChoice,
    private readonly pages: PageRenderer,
  ) {}

  @Get(ROUTES.agencyLinks)
  ofAgency(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('agency') id: string,
    @Query('revoked') revoked: unknown,
  ): Promise<string> {
    return this.page(request, reply, { agency: agencyId(id) }, { revoked: revoked !== undefined });
  }

  @Get(ROUTES.roundLinks)
  ofRound(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('round') id: string,
    @Query('revoked') revoked: unknown,
  ): Promise<string> {
    return this.page(request, reply, { round: roundId(id) }, { revoked: revoked !== undefined });
  }

  @FreshProof()
  @Post(ROUTES.agencyLinks)
  giveOfAgency(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('agency') id: string,
    @Body() body: FormBody,
  ): Promise<string> {
    return this.given(request, reply, { agency: agencyId(id) }, body);
  }

  @FreshProof()
  @Post(ROUTES.roundLinks)
  giveOfRound(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('round') id: string,
    @Body() body: FormBody,
  ): Promise<string> {
    return this.given(request, reply, { round: roundId(id) }, body);
  }

  @Post(ROUTES.revokeAgencyLink)
  revokeOfAgency(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param() ids: Readonly<Record<'agency' | 'link', string>>,
  ): Promise<string> {
    return this.revoke(request, reply, { agency: agencyId(ids.agency) }, ids.link);
  }

  @Post(ROUTES.revokeRoundLink)
  revokeOfRound(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param() ids: Readonly<Record<'round' | 'link', string>>,
  ): Promise<string> {
    return this.revoke(request, reply, { round: roundId(ids.round) }, ids.link);
  }

  /** Shown in the answer to the form and nowhere else: a redirect would have to carry it, or keep it. */
  private async given(request: FastifyRequest, reply: FastifyReply, place: LinkPlace, body: FormBody): Promise<string> {
    const typed = readForm(new FormFields(demandFields(body, ...FIELDS)));
    const words = this.pages.words(request);
    try {
      const { days, email, ...rest } = typed;
      const address = await this.give.execute(actorOf(request), {
        ...rest,
        place,
        ...(email !== '' && { email }),
        days: /^\d{1,4}$/.test(days) ? Number(days) : 0,
        languages: this.choice.languages,
      });
      const made = { address, recipient: typed.recipient, sent: email !== '' };
      return await this.page(request, reply, place, { made });
    } catch (problem) {
      if (!(problem instanceof InputRefused)) throw problem;
      const label = (path: string): string => words.t(`page.links.${path}`);
      const errors = errorsOf(words, problem.faults, { field: (path) => path, label });
      return this.page(request, reply, place, { errors, typed });
    }
  }

  private async revoke(request: FastifyRequest, reply: FastifyReply, place: LinkPlace, link: string): Promise<string> {
    await this.revoking.execute(actorOf(request), { place, link: linkId(link) });
    return seeOther(reply, `${addressOf(place)}?revoked=1`);
  }

  private async page(request: FastifyRequest, reply: FastifyReply, place: LinkPlace, shown: Shown): Promise<string> {
    const list = await this.list.execute(actorOf(request), { place });
    const words = this.pages.words(request);
    const hasErrors = (shown.errors ?? []).length > 0;
    return this.pages.render(request, reply, {
      name: 'links/list',
      title: words.t(shown.made === undefined ? 'page.links.title' : 'page.links.made-title'),
      hasErrors,
      ...(hasErrors && { status: UNPROCESSABLE }),
      ...headerOf(list),
      view: linksView(words, { place, list, languages: this.choice.languages, ...shown }),
    });
  }
}

const headerOf = ({ place }: LinkList) =>
  'agency' in place
    ? { agency: { id: place.agency.id, name: place.agency.name, fictional: place.agency.fictional } }
    : {};

const readForm = (fields: FormFields): LinkForm => ({
  recipient: fields.text('recipient'),
  email: fields.text('email'),
  language: fields.text('language'),
  days: fields.text('days'),
  assessment: fields.text('assessment'),
  reports: fields.ticked('reports'),
  editable: fields.ticked('editable'),
});
