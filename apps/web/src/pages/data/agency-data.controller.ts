import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import {
  agencyId,
  Archiver,
  AskAgencyErasure,
  EraseAgency,
  ERASURE_DAYS,
  ExportAgency,
  ViewAgencyData,
  type AgencyData,
  type InputRefused,
} from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { FreshProof } from '../../http/proof.js';
import { seeOther } from '../../http/see-other.js';
import { sendArchive } from '../../http/send-file.js';
import { ActorReader } from '../../http/session/actor-reader.js';
import { href, ROUTES } from '../../paths.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import { demandFields } from '../shell/known-fields.js';
import { PageRenderer } from '../shell/page-renderer.js';
import type { Words } from '../shell/words.js';
import { refusalOf, typedField } from './typed-field.js';

const UNPROCESSABLE = 422;
const SAID = ['asked', 'withdrawn'] as const;

interface Place {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** All of an agency at once: taken along, or taken away for good. */
@Controller()
export class AgencyDataController {
  constructor(
    private readonly view: ViewAgencyData,
    private readonly take: ExportAgency,
    private readonly ask: AskAgencyErasure,
    private readonly erase: EraseAgency,
    private readonly archiver: Archiver,
    private readonly actors: ActorReader,
    private readonly pages: PageRenderer,
  ) {}

  @Get(ROUTES.agencyData)
  async page(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('agency') id: string,
    @Query('said') asked: unknown,
  ): Promise<string> {
    const data = await this.view.execute(actorOf(request), { agency: agencyId(id) });
    const words = this.pages.words(request);
    const said = SAID.find((one) => one === asked);
    const at = { agency: data.agency.id };
    return this.pages.render(request, reply, {
      name: 'data/agency',
      title: words.t('page.data.agency.title'),
      agency: data.agency,
      view: {
        said: said === undefined ? undefined : words.t(`page.data.agency.said.${said}`),
        name: data.agency.name,
        export: data.mayExport ? href(ROUTES.agencyExport, at) : undefined,
        asked: askedView(words, data),
        erase: href(ROUTES.eraseAgency, at),
        withdraw: href(ROUTES.withdrawErasure, at),
        back: href(ROUTES.agency, at),
      },
    });
  }

  @FreshProof()
  @Get(ROUTES.agencyExport)
  async file(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('agency') id: string): Promise<void> {
    const { agency, entries } = await this.take.execute(actorOf(request), { agency: agencyId(id) });
    await sendArchive(reply, { name: `isonomia-${agency.name}.zip`, bytes: this.archiver.pack(entries) });
  }

  @FreshProof()
  @Get(ROUTES.eraseAgency)
  form(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('agency') id: string,
  ): Promise<string> {
    return this.erasePage({ request, reply }, id);
  }

  @FreshProof()
  @Post(ROUTES.eraseAgency)
  async asked(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('agency') id: string,
    @Body() body: FormBody,
  ): Promise<string> {
    const command = { agency: agencyId(id), typed: typedIn(body) };
    const refused = await refusalOf(() => this.ask.execute(actorOf(request), command));
    if (refused !== undefined) return this.erasePage({ request, reply }, id, refused);
    return seeOther(reply, href(ROUTES.agencyData, { agency: id }, { query: { said: 'asked' } }));
  }

  /** Whoever confirms may have had the account for this agency alone: then nobody is signed in afterwards. */
  @FreshProof()
  @Post(ROUTES.confirmErasure)
  async confirmed(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('agency') id: string,
    @Body() body: FormBody,
  ): Promise<string> {
    const command = { agency: agencyId(id), typed: typedIn(body) };
    const refused = await refusalOf(() => this.erase.execute(actorOf(request), command));
    if (refused !== undefined) return this.erasePage({ request, reply }, id, refused);
    this.actors.forget(request.headers.cookie);
    return seeOther(reply, ROUTES.home);
  }

  @Post(ROUTES.withdrawErasure)
  async withdrawn(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('agency') id: string,
    @Body() body: FormBody,
  ): Promise<string> {
    demandFields(body);
    await this.ask.withdraw(actorOf(request), { agency: agencyId(id) });
    return seeOther(reply, href(ROUTES.agencyData, { agency: id }, { query: { said: 'withdrawn' } }));
  }

  /** For the first person and for the second: the same page, with another button. */
  private async erasePage({ request, reply }: Place, id: string, refused?: InputRefused): Promise<string> {
    const data = await this.view.execute(actorOf(request), { agency: agencyId(id) });
    const words = this.pages.words(request);
    const { t } = words;
    const step = data.asked === undefined ? 'ask' : 'confirm';
    const typed = typedField(words, t('page.data.erase-agency.typed'), refused);
    const at = { agency: data.agency.id };
    return this.pages.render(request, reply, {
      name: 'data/erase-agency',
      title: t(`page.data.erase-agency.${step}-title`, { name: data.agency.name }),
      agency: data.agency,
      hasErrors: refused !== undefined,
      ...(refused !== undefined && { status: UNPROCESSABLE }),
      view: {
        errors: typed.summary,
        title: t(`page.data.erase-agency.${step}-title`, { name: data.agency.name }),
        // Whoever asked waits for somebody else.
        own: data.asked?.own === true,
        asked: askedView(words, data),
        first: step === 'ask',
        days: t('page.data.erase-agency.days', { count: ERASURE_DAYS }),
        export: data.mayExport ? href(ROUTES.agencyData, at) : undefined,
        name: data.agency.name,
        typed: typed.field,
        action: href(step === 'ask' ? ROUTES.eraseAgency : ROUTES.confirmErasure, at),
        submit: t(`page.data.erase-agency.${step}`),
        back: href(ROUTES.agencyData, at),
      },
    });
  }
}

const typedIn = (body: FormBody): string => new FormFields(demandFields(body, 'typed')).text('typed');

function askedView({ t, format }: Words, { asked, agency }: AgencyData): object | undefined {
  if (asked === undefined) return undefined;
  const until = format.instant(asked.expiresAt.toISOString(), agency.timeZone);
  const who = asked.name ?? t('page.data.agency.somebody');
  return {
    text: t(asked.own ? 'page.data.agency.asked-own' : 'page.data.agency.asked', { who, until }),
    own: asked.own,
  };
}
