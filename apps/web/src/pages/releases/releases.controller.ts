import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import {
  ListReleases,
  MakeRelease,
  mayAtAgency,
  releaseId,
  RetryRelease,
  roundId,
  ViewRelease,
} from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { FreshProof } from '../../http/proof.js';
import { seeOther } from '../../http/see-other.js';
import { href, ROUTES } from '../../paths.js';
import { PageRenderer } from '../shell/page-renderer.js';
import type { ReleaseAsked } from './release-page.js';
import { GROUPINGS, releaseView } from './release-view.js';
import { releasesView } from './releases-view.js';
import { waitingView } from './waiting-view.js';

type Asked = Readonly<Record<string, unknown>>;

@Controller()
export class ReleasesController {
  constructor(
    private readonly list: ListReleases,
    private readonly make: MakeRelease,
    private readonly pages: PageRenderer,
  ) {}

  @Get(ROUTES.releases)
  async page(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('round') id: string,
  ): Promise<string> {
    const actor = actorOf(request);
    const list = await this.list.execute(actor, { round: roundId(id) });
    const words = this.pages.words(request);
    return this.pages.render(request, reply, {
      name: 'releases/list',
      title: words.t('page.releases.title'),
      view: releasesView(words, list, mayAtAgency(actor, 'round.view', { regionId: list.round.regionId })),
    });
  }

  /** What is published cannot be taken back: whoever does it proves once more to be who they are. */
  @Post(ROUTES.releases)
  @FreshProof()
  async order(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('round') id: string,
  ): Promise<string> {
    const { release } = await this.make.execute(actorOf(request), { round: roundId(id) });
    return seeOther(reply, href(ROUTES.release, { release }));
  }
}

@Controller()
export class ReleaseController {
  constructor(
    private readonly view: ViewRelease,
    private readonly retry: RetryRelease,
    private readonly pages: PageRenderer,
  ) {}

  @Get(ROUTES.release)
  async page(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('release') id: string,
    @Query() query: Asked,
  ): Promise<string> {
    const asked = askedOf(query);
    const view = await this.view.execute(actorOf(request), { release: releaseId(id), grouping: asked.grouping });
    const words = this.pages.words(request, view.published);
    const ready = view.head.state === 'ready';
    return this.pages.render(request, reply, {
      name: ready ? 'releases/release' : 'releases/waiting',
      title: words.t('page.release.title', { round: view.round.name, number: view.head.number }),
      published: view.published,
      view: ready ? releaseView(words, { view, asked }) : waitingView(words, { view }),
    });
  }

  @Post(ROUTES.retryRelease)
  async again(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('release') id: string,
  ): Promise<string> {
    const release = releaseId(id);
    await this.retry.execute(actorOf(request), { release });
    return seeOther(reply, href(ROUTES.release, { release }));
  }
}

/** An address that asks for what there is not shows everybody. */
function askedOf(query: Asked): ReleaseAsked {
  const text = (name: string): string | undefined => {
    const value = query[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const [group, highlight, agency] = [text('group'), text('highlight'), text('agency')];
  return {
    grouping: GROUPINGS.find((one) => one === query['grouping']) ?? 'all',
    ...(group !== undefined && { group }),
    ...(highlight !== undefined && { highlight }),
    ...(agency !== undefined && { agency }),
  };
}
