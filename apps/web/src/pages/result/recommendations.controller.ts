import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import {
  assessmentId,
  DecideRecommendation,
  InputRefused,
  RevisionConflict,
  TakeBackDecision,
  ViewResult,
  type AssessmentId,
} from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { seeOther } from '../../http/see-other.js';
import { href, ROUTES } from '../../paths.js';
import { errorsOf } from '../shell/faults.js';
import { FormFields, type FormBody } from '../shell/form-fields.js';
import { PageRenderer } from '../shell/page-renderer.js';
import type { Words } from '../shell/words.js';
import { Readings } from './readings.js';
import { doneOf, type DecisionForm, type RefusedDecision } from './recommendation-cards.js';
import { recommendationsView } from './recommendations-view.js';
import { agencyOf } from './result.controller.js';

const UNPROCESSABLE = 422;
const CONFLICT = 409;

interface Shown {
  readonly assessment: AssessmentId;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly refused?: RefusedDecision;
  readonly status?: number;
}

@Controller()
export class RecommendationsController {
  constructor(
    private readonly view: ViewResult,
    private readonly decide: DecideRecommendation,
    private readonly undo: TakeBackDecision,
    private readonly readings: Readings,
    private readonly pages: PageRenderer,
  ) {}

  @Get(ROUTES.recommendations)
  async list(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('assessment') id: string,
    @Query() query: Readonly<Record<string, unknown>>,
  ): Promise<string> {
    return this.page(request, reply, { assessment: assessmentId(id), query });
  }

  /** Saved, and back to the very recommendation, on the page it was decided on. */
  @Post(ROUTES.decide)
  async save(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param() { assessment: id, rule }: { readonly assessment: string; readonly rule: string },
    @Body() body: FormBody,
  ): Promise<string> {
    const assessment = assessmentId(id);
    const fields = new FormFields(body);
    const form = readForm(rule, fields);
    try {
      await this.decide.execute(actorOf(request), { assessment, ...commandOf(form), expected: fields.revision() });
    } catch (problem) {
      const words = this.pages.words(request);
      const refused = refusedBy(words, form, problem);
      return this.page(request, reply, { assessment, refused, status: statusOf(problem) });
    }
    return backTo(reply, { assessment, rule, from: fields.text('from'), done: 'saved' });
  }

  /** Undo: nothing is decided any more. */
  @Post(ROUTES.takeBack)
  async takeBack(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param() { assessment: id, rule }: { readonly assessment: string; readonly rule: string },
    @Body() body: FormBody,
  ): Promise<string> {
    const assessment = assessmentId(id);
    const fields = new FormFields(body);
    const task = fields.text('task') === 'drop' ? 'drop' : 'keep';
    await this.undo.execute(actorOf(request), { assessment, rule, expected: fields.revision(), task });
    return backTo(reply, { assessment, rule, from: fields.text('from'), done: 'undone' });
  }

  private async page(
    request: FastifyRequest,
    reply: FastifyReply,
    { assessment, query = {}, refused, status }: Shown,
  ): Promise<string> {
    const result = await this.view.execute(actorOf(request), { assessment });
    const words = this.pages.words(request);
    const reading = this.readings.of(result.outcome, words.language);
    const { open, show } = query;
    return this.pages.render(request, reply, {
      name: 'result/recommendations',
      title: words.t('page.result.recommendations.title'),
      agency: agencyOf(result),
      hasErrors: refused !== undefined,
      ...(status !== undefined && { status }),
      view: recommendationsView(words, {
        result,
        reading,
        from: 'recommendations',
        ...doneOf(query),
        ...(typeof open === 'string' && { open }),
        ...(typeof show === 'string' && { show }),
        ...(refused !== undefined && { refused }),
      }),
    });
  }
}

interface Back {
  readonly assessment: AssessmentId;
  readonly rule: string;
  readonly from: string;
  readonly done: 'saved' | 'undone';
}

/** To the very recommendation, on the page it was decided on: nobody loses their place. */
function backTo(reply: FastifyReply, { assessment, rule, from, done }: Back): string {
  const page = from === 'result' ? ROUTES.result : ROUTES.recommendations;
  return seeOther(reply, href(page, { assessment }, { query: { [done]: rule }, fragment: `rec-${rule}` }));
}

function readForm(rule: string, fields: FormFields): DecisionForm {
  return {
    rule,
    decision: fields.text('decision'),
    reason: fields.text('reason'),
    adapted: fields.text('adapted'),
    owner: fields.text('owner'),
    due: fields.text('due'),
  };
}

const commandOf = ({ rule, decision, reason, adapted, owner, due }: DecisionForm) => ({
  rule,
  decision,
  ...(reason !== '' && { reason }),
  ...(adapted !== '' && { adaptedText: adapted }),
  ...(owner !== '' && { owner }),
  ...(due !== '' && { due }),
});

const FIELD_OF: Readonly<Record<string, string>> = { adaptedText: 'adapted' };

/** A colleague was faster: what they decided stands on the page now, what was typed stands in the form. */
function refusedBy(words: Words, form: DecisionForm, problem: unknown): RefusedDecision {
  if (problem instanceof RevisionConflict) {
    return { form, errors: [{ field: 'decision', message: words.t('page.result.decision.changed-elsewhere') }] };
  }
  if (!(problem instanceof InputRefused)) throw problem;
  const field = (path: string): string => FIELD_OF[path] ?? path;
  const label = (path: string): string => words.t(`page.result.decision.${field(path)}`);
  return { form, errors: errorsOf(words, problem.faults, { field, label }) };
}

const statusOf = (problem: unknown): number => (problem instanceof RevisionConflict ? CONFLICT : UNPROCESSABLE);
