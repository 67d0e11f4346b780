import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { agencyId, ListAgencies, type AgencyList } from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { seeOther } from '../../http/see-other.js';
import { href, ROUTES } from '../../paths.js';
import { PageRenderer } from '../shell/page-renderer.js';
import type { Words } from '../shell/words.js';

const FOUND = 302;
const SEARCHABLE_FROM = 10;

interface ListQuery {
  readonly matching?: string;
  readonly name?: string;
  readonly id?: string;
}

@Controller()
export class HomeController {
  constructor(
    private readonly agencies: ListAgencies,
    private readonly pages: PageRenderer,
  ) {}

  /** Straight to the agency of whoever has one; a choice for whoever has several. */
  @Get(ROUTES.home)
  async home(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const { agencies, next } = await this.agencies.execute(actorOf(request), { size: 2 });
    const [only] = agencies;
    const single = only !== undefined && agencies.length === 1 && next === undefined;
    return seeOther(reply, single ? href(ROUTES.agency, { agency: only.id }) : ROUTES.agencies, FOUND);
  }

  @Get(ROUTES.agencies)
  async list(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query() query: Readonly<Record<string, unknown>>,
  ): Promise<string> {
    const asked = readQuery(query);
    const list = await this.agencies.execute(actorOf(request), {
      ...(asked.matching !== undefined && { matching: asked.matching }),
      ...(asked.name !== undefined &&
        asked.id !== undefined && { after: { name: asked.name, id: agencyId(asked.id) } }),
    });
    const words = this.pages.words(request);
    const view = listView(words, list, asked);
    return this.pages.render(request, reply, { name: 'account/agencies', title: view.title, view });
  }
}

function readQuery(query: Readonly<Record<string, unknown>>): ListQuery {
  const text = (name: string): string | undefined => {
    const value = query[name];
    return typeof value === 'string' && value !== '' ? value.slice(0, 200) : undefined;
  };
  const [matching, name, id] = [text('matching'), text('name'), text('id')];
  return {
    ...(matching !== undefined && { matching }),
    ...(name !== undefined && { name }),
    ...(id !== undefined && { id }),
  };
}

function listView({ t, find }: Words, { agencies, next }: AgencyList, asked: ListQuery) {
  const none = agencies.length === 0 && asked.matching === undefined;
  const isFirstPage = asked.name === undefined && asked.matching === undefined;
  return {
    title: none ? t('page.account.choose.none-title') : t('page.account.choose.title'),
    none,
    action: ROUTES.agencies,
    matching: asked.matching ?? '',
    searchable: !isFirstPage || next !== undefined || agencies.length >= SEARCHABLE_FROM,
    agencies: agencies.map(({ id, name, type, country, assessments }) => ({
      href: href(ROUTES.agency, { agency: id }),
      name,
      note: `${find(`page.agency.type.${type}`) ?? type} · ${country}`,
      assessments,
    })),
    more:
      next === undefined
        ? undefined
        : href(
            ROUTES.agencies,
            {},
            {
              query: {
                name: next.name,
                id: next.id,
                ...(asked.matching !== undefined && { matching: asked.matching }),
              },
            },
          ),
  };
}
