import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { Installation, NoteWorkshopReading, ViewWorkshop, workshopId, type WorkshopView } from '@isonomia/application';
import { qrCode } from '@isonomia/view';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { href, ROUTES } from '../../paths.js';
import { PageRenderer } from '../shell/page-renderer.js';
import type { Words } from '../shell/words.js';
import { demandLeads } from './demand-leads.js';
import { workshopCrumbs } from './workshop-words.js';

/** Badges to print: whoever holds one is let in as the person on it. */
@Controller()
export class BadgesController {
  constructor(
    private readonly view: ViewWorkshop,
    private readonly reading: NoteWorkshopReading,
    private readonly installation: Installation,
    private readonly pages: PageRenderer,
  ) {}

  @Get(ROUTES.workshopBadges)
  async show(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('workshop') id: string,
  ): Promise<string> {
    const actor = actorOf(request);
    const found = demandLeads(await this.view.execute(actor, { workshop: workshopId(id) }));
    await this.reading.ofBadges(actor, found.workshop.id);
    const words = this.pages.words(request);
    const title = words.t('page.workshop-setup.badges.title');
    // In a room without the internet it is the address on the local network that phones find.
    const base = this.installation.lan?.addresses[0] ?? this.installation.publicUrl;
    return this.pages.render(request, reply, { name: 'workshops/badges', title, view: badgesView(words, found, base) });
  }
}

function badgesView(words: Words, { workshop, roster }: WorkshopView, base: string): object {
  const { t } = words;
  return {
    crumbs: workshopCrumbs(words, workshop),
    title: t('page.workshop-setup.badges.title'),
    event: t('page.workshop-setup.badges.event', { title: workshop.title, place: workshop.place }),
    address: `${base}${ROUTES.join}`,
    badges: roster.map((line) => ({
      name: line.name,
      what: line.function,
      from: [line.from, line.country].filter((one) => one !== undefined).join(', '),
      code: line.badgeCode,
      qr: qrCode(
        `${base}${href(ROUTES.join, {}, { query: { code: line.badgeCode } })}`,
        t('page.workshop-setup.badges.picture', { name: line.name }),
      ),
    })),
  };
}
