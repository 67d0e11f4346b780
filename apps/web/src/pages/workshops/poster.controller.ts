import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { Installation, NotFound, ViewWorkshop, workshopId, type Workshop } from '@isonomia/application';
import { qrCode } from '@isonomia/view';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { Assets } from '../../http/assets.js';
import { href, ROUTES } from '../../paths.js';
import { acceptCertificateView } from '../lan/accept-view.js';
import { PageRenderer } from '../shell/page-renderer.js';
import { Vocabulary, type Words } from '../shell/words.js';
import { joinAddress } from './join-address.js';

/** A page for the wall and the door: how phones come in, in every language of the workshop. */
@Controller()
export class PosterController {
  constructor(
    private readonly view: ViewWorkshop,
    private readonly installation: Installation,
    private readonly vocabulary: Vocabulary,
    private readonly assets: Assets,
    private readonly pages: PageRenderer,
  ) {}

  @Get(ROUTES.poster)
  async poster(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('workshop') id: string,
  ): Promise<string> {
    const { workshop, may } = await this.view.execute(actorOf(request), { workshop: workshopId(id) });
    // The code opens the room's free seats.
    if (!may.lead) throw new NotFound('workshop');
    const words = this.pages.words(request);
    const title = words.t('page.poster.title');
    return this.pages.render(request, reply, {
      name: 'workshops/poster',
      title,
      view: this.posterView(words, workshop),
    });
  }

  private posterView(words: Words, workshop: Workshop): object {
    const { t } = words;
    const { lan } = this.installation;
    const { full, said } = joinAddress(this.installation, workshop.joinCode);
    const spoken = workshop.languages.filter((language) => this.vocabulary.languages.includes(language));
    const languages = spoken.length === 0 ? [words.language] : spoken;
    const here = { workshop: workshop.id };
    return {
      css: this.assets.url('wall.css'),
      crumbs: [
        { href: ROUTES.workshops, label: t('page.workshop-setup.list.title') },
        { href: href(ROUTES.workshop, here), label: workshop.title },
      ],
      title: workshop.title,
      place: t('page.poster.where', {
        place: workshop.place,
        days: words.format.period(workshop.startsOn, workshop.endsOn),
      }),
      shut: workshop.joining ? undefined : t('page.poster.shut'),
      qr: qrCode(full, t('page.poster.picture', { address: said })),
      address: said,
      code: workshop.joinCode,
      languages: languages.map((language) => stepsView(this.vocabulary.of(language), said)),
      accept: lan === undefined ? undefined : acceptCertificateView(words, lan),
    };
  }
}

const stepsView = ({ t, language, direction }: Words, address: string): object => ({
  language,
  direction,
  title: t('page.poster.join'),
  steps: ['scan', 'type', 'sit', 'keep'].map((step) => t(`page.poster.step.${step}`, { address })),
});
