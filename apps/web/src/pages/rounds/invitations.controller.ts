import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import {
  agencyId,
  countryId,
  InputRefused,
  InviteAgencies,
  isUuid,
  ListCandidates,
  ListDueReminders,
  RemindAgencies,
  roundId,
} from '@isonomia/application';
import type { Fault } from '@isonomia/instrument';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { seeOther } from '../../http/see-other.js';
import { href, ROUTES } from '../../paths.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import { demandFields } from '../shell/known-fields.js';
import { PageRenderer } from '../shell/page-renderer.js';
import { inviteView, remindView } from './invite-view.js';

const UNPROCESSABLE = 422;

/** Who is asked to take part, and who is asked again. */
@Controller()
export class RoundInvitationsController {
  constructor(
    private readonly candidates: ListCandidates,
    private readonly inviting: InviteAgencies,
    private readonly reminders: ListDueReminders,
    private readonly reminding: RemindAgencies,
    private readonly pages: PageRenderer,
  ) {}

  @Get(ROUTES.inviteToRound)
  async invitePage(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('round') id: string,
  ): Promise<string> {
    return this.choosing(request, reply, { id, faults: [] });
  }

  @Post(ROUTES.inviteToRound)
  async invite(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('round') id: string,
    @Body() body: FormBody,
  ): Promise<string> {
    const fields = new FormFields(demandFields(body, 'agencies', 'countries'));
    try {
      await this.inviting.execute(actorOf(request), {
        round: roundId(id),
        agencies: fields.all('agencies').filter(isUuid).map(agencyId),
        countries: fields.all('countries').filter(isUuid).map(countryId),
      });
    } catch (problem) {
      if (!(problem instanceof InputRefused)) throw problem;
      return this.choosing(request, reply, { id, faults: problem.faults });
    }
    return seeOther(reply, href(ROUTES.round, { round: id }, { query: { said: 'invited' } }));
  }

  @Get(ROUTES.remindInRound)
  async remindPage(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('round') id: string,
  ): Promise<string> {
    const list = await this.reminders.execute(actorOf(request), { round: roundId(id) });
    const words = this.pages.words(request);
    const title = words.t('page.rounds.remind.title');
    return this.pages.render(request, reply, { name: 'rounds/remind', title, view: remindView(words, list) });
  }

  @Post(ROUTES.remindInRound)
  async remind(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('round') id: string,
    @Body() body: FormBody,
  ): Promise<string> {
    demandFields(body);
    await this.reminding.execute(actorOf(request), { round: roundId(id) });
    return seeOther(reply, href(ROUTES.round, { round: id }, { query: { said: 'reminded' } }));
  }

  private async choosing(
    request: FastifyRequest,
    reply: FastifyReply,
    { id, faults }: { readonly id: string; readonly faults: readonly Fault[] },
  ): Promise<string> {
    const list = await this.candidates.execute(actorOf(request), { round: roundId(id) });
    const words = this.pages.words(request);
    const hasErrors = faults.length > 0;
    return this.pages.render(request, reply, {
      name: 'rounds/invite',
      title: words.t('page.rounds.invite.title'),
      hasErrors,
      ...(hasErrors && { status: UNPROCESSABLE }),
      view: inviteView(words, list, faults),
    });
  }
}
