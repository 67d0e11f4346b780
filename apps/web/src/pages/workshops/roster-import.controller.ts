import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import {
  ImportRoster,
  maySomewhere,
  MOST_PEOPLE,
  NotFound,
  PreviewRoster,
  ViewWorkshop,
  workshopId,
  type RosterRow,
} from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { EdgeProblem } from '../../http/edge-problem.js';
import { seeOther } from '../../http/see-other.js';
import { sendBytes } from '../../http/send-file.js';
import { Csrf } from '../../http/session/csrf.js';
import { ReadsUpload } from '../../http/session/form.guard.js';
import { readUpload, wholeFile } from '../../http/upload.js';
import { href, ROUTES } from '../../paths.js';
import { Spreadsheets } from '../assessment/spreadsheets.js';
import { fileError } from '../shell/faults.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import { demandFields } from '../shell/known-fields.js';
import { PageRenderer } from '../shell/page-renderer.js';
import { Vocabulary } from '../shell/words.js';
import { demandLeads } from './demand-leads.js';
import { columnTitle, readRosterFile, ROSTER_COLUMNS } from './roster-file.js';
import { previewView, rosterView } from './roster-view.js';

const UNPROCESSABLE = 422;
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
};

interface Place {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** People from a list: looked at before any of it is written. */
@Controller()
export class RosterImportController {
  constructor(
    private readonly view: ViewWorkshop,
    private readonly preview: PreviewRoster,
    private readonly importing: ImportRoster,
    private readonly sheets: Spreadsheets,
    private readonly vocabulary: Vocabulary,
    private readonly csrf: Csrf,
    private readonly pages: PageRenderer,
  ) {}

  @Get(ROUTES.rosterTemplate)
  async template(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param() { workshop, format }: { readonly workshop: string; readonly format: string },
  ): Promise<void> {
    const mediaType = Object.hasOwn(MEDIA_TYPES, format) ? MEDIA_TYPES[format] : undefined;
    if (mediaType === undefined) throw new NotFound('template');
    demandLeads(await this.view.execute(actorOf(request), { workshop: workshopId(workshop) }));
    const words = this.pages.words(request);
    const sheet = { header: ROSTER_COLUMNS.map((column) => columnTitle(words, column)), rows: [] };
    const name = words.t('page.workshop-setup.roster.title');
    const bytes = format === 'csv' ? this.sheets.csv(sheet) : await this.sheets.workbook([{ ...sheet, name }]);
    await sendBytes(reply, { name: `${name}.${format}`, mediaType, bytes });
  }

  @Post(ROUTES.rosterUpload)
  @ReadsUpload()
  async upload(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('workshop') id: string,
  ): Promise<string> {
    const upload = await readUpload(request, this.csrf, this.sheets.limit);
    const words = this.pages.words(request);
    try {
      if (upload.file === undefined)
        return await this.again({ request, reply }, id, [words.t('page.shell.fault.file.missing')]);
      const { name } = upload.file;
      const read = await this.sheets.rows({ name, bytes: await wholeFile(upload.file.bytes) });
      if (!read.ok) {
        const messages = read.faults.map(({ code, detail }) => words.t(code, detail));
        return await this.again({ request, reply }, id, messages);
      }
      const roster = readRosterFile(read.rows, this.vocabulary);
      if (!roster.ok) {
        const missing = words.format.list(roster.missing.map((column) => columnTitle(words, column)));
        return await this.again({ request, reply }, id, [words.t('page.workshop-setup.preview.columns', { missing })]);
      }
      return await this.shown({ request, reply }, id, { name, rows: roster.rows });
    } catch (problem) {
      return await this.again({ request, reply }, id, [fileError(words, problem, 'file').message]);
    } finally {
      upload.done();
    }
  }

  @Post(ROUTES.rosterImport)
  async confirm(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('workshop') id: string,
    @Body() body: FormBody,
  ): Promise<string> {
    const rows = rowsOf(new FormFields(demandFields(body, 'rows')).verbatim('rows'));
    const guests = this.pages.words(request).t('workshop.group-kind.guests');
    await this.importing.execute(actorOf(request), { workshop: workshopId(id), rows, guests });
    return seeOther(reply, href(ROUTES.workshopRoster, { workshop: id }, { query: { said: 'imported' } }));
  }

  private async shown(
    { request, reply }: Place,
    id: string,
    { name, rows }: { readonly name: string; readonly rows: readonly RosterRow[] },
  ): Promise<string> {
    const actor = actorOf(request);
    const words = this.pages.words(request);
    const workshop = workshopId(id);
    const preview = await this.preview.execute(actor, { workshop, rows, guests: '' });
    const found = demandLeads(await this.view.execute(actor, { workshop }));
    const mayAddAgency = maySomewhere(actor, 'agency.create');
    const hasErrors = preview.faults.length > 0;
    return this.pages.render(request, reply, {
      name: 'workshops/preview',
      title: words.t('page.workshop-setup.preview.title', { file: name }),
      hasErrors,
      ...(hasErrors && { status: UNPROCESSABLE }),
      view: previewView(words, found, { file: name, rows, preview, mayAddAgency }),
    });
  }

  private async again({ request, reply }: Place, id: string, errors: readonly string[]): Promise<string> {
    const found = demandLeads(await this.view.execute(actorOf(request), { workshop: workshopId(id) }));
    const words = this.pages.words(request);
    const title = words.t('page.workshop-setup.roster.title');
    const view = rosterView(words, found, { errors });
    return this.pages.render(request, reply, {
      name: 'workshops/roster',
      title,
      hasErrors: true,
      status: UNPROCESSABLE,
      view,
    });
  }
}

const KEYS = ['country', 'agency', 'organisation', 'name', 'function', 'sex', 'email', 'language'] as const;

/** What the page of the preview carried along: a form of ours has nothing else in it. */
function rowsOf(text: string): readonly RosterRow[] {
  const refused = new EdgeProblem(400, 'body.unknown-field', 'The form holds a list that this page did not make.');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw refused;
  }
  if (!Array.isArray(value) || value.length > MOST_PEOPLE * 2 || !value.every(isRow)) throw refused;
  return value;
}

const isRow = (value: unknown): value is RosterRow => {
  if (typeof value !== 'object' || value === null) return false;
  const row = value as Readonly<Record<string, unknown>>;
  return typeof row['line'] === 'number' && KEYS.every((key) => typeof row[key] === 'string');
};
