import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import {
  assessmentId,
  isUuid,
  RestoreEvidence,
  storedEvidenceId,
  ViewDimension,
  type RestorableEvidence,
} from '@isonomia/application';
import { dimensionId } from '@isonomia/instrument';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { ROUTES } from '../../paths.js';
import { QuestionPages } from './question-pages.js';

@Controller()
export class QuestionsController {
  constructor(
    private readonly view: ViewDimension,
    private readonly restore: RestoreEvidence,
    private readonly pages: QuestionPages,
  ) {}

  @Get(ROUTES.dimension)
  async dimension(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param() { assessment, dimension }: { readonly assessment: string; readonly dimension: string },
    @Query('saved') saved: unknown,
  ): Promise<string> {
    const view = await this.view.execute(actorOf(request), {
      assessment: assessmentId(assessment),
      dimension: dimensionId(dimension),
    });
    return this.pages.dimension(request, reply, view, typeof saved === 'string' ? { saved } : {});
  }

  @Get(ROUTES.question)
  async question(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param() parameters: { readonly assessment: string; readonly question: string },
    @Query('saved') saved: unknown,
    @Query('removed') removed: unknown,
  ): Promise<string> {
    const evidence = await this.removed(request, removed);
    return this.pages.question(request, reply, parameters, {
      ...(typeof saved === 'string' && { saved }),
      ...(evidence !== undefined && { removed: evidence }),
    });
  }

  private async removed(request: FastifyRequest, id: unknown): Promise<RestorableEvidence | undefined> {
    if (typeof id !== 'string' || !isUuid(id)) return undefined;
    return this.restore.preview(actorOf(request), { evidence: storedEvidenceId(id) });
  }
}
