import { Body, Controller, Delete, Get, HttpCode, Param, Put, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  assessmentId,
  DecideRecommendation,
  ExplainNumber,
  RevisionConflict,
  TakeBackDecision,
  ViewResult,
  type ResultView,
} from '@isonomia/application';
import type { Approval } from '@isonomia/outcome';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { API } from '../../api-paths.js';
import { Operation } from '../openapi/operation.js';
import { demandRevision, etag, expectedRevision, preconditionRequired } from '../preconditions.js';
import { DecisionBody } from './decision-body.js';

@ApiTags('result')
@Controller()
export class ResultsApiController {
  constructor(
    private readonly view: ViewResult,
    private readonly explain: ExplainNumber,
    private readonly decide: DecideRecommendation,
    private readonly undo: TakeBackDecision,
  ) {}

  @Operation({
    summary: 'Scores, figures, gates and recommendations, each with its trace',
    description: 'Of a draft: as the answers stand now, `status` draft. Else of the submission, as it was.',
    answers: 'Result',
    problems: [403],
  })
  @Get(API.result)
  async result(@Req() request: FastifyRequest, @Param('assessment') id: string) {
    const { outcome, frozen, may } = await this.view.execute(actorOf(request), { assessment: assessmentId(id) });
    const { status, revision, submittedAt, validatedAt, result } = outcome;
    const approval = may.readEvidence ? outcome.approval : withoutDocument(outcome.approval);
    return { status, revision, submittedAt, validatedAt, approval, outcomeSha256: frozen?.sha256, ...result };
  }

  @Operation({
    summary: 'How one number was computed',
    description: '`overall`, the id of a dimension or an item, or the id of a figure.',
    answers: 'Explained',
    problems: [403],
  })
  @Get(API.number)
  async number(
    @Req() request: FastifyRequest,
    @Param() { assessment, number }: { readonly assessment: string; readonly number: string },
  ) {
    const found = await this.explain.execute(actorOf(request), { assessment: assessmentId(assessment), number });
    return found.explained;
  }

  @Operation({
    summary: 'Recommendations in their order, with what was decided',
    answers: 'Recommendations',
    problems: [403],
  })
  @Get(API.recommendations)
  async recommendations(@Req() request: FastifyRequest, @Param('assessment') id: string) {
    const found = await this.view.execute(actorOf(request), { assessment: assessmentId(id) });
    return { recommendations: withDecisions(found), may: found.may };
  }

  @Operation({
    summary: 'Accept, adapt or decline a recommendation',
    description: 'A decision that stands is replaced only with If-Match.',
    takes: DecisionBody,
    answers: 'Revision',
    problems: [403, 409, 422],
    ifMatch: 'optional',
  })
  @Put(API.decision)
  async decided(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param() { assessment, rule }: { readonly assessment: string; readonly rule: string },
    @Body() body: DecisionBody,
  ) {
    const expected = expectedRevision(request);
    const command = { ...fieldsOf(body), assessment: assessmentId(assessment), rule, expected: expected ?? 0 };
    try {
      const decided = await this.decide.execute(actorOf(request), command);
      etag(reply, decided.revision);
      return decided;
    } catch (problem) {
      if (expected === undefined && problem instanceof RevisionConflict) throw preconditionRequired(problem.current);
      throw problem;
    }
  }

  @Operation({ summary: 'Take a decision back', status: 204, problems: [403, 409], ifMatch: 'required' })
  @Delete(API.decision)
  @HttpCode(204)
  async takenBack(
    @Req() request: FastifyRequest,
    @Param() { assessment, rule }: { readonly assessment: string; readonly rule: string },
  ): Promise<void> {
    const expected = demandRevision(request);
    // Its task in the action plan is kept: whoever wants it dropped says so there, with a reason.
    await this.undo.execute(actorOf(request), { assessment: assessmentId(assessment), rule, expected });
  }
}

const fieldsOf = ({ decision, reason, adaptedText, owner, due }: DecisionBody) => ({
  decision,
  ...(reason !== undefined && { reason }),
  ...(adaptedText !== undefined && { adaptedText }),
  ...(owner !== undefined && { owner }),
  ...(due !== undefined && { due }),
});

const withDecisions = ({ outcome, decisions }: ResultView) =>
  outcome.result.recommendations.map((recommendation) => {
    const decision = decisions.find(({ rule }) => rule === recommendation.rule);
    return decision === undefined ? recommendation : { ...recommendation, decision };
  });

/** The document names what may not leave the agency. */
function withoutDocument(approval: Approval | undefined): Approval | undefined {
  if (approval === undefined) return undefined;
  const { document: _, ...rest } = approval;
  return rest;
}
