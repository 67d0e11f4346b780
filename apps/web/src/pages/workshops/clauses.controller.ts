import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import {
  AddClause,
  ChangeClause,
  clauseId,
  InputRefused,
  pointId,
  RevisionConflict,
  ViewClause,
  ViewText,
  workshopId,
  type Clause,
  type LedClause,
  type LedText,
} from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { Assets } from '../../http/assets.js';
import { seeOther } from '../../http/see-other.js';
import { href, ROUTES } from '../../paths.js';
import { errorsOf } from '../shell/faults.js';
import { summaryOf } from '../shell/fields.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import { demandFields } from '../shell/known-fields.js';
import { PageRenderer } from '../shell/page-renderer.js';
import type { Words } from '../shell/words.js';
import { clauseFaultWords, clauseFields, clauseForm, readClauseForm, type RefusedClause } from './clause-form.js';
import { clauseView } from './clause-view.js';
import { liveOf } from './live-of.js';
import { saidOf } from './said-of-text.js';

const UNPROCESSABLE = 422;
const CONFLICT = 409;

/** One clause of the text: written anew, from what a group put forward, and changed. */
@Controller()
export class ClausesController {
  constructor(
    private readonly text: ViewText,
    private readonly view: ViewClause,
    private readonly adding: AddClause,
    private readonly changing: ChangeClause,
    private readonly pages: PageRenderer,
    private readonly assets: Assets,
  ) {}

  @Get(ROUTES.addClause)
  async newClause(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('workshop') workshop: string,
    @Query('point') point: unknown,
  ): Promise<string> {
    const text = await this.textOf(request, workshop);
    return this.newPage(request, reply, { text, point: typeof point === 'string' ? point : '' });
  }

  @Post(ROUTES.addClause)
  async add(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('workshop') workshop: string,
    @Body() body: FormBody,
  ): Promise<string> {
    const text = await this.textOf(request, workshop);
    const fields = new FormFields(demandFields(body, ...clauseFields(text.room)));
    const point = fields.text('point');
    const from = point === '' ? {} : { point: pointId(point) };
    try {
      const command = { workshop: text.room.id, ...readClauseForm(fields, text.room), ...from };
      const { clause } = await this.adding.execute(actorOf(request), command);
      const rest = { query: { said: 'added' }, fragment: `clause-${clause}` };
      return seeOther(reply, href(ROUTES.workshopText, { workshop }, rest));
    } catch (problem) {
      const refused = refusedClause(this.pages.words(request, text.published), body, problem);
      return this.newPage(request, reply, { text, point, refused });
    }
  }

  @Get(ROUTES.clause)
  async clause(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param() { workshop, clause }: { readonly workshop: string; readonly clause: string },
    @Query('said') said: unknown,
  ): Promise<string> {
    const view = await this.clauseOf(request, workshop, clause);
    return this.clausePage(request, reply, { view, said });
  }

  @Post(ROUTES.clause)
  async change(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param() { workshop, clause }: { readonly workshop: string; readonly clause: string },
    @Body() body: FormBody,
  ): Promise<string> {
    const view = await this.clauseOf(request, workshop, clause);
    const fields = new FormFields(demandFields(body, ...clauseFields(view.room)));
    const of = { workshop: view.room.id, clause: view.clause.id, expected: fields.revision() };
    try {
      const command = { ...of, ...readClauseForm(fields, view.room) };
      const { open } = await this.changing.execute(actorOf(request), command);
      const rest = { query: { said: open ? 'reopened' : 'changed' }, fragment: `clause-${clause}` };
      return seeOther(reply, href(ROUTES.workshopText, { workshop }, rest));
    } catch (problem) {
      const refused = refusedClause(this.pages.words(request, view.published), body, problem);
      // As it stands now, with the history that the winner wrote.
      const now = await this.clauseOf(request, workshop, clause);
      return this.clausePage(request, reply, { view: now, refused });
    }
  }

  private textOf(request: FastifyRequest, workshop: string): Promise<LedText> {
    return this.text.execute(actorOf(request), { workshop: workshopId(workshop) });
  }

  private clauseOf(request: FastifyRequest, workshop: string, clause: string): Promise<LedClause> {
    return this.view.execute(actorOf(request), { workshop: workshopId(workshop), clause: clauseId(clause) });
  }

  private newPage(
    request: FastifyRequest,
    reply: FastifyReply,
    { text, point, refused }: { readonly text: LedText; readonly point: string; readonly refused?: RefusedClause },
  ): string {
    const { room } = text;
    const words = this.pages.words(request, text.published);
    const from = text.points.find(({ id }) => id === point);
    const { clause: _, ...around } = { ...text, clause: undefined };
    const form = clauseForm(words, { ...around, ...(from !== undefined && { point: from }), refused });
    const here = { workshop: room.id };
    return this.pages.render(request, reply, {
      name: 'workshops/new-clause',
      title: words.t('page.workshop-text.add'),
      hasErrors: refused !== undefined,
      ...(refused !== undefined && { status: UNPROCESSABLE }),
      view: {
        crumbs: [
          { href: href(ROUTES.workshop, here), label: room.title },
          { href: href(ROUTES.workshopText, here), label: words.t('page.workshop-text.title') },
        ],
        errors: summaryOf(refused?.errors ?? []),
        conflict: false,
        edit: { action: href(ROUTES.addClause, here), ...form },
      },
    });
  }

  private clausePage(
    request: FastifyRequest,
    reply: FastifyReply,
    { view, said, refused }: { readonly view: LedClause; readonly said?: unknown; readonly refused?: RefusedClause },
  ): string {
    const words = this.pages.words(request, view.published);
    const status = refused?.current === undefined ? UNPROCESSABLE : CONFLICT;
    return this.pages.render(request, reply, {
      name: 'workshops/clause',
      title: words.t('page.workshop-text.clause-title'),
      hasErrors: refused !== undefined,
      ...(refused !== undefined && { status }),
      view: {
        ...clauseView(words, view, { said: saidOf(words, said), refused }),
        live: liveOf(this.assets, { workshop: view.room.id, at: view.at }),
      },
    });
  }
}

/** What can be put right on the page; anything else is thrown on. */
function refusedClause(words: Words, body: FormBody, problem: unknown): RefusedClause {
  if (problem instanceof InputRefused)
    return { body, errors: errorsOf(words, problem.faults, clauseFaultWords(words)) };
  if (!(problem instanceof RevisionConflict)) throw problem;
  const current = problem.current as Clause | undefined;
  if (current === undefined) throw problem;
  return { body, current, errors: [{ message: words.t('page.workshop-text.changed-elsewhere') }] };
}
