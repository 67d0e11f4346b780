import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import {
  groupId,
  NotFound,
  NoteWorkshopReading,
  SendSheets,
  ViewSheet,
  ViewWorkshop,
  workshopId,
  type SheetHolder,
  type SheetView,
} from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { seeOther } from '../../http/see-other.js';
import { sendBytes } from '../../http/send-file.js';
import { Csrf } from '../../http/session/csrf.js';
import { ReadsUpload } from '../../http/session/form.guard.js';
import { readUpload } from '../../http/upload.js';
import { href, ROUTES } from '../../paths.js';
import type { FormBody } from '../shell/form-fields.js';
import { demandFields } from '../shell/known-fields.js';
import { PageRenderer } from '../shell/page-renderer.js';
import { DataSheets } from './data-sheet.js';
import { demandLeads } from './demand-leads.js';
import { SheetReturns } from './sheet-returns.js';
import { sheetsView, sheetView, type SheetsState } from './sheets-view.js';

const UNPROCESSABLE = 422;
const COUNT = /^\d{1,4}$/;

interface Place {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}
interface Asked {
  readonly workshop: string;
  readonly group: string;
}

/** Data sheets: sent out beforehand, and read in when they come back. For those who lead the workshop or the agency. */
@Controller()
export class SheetsController {
  constructor(
    private readonly view: ViewWorkshop,
    private readonly sheet: ViewSheet,
    private readonly sending: SendSheets,
    private readonly reading: NoteWorkshopReading,
    private readonly returns: SheetReturns,
    private readonly sheets: DataSheets,
    private readonly csrf: Csrf,
    private readonly pages: PageRenderer,
  ) {}

  @Get(ROUTES.workshopSheets)
  async all(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('workshop') id: string,
    @Query('sent') sent: unknown,
  ): Promise<string> {
    const found = demandLeads(await this.view.execute(actorOf(request), { workshop: workshopId(id) }));
    const words = this.pages.words(request);
    const state =
      typeof sent === 'string' && COUNT.test(sent)
        ? { said: words.t('page.workshop-setup.sheet.said-sent', { count: Number(sent) }) }
        : {};
    const title = words.t('page.workshop-setup.hub.sheets');
    return this.pages.render(request, reply, {
      name: 'workshops/sheets',
      title,
      view: sheetsView(words, found, state),
    });
  }

  @Post(ROUTES.sendSheets)
  async send(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('workshop') id: string,
    @Body() body: FormBody,
  ): Promise<string> {
    demandFields(body);
    const actor = actorOf(request);
    const { workshop, groups } = demandLeads(await this.view.execute(actor, { workshop: workshopId(id) }));
    const sheets: Parameters<SendSheets['execute']>[1]['sheets'][number][] = [];
    for (const { id: group } of groups.filter(({ kind }) => kind === 'agency')) {
      const view = await this.sheet.execute({ actor, group });
      for (const language of workshop.languages)
        sheets.push({ group, language, file: await this.sheets.make(view, language) });
    }
    const { letters } = await this.sending.execute(actor, { workshop: workshop.id, sheets });
    return seeOther(reply, href(ROUTES.workshopSheets, { workshop: id }, { query: { sent: String(letters) } }));
  }

  @Get(ROUTES.workshopSheet)
  async one(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param() asked: Asked,
    @Query('filled') filled: unknown,
  ): Promise<string> {
    const view = await this.found(request, asked);
    const { t } = this.pages.words(request);
    const isTold = typeof filled === 'string' && COUNT.test(filled);
    const state = isTold ? { said: t('page.workshop-setup.sheet.said-filled', { count: Number(filled) }) } : {};
    return this.page({ request, reply }, view, state);
  }

  @Get(ROUTES.workshopSheetFile)
  async file(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param() asked: Asked & { readonly language: string; readonly format: string },
  ): Promise<void> {
    const view = await this.found(request, asked);
    if (asked.format !== 'xlsx' || !view.workshop.languages.includes(asked.language)) throw new NotFound('sheet');
    await this.reading.ofSheet(actorOf(request), view.workshop.id, view.group.id);
    const { name, mediaType, base64 } = await this.sheets.make(view, asked.language);
    await sendBytes(reply, { name, mediaType, bytes: Buffer.from(base64, 'base64') });
  }

  @Post(ROUTES.workshopSheet)
  @ReadsUpload()
  async take(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param() asked: Asked,
  ): Promise<string> {
    const upload = await readUpload(request, this.csrf, this.sheets.limit);
    try {
      const view = await this.found(request, asked);
      const told = await this.returns.take(holderOf(request, asked), upload.file, this.pages.words(request));
      if (told.ok) {
        const query = { filled: String(told.filled) };
        return seeOther(reply, href(ROUTES.workshopSheet, { ...asked }, { query }));
      }
      return this.page({ request, reply }, view, { errors: told.messages });
    } finally {
      upload.done();
    }
  }

  private async found(request: FastifyRequest, asked: Asked): Promise<SheetView> {
    const view = await this.sheet.execute(holderOf(request, asked));
    if (view.workshop.id !== workshopId(asked.workshop)) throw new NotFound('group');
    return view;
  }

  private page({ request, reply }: Place, view: SheetView, state: SheetsState): string {
    const words = this.pages.words(request);
    const hasErrors = (state.errors ?? []).length > 0;
    return this.pages.render(request, reply, {
      name: 'workshops/sheet',
      title: words.t('page.workshop-setup.sheet.file', { agency: view.agency.name }),
      hasErrors,
      ...(hasErrors && { status: UNPROCESSABLE }),
      view: sheetView(words, view, state),
    });
  }
}

const holderOf = (request: FastifyRequest, { group }: Asked): SheetHolder => ({
  actor: actorOf(request),
  group: groupId(group),
});
