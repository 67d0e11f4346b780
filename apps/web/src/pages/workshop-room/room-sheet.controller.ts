import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { NotFound, ViewSheet, type SheetView } from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ByWorkshopSeat } from '../../http/seats/by-workshop-seat.js';
import { seatOf } from '../../http/seats/held-seat.js';
import { seeOther } from '../../http/see-other.js';
import { sendBytes } from '../../http/send-file.js';
import { Csrf } from '../../http/session/csrf.js';
import { ReadsUpload } from '../../http/session/form.guard.js';
import { readUpload } from '../../http/upload.js';
import { href, ROUTES } from '../../paths.js';
import { DataSheets } from '../workshops/data-sheet.js';
import { SheetReturns } from '../workshops/sheet-returns.js';
import { sheetView, type SheetsState } from '../workshops/sheets-view.js';
import { RoomPages } from './room-pages.js';

const COUNT = /^\d{1,4}$/;
const ADDRESS = {
  file: (language: string): string => href(ROUTES.roomSheetFile, { language, format: 'xlsx' }),
  upload: ROUTES.roomSheet,
};

/** The data sheet of one's own agency, handed in from the room by whoever brought it along. */
@ByWorkshopSeat()
@Controller()
export class RoomSheetController {
  constructor(
    private readonly sheet: ViewSheet,
    private readonly returns: SheetReturns,
    private readonly sheets: DataSheets,
    private readonly csrf: Csrf,
    private readonly pages: RoomPages,
  ) {}

  @Get(ROUTES.roomSheet)
  async show(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query('filled') filled: unknown,
  ): Promise<string> {
    const view = await this.sheet.execute({ seat: seatOf(request) });
    const { t } = this.pages.words(request);
    const isTold = typeof filled === 'string' && COUNT.test(filled);
    const state = isTold ? { said: t('page.workshop-setup.sheet.said-filled', { count: Number(filled) }) } : {};
    return this.page(request, reply, view, state);
  }

  @Get(ROUTES.roomSheetFile)
  async file(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param() { language, format }: { readonly language: string; readonly format: string },
  ): Promise<void> {
    const view = await this.sheet.execute({ seat: seatOf(request) });
    if (format !== 'xlsx' || !view.workshop.languages.includes(language)) throw new NotFound('sheet');
    const { name, mediaType, base64 } = await this.sheets.make(view, language);
    await sendBytes(reply, { name, mediaType, bytes: Buffer.from(base64, 'base64') });
  }

  @Post(ROUTES.roomSheet)
  @ReadsUpload()
  async take(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const upload = await readUpload(request, this.csrf, this.sheets.limit);
    try {
      const holder = { seat: seatOf(request) };
      const view = await this.sheet.execute(holder);
      const told = await this.returns.take(holder, upload.file, this.pages.words(request));
      if (told.ok) return seeOther(reply, href(ROUTES.roomSheet, {}, { query: { filled: String(told.filled) } }));
      return this.page(request, reply, view, { errors: told.messages });
    } finally {
      upload.done();
    }
  }

  private page(request: FastifyRequest, reply: FastifyReply, view: SheetView, state: SheetsState): string {
    const words = this.pages.words(request);
    return this.pages.render(request, reply, {
      name: 'workshop-room/sheet',
      title: words.t('page.workshop-setup.hub.sheets'),
      part: 'more',
      hasErrors: (state.errors ?? []).length > 0,
      view: sheetView(words, view, { ...state, address: ADDRESS }),
    });
  }
}
