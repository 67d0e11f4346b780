import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import {
  agencyId,
  Forbidden,
  InputRefused,
  RevisionConflict,
  SetAgencyLogo,
  SetUpAgency,
  ViewAgency,
  type Agency,
  type AgencyView,
  type SettingsInput,
} from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { seeOther } from '../../http/see-other.js';
import { Csrf } from '../../http/session/csrf.js';
import { ReadsUpload } from '../../http/session/form.guard.js';
import { readUpload } from '../../http/upload.js';
import { href, ROUTES } from '../../paths.js';
import { fileError } from '../shell/faults.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import { PageRenderer } from '../shell/page-renderer.js';
import { readRows, rowsView, unitsOf, type RowKind, type RowsState } from './rows-view.js';
import { LOGO_BYTES, settingsOf, setUpView, type SetUpState } from './set-up-view.js';

const UNPROCESSABLE = 422;
const CONFLICT = 409;
const MORE_ROWS = 5;

interface Place {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly view: AgencyView;
}

@Controller()
export class SetUpController {
  constructor(
    private readonly view: ViewAgency,
    private readonly setUp: SetUpAgency,
    private readonly setLogo: SetAgencyLogo,
    private readonly pages: PageRenderer,
    private readonly csrf: Csrf,
  ) {}

  @Get(ROUTES.setUp)
  async form(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('agency') id: string,
    @Query('saved') saved: unknown,
  ): Promise<string> {
    return this.page(await this.place(request, reply, id), { saved: saved !== undefined });
  }

  @Post(ROUTES.setUp)
  async save(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('agency') id: string,
    @Body() body: FormBody,
  ): Promise<string> {
    const place = await this.place(request, reply, id);
    const refused = await this.change(place, settingsOf(place.view.agency, body), body);
    if (refused === undefined) return this.back(place);
    return this.page(place, {
      typed: body,
      ...(refused instanceof InputRefused ? { faults: refused.faults } : { theirs: refused.current }),
    });
  }

  @Get(ROUTES.setUpRanks)
  async ranks(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('agency') id: string,
  ): Promise<string> {
    return this.rowsPage(await this.place(request, reply, id), 'ranks', { blankRows: 0 });
  }

  @Post(ROUTES.setUpRanks)
  async saveRanks(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('agency') id: string,
    @Body() body: FormBody,
  ): Promise<string> {
    return this.saveRows(await this.place(request, reply, id), 'ranks', body);
  }

  @Get(ROUTES.setUpUnits)
  async units(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('agency') id: string,
  ): Promise<string> {
    return this.rowsPage(await this.place(request, reply, id), 'units', { blankRows: 0 });
  }

  @Post(ROUTES.setUpUnits)
  async saveUnits(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('agency') id: string,
    @Body() body: FormBody,
  ): Promise<string> {
    return this.saveRows(await this.place(request, reply, id), 'units', body);
  }

  @Post(ROUTES.setUpLogo)
  @ReadsUpload()
  async logo(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('agency') id: string,
  ): Promise<string> {
    const upload = await readUpload(request, this.csrf, LOGO_BYTES);
    const place = await this.place(request, reply, id);
    const words = this.pages.words(request);
    try {
      const removes = upload.body['remove'] !== undefined;
      if (!removes && upload.file === undefined) {
        return this.page(place, { logoError: { field: 'file', message: words.t('page.shell.fault.file.missing') } });
      }
      await this.setLogo.execute(actorOf(request), {
        agency: agencyId(id),
        ...(!removes && upload.file !== undefined && { file: upload.file }),
      });
    } catch (problem) {
      return this.page(place, { logoError: fileError(words, problem, 'file', 'PNG, JPEG') });
    } finally {
      upload.done();
    }
    return this.back(place);
  }

  private async saveRows(place: Place, kind: RowKind, body: FormBody): Promise<string> {
    if (new FormFields(body).text('more') === 'rows') {
      return this.rowsPage(place, kind, { typed: body, blankRows: MORE_ROWS });
    }
    const { rows, positions } = readRows(body);
    const { agency } = place.view;
    const settings = { ...agency, ...(kind === 'ranks' ? { ranks: rows } : { units: unitsOf(rows) }) };
    const refused = await this.change(place, pick(settings), body);
    if (refused === undefined) return this.back(place);
    return this.rowsPage(place, kind, {
      typed: body,
      blankRows: 0,
      positions,
      ...(refused instanceof InputRefused
        ? { faults: refused.faults }
        : { conflict: true, revision: refused.current.revision }),
    });
  }

  /** What stood in the way, for its form to show; anything else is thrown on. */
  private async change(
    { request, view }: Place,
    settings: SettingsInput,
    body: FormBody,
  ): Promise<InputRefused | RevisionConflict<Agency> | undefined> {
    try {
      await this.setUp.execute(actorOf(request), {
        agency: view.agency.id,
        settings,
        expected: new FormFields(body).revision(),
      });
      return undefined;
    } catch (problem) {
      if (problem instanceof InputRefused) return problem;
      if (problem instanceof RevisionConflict) return problem as RevisionConflict<Agency>;
      throw problem;
    }
  }

  private async place(request: FastifyRequest, reply: FastifyReply, id: string): Promise<Place> {
    const view = await this.view.execute(actorOf(request), { agency: agencyId(id) });
    if (!view.may.edit) throw new Forbidden('agency.edit');
    return { request, reply, view };
  }

  private back({ reply, view }: Place): string {
    return seeOther(reply, href(ROUTES.setUp, { agency: view.agency.id }, { query: { saved: '1' } }));
  }

  private page({ request, reply, view }: Place, state: SetUpState): string {
    const words = this.pages.words(request, view.offered[0]);
    const hasErrors = state.faults !== undefined || state.logoError !== undefined || state.theirs !== undefined;
    return this.pages.render(request, reply, {
      name: 'agency/set-up',
      title: words.t('page.agency.set-up.title'),
      agency: view.agency,
      hasErrors,
      ...(hasErrors && { status: state.theirs === undefined ? UNPROCESSABLE : CONFLICT }),
      view: setUpView(words, view, state),
    });
  }

  private rowsPage({ request, reply, view }: Place, kind: RowKind, state: RowsState): string {
    const words = this.pages.words(request, view.offered[0]);
    const page = rowsView(words, view, kind, state);
    const hasErrors = state.faults !== undefined || state.conflict === true;
    return this.pages.render(request, reply, {
      name: 'agency/rows',
      title: page.title,
      agency: view.agency,
      hasErrors,
      ...(hasErrors && { status: state.conflict === true ? CONFLICT : UNPROCESSABLE }),
      view: page,
    });
  }
}

const pick = (agency: Agency | (Agency & SettingsInput)): SettingsInput => ({
  type: agency.type,
  name: agency.name,
  ...(agency.legalFrame !== undefined && { legalFrame: agency.legalFrame }),
  ...(agency.ministry !== undefined && { ministry: agency.ministry }),
  ...(agency.marking !== undefined && { marking: agency.marking }),
  currency: agency.currency,
  timeZone: agency.timeZone,
  ranks: agency.ranks,
  units: agency.units,
  ...(agency.reference !== undefined && { reference: agency.reference }),
  ...(agency.stockDate !== undefined && { stockDate: agency.stockDate }),
});
