import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { Clock, dayOf, NoteAttendance, ViewAttendance, workshopId } from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { Assets } from '../../http/assets.js';
import { seeOther } from '../../http/see-other.js';
import { href, ROUTES } from '../../paths.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import { demandFields } from '../shell/known-fields.js';
import { PageRenderer } from '../shell/page-renderer.js';
import { attendancePage } from './attendance-view.js';

/** Who was there on which day: for those who lead the workshop. */
@Controller()
export class AttendanceController {
  constructor(
    private readonly view: ViewAttendance,
    private readonly noting: NoteAttendance,
    private readonly clock: Clock,
    private readonly assets: Assets,
    private readonly pages: PageRenderer,
  ) {}

  @Get(ROUTES.attendance)
  async list(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('workshop') id: string,
    @Query() query: Readonly<Record<string, unknown>>,
  ): Promise<string> {
    const view = await this.view.execute(actorOf(request), { workshop: workshopId(id) });
    const words = this.pages.words(request);
    const asked = view.days.find((one) => one === query['day']);
    const day = asked ?? dayOf(view.workshop, this.clock.now());
    return this.pages.render(request, reply, {
      name: 'workshops/attendance',
      title: words.t('page.attendance.title'),
      view: {
        css: this.assets.url('wall.css'),
        ...attendancePage(words, view, { day, saved: query['saved'] !== undefined }),
      },
    });
  }

  @Post(ROUTES.attendance)
  async note(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('workshop') id: string,
    @Body() body: FormBody,
  ): Promise<string> {
    const workshop = workshopId(id);
    const fields = new FormFields(demandFields(body, 'day', 'were', 'are'));
    const day = fields.text('day');
    const command = { workshop, day, were: fields.all('were'), are: fields.all('are') };
    await this.noting.execute(actorOf(request), command);
    return seeOther(reply, href(ROUTES.attendance, { workshop }, { query: { day, saved: '1' } }));
  }
}
