import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { groupId, ViewAgencyGroup, workshopId } from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { href, ROUTES } from '../../paths.js';
import { PageRenderer } from '../shell/page-renderer.js';
import { statusView } from '../workshop-room/group-words.js';
import { groupProfile } from './group-profile.js';

/** One agency group's result, for its agency's lead, and for whoever leads the workshop while the group shows it. */
@Controller()
export class GroupResultController {
  constructor(
    private readonly view: ViewAgencyGroup,
    private readonly pages: PageRenderer,
  ) {}

  @Get(ROUTES.groupResults)
  async all(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('workshop') id: string,
  ): Promise<string> {
    const { workshop, groups } = await this.view.all(actorOf(request), { workshop: workshopId(id) });
    const words = this.pages.words(request);
    const { t } = words;
    return this.pages.render(request, reply, {
      name: 'workshops/group-results',
      title: `${t('page.workshop-groups.hub.results')} – ${workshop.title}`,
      view: {
        crumbs: [{ href: href(ROUTES.workshop, { workshop: workshop.id }), label: workshop.title }],
        title: t('page.workshop-groups.hub.results'),
        status: statusView(words),
        groups: groups.map(({ id: group, name, agency, choices }) => ({
          href: href(ROUTES.groupResult, { workshop: workshop.id, group }),
          name,
          country: agency.country.name,
          room: t(`page.workshop-groups.choice.room.short.${choices.room}`),
          isShown: choices.room === 'shown',
          outcome: t(`page.workshop-groups.choice.outcome.short.${choices.outcome}`),
        })),
      },
    });
  }

  @Get(ROUTES.groupResult)
  async page(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param() parameters: { readonly workshop: string; readonly group: string },
  ): Promise<string> {
    const { workshop, group, published, result, isOwn } = await this.view.execute(actorOf(request), {
      workshop: workshopId(parameters.workshop),
      group: groupId(parameters.group),
    });
    const words = this.pages.words(request, published);
    const { t } = words;
    return this.pages.render(request, reply, {
      name: 'workshops/group-result',
      title: `${group.name} – ${workshop.title}`,
      published,
      view: {
        // An agency's lead has no other page of it.
        crumbs: isOwn
          ? []
          : [
              { href: href(ROUTES.workshop, { workshop: workshop.id }), label: workshop.title },
              {
                href: href(ROUTES.groupResults, { workshop: workshop.id }),
                label: t('page.workshop-groups.hub.results'),
              },
            ],
        title: group.name,
        workshop: workshop.title,
        status: statusView(words),
        profile: result === undefined ? undefined : groupProfile(words, { published, result, practices: [] }),
        seen: t(`page.workshop-groups.choice.room.${group.choices.room}`),
        outcome: t(`page.workshop-groups.choice.outcome.${group.choices.outcome}`),
      },
    });
  }
}
