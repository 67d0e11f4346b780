import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import {
  ChangeGroups,
  groupId,
  InputRefused,
  participantId,
  ViewWorkshop,
  workshopId,
  type GroupId,
  type ParticipantId,
  type SeatingChange,
} from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { EdgeProblem } from '../../http/edge-problem.js';
import { CSRF_FIELD } from '../../http/session/csrf.js';
import { seeOther } from '../../http/see-other.js';
import { href, ROUTES } from '../../paths.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import { demandFields } from '../shell/known-fields.js';
import { PageRenderer } from '../shell/page-renderer.js';
import { demandLeads } from './demand-leads.js';
import { groupsView, type GroupsState } from './groups-view.js';

const UNPROCESSABLE = 422;
const SAID = ['spread', 'placed', 'renamed', 'removed'] as const;

interface Place {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}
interface Asked {
  readonly workshop: string;
  readonly group: string;
}

/** Who answers with whom, and who discusses with whom. */
@Controller()
export class GroupsController {
  constructor(
    private readonly view: ViewWorkshop,
    private readonly groups: ChangeGroups,
    private readonly pages: PageRenderer,
  ) {}

  @Get(ROUTES.workshopGroups)
  show(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('workshop') id: string,
    @Query('said') asked: unknown,
  ): Promise<string> {
    const said = SAID.find((one) => one === asked);
    const { t } = this.pages.words(request);
    return this.page(
      { request, reply },
      id,
      said === undefined ? {} : { said: t(`page.workshop-setup.groups.said.${said}`) },
    );
  }

  @Post(ROUTES.spreadGroups)
  spread(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('workshop') id: string,
    @Body() body: FormBody,
  ): Promise<string> {
    const fields = new FormFields(demandFields(body, 'count', 'again'));
    const count = fields.text('count');
    const { t } = this.pages.words(request);
    const change = {
      spread: /^\d{1,3}$/.test(count) ? Number(count) : Number.NaN,
      again: fields.ticked('again'),
      names: (position: number) => t('page.workshop-setup.groups.mixed-name', { position }),
    };
    return this.done({ request, reply }, id, { change, said: 'spread', typed: { count } });
  }

  @Post(ROUTES.placeInGroups)
  place(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('workshop') id: string,
    @Body() body: FormBody,
  ): Promise<string> {
    return this.done({ request, reply }, id, { change: { place: placesOf(body) }, said: 'placed' });
  }

  @Post(ROUTES.renameGroup)
  rename(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param() { workshop, group }: Asked,
    @Body() body: FormBody,
  ): Promise<string> {
    const name = new FormFields(demandFields(body, 'name')).text('name');
    return this.done({ request, reply }, workshop, { change: { rename: groupId(group), name }, said: 'renamed' });
  }

  @Post(ROUTES.removeGroup)
  remove(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param() { workshop, group }: Asked,
    @Body() body: FormBody,
  ): Promise<string> {
    demandFields(body);
    return this.done({ request, reply }, workshop, { change: { remove: groupId(group) }, said: 'removed' });
  }

  private async done(
    place: Place,
    id: string,
    {
      change,
      said,
      typed,
    }: Pick<GroupsState, 'typed'> & { readonly change: SeatingChange; readonly said: (typeof SAID)[number] },
  ): Promise<string> {
    try {
      await this.groups.execute(actorOf(place.request), { workshop: workshopId(id), change });
    } catch (problem) {
      if (!(problem instanceof InputRefused)) throw problem;
      return this.page(place, id, { faults: problem.faults, ...(typed !== undefined && { typed }) });
    }
    return seeOther(place.reply, href(ROUTES.workshopGroups, { workshop: id }, { query: { said } }));
  }

  private async page({ request, reply }: Place, id: string, state: GroupsState): Promise<string> {
    const found = demandLeads(await this.view.execute(actorOf(request), { workshop: workshopId(id) }));
    const words = this.pages.words(request);
    const hasErrors = state.faults !== undefined;
    return this.pages.render(request, reply, {
      name: 'workshops/groups',
      title: words.t('page.workshop-setup.groups.title'),
      hasErrors,
      ...(hasErrors && { status: UNPROCESSABLE }),
      view: groupsView(words, found, state),
    });
  }
}

const PLACE = /^to\[([0-9a-f-]{36})\]$/;

/** One field a person: `to[<participant>]` is a group, or empty for none. */
function placesOf(body: FormBody | undefined): ReadonlyMap<ParticipantId, GroupId | undefined> {
  const fields = new FormFields(body);
  const names = Object.keys(body ?? {}).filter((name) => name !== CSRF_FIELD);
  return new Map(
    names.map((name) => {
      const person = PLACE.exec(name)?.[1];
      if (person === undefined)
        throw new EdgeProblem(400, 'body.unknown-field', 'The form holds a field that this page does not have.');
      const group = fields.text(name);
      return [participantId(person), group === '' ? undefined : groupId(group)];
    }),
  );
}
