import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { agencyId, CheckAudit, ExportAudit, ListAgencies, ReadAudit, type AuditScope } from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { FreshProof } from '../../http/proof.js';
import { href, ROUTES } from '../../paths.js';
import { Spreadsheets } from '../assessment/spreadsheets.js';
import { PageRenderer } from '../shell/page-renderer.js';
import { installationScope, readAuditQuery, type Query as Asked } from './audit-query.js';
import { auditSheet } from './audit-sheet.js';
import { auditView, type AuditPlace } from './audit-view.js';
import { checkView } from './check-view.js';

const UNPROCESSABLE = 422;
const MOST_AGENCIES = 200;

/** Who did what: of the installation for administrators, of an agency for its leads. */
@Controller()
export class AuditController {
  constructor(
    private readonly read: ReadAudit,
    private readonly take: ExportAudit,
    private readonly check: CheckAudit,
    private readonly agencies: ListAgencies,
    private readonly sheets: Spreadsheets,
    private readonly pages: PageRenderer,
  ) {}

  @Get(ROUTES.audit)
  ofInstallation(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query() query: Asked,
  ): Promise<string> {
    const scope = installationScope(readAuditQuery(query).form);
    return this.page(request, reply, { query, scope, place: INSTALLATION });
  }

  @Get(ROUTES.agencyAudit)
  ofAgency(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('agency') id: string,
    @Query() query: Asked,
  ): Promise<string> {
    const agency = agencyId(id);
    return this.page(request, reply, { query, scope: { agency }, place: placeOf(agency) });
  }

  @FreshProof()
  @Get(ROUTES.auditFile)
  async installationFile(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Query() query: Asked,
  ): Promise<void> {
    await this.file(request, reply, query, installationScope(readAuditQuery(query).form));
  }

  @FreshProof()
  @Get(ROUTES.agencyAuditFile)
  async agencyFile(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('agency') id: string,
    @Query() query: Asked,
  ): Promise<void> {
    await this.file(request, reply, query, { agency: agencyId(id) });
  }

  @Get(ROUTES.auditCheck)
  async verify(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const actor = actorOf(request);
    const reports = await this.check.execute(actor);
    const { agencies } = await this.agencies.execute(actor, { size: MOST_AGENCIES });
    const names = new Map(agencies.map(({ id, name }) => [String(id), name]));
    const words = this.pages.words(request);
    return this.pages.render(request, reply, {
      name: 'audit/check',
      title: words.t('page.audit.check.title'),
      view: {
        ...checkView(words, reports, names),
        crumbs: [{ href: ROUTES.audit, label: words.t('page.audit.title') }],
      },
    });
  }

  private async page(
    request: FastifyRequest,
    reply: FastifyReply,
    { query, scope, place }: { readonly query: Asked; readonly scope: AuditScope; readonly place: AuditPlace },
  ): Promise<string> {
    const asked = readAuditQuery(query);
    const { filter, before } = asked;
    const page = await this.read.execute(actorOf(request), { scope, filter, ...(before !== undefined && { before }) });
    const words = this.pages.words(request);
    const hasErrors = asked.faults.length > 0;
    return this.pages.render(request, reply, {
      name: 'audit/audit',
      title: words.t(place.isInstallation ? 'page.audit.title' : 'page.audit.title-agency'),
      view: auditView(words, page, asked, place),
      ...(page.agency !== undefined && { agency: page.agency }),
      hasErrors,
      ...(hasErrors && { status: UNPROCESSABLE }),
    });
  }

  private async file(request: FastifyRequest, reply: FastifyReply, query: Asked, scope: AuditScope): Promise<void> {
    const { filter } = readAuditQuery(query);
    const taken = await this.take.execute(actorOf(request), { scope, filter });
    const bytes = this.sheets.csv(auditSheet(this.pages.words(request), taken));
    await reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="audit.csv"')
      .header('x-content-type-options', 'nosniff')
      .send(Buffer.from(bytes));
  }
}

const INSTALLATION: AuditPlace = {
  page: (query) => href(ROUTES.audit, {}, { query }),
  file: (query) => href(ROUTES.auditFile, {}, { query }),
  isInstallation: true,
};

const placeOf = (agency: string): AuditPlace => ({
  page: (query) => href(ROUTES.agencyAudit, { agency }, { query }),
  file: (query) => href(ROUTES.agencyAuditFile, { agency }, { query }),
  isInstallation: false,
});
