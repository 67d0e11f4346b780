import { SecondFactors } from '@isonomia/application';
import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { EdgeProblem } from '../../http/edge-problem.js';
import { BeforeSecondFactor } from '../../http/proof.js';
import { ActorReader } from '../../http/session/actor-reader.js';
import { passCookies } from '../../http/session/pass-cookies.js';
import { FactorRecords } from '../../pages/second-factor/factor-records.js';
import { API } from '../../api-paths.js';
import { Operation } from '../openapi/operation.js';

const LONGEST_CODE = 40;

export class CodeBody {
  @ApiProperty({ description: 'Six digits of the app, or a recovery code.', example: '123456' })
  @IsString()
  @MaxLength(LONGEST_CODE)
  readonly code!: string;
}

@ApiTags('session')
@Controller()
export class SecondFactorApiController {
  constructor(
    private readonly factors: SecondFactors,
    private readonly actors: ActorReader,
    private readonly records: FactorRecords,
  ) {}

  @BeforeSecondFactor()
  @Operation({
    summary: 'Prove the second factor',
    description: 'The answer sets the cookie of a new session, in which the factor is proved; the old one has ended.',
    takes: CodeBody,
    status: 204,
    problems: [403, 422, 429],
  })
  @Post(API.secondFactor)
  @HttpCode(204)
  async prove(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() { code }: CodeBody,
  ): Promise<void> {
    const actor = actorOf(request);
    const cookie = request.headers.cookie ?? '';
    const result = await this.factors.proveByCode(cookie, code);
    await this.records.proof(actor, result);
    if (result.ok) {
      this.actors.forget(cookie);
      passCookies(reply, result.setCookies);
      return;
    }
    if (result.reason === 'throttled') {
      void reply.header('retry-after', String(result.retryAfterSeconds));
      throw new EdgeProblem(429, 'second-factor.throttled', 'Too many attempts; wait and try again.');
    }
    throw new EdgeProblem(403, 'second-factor.refused', 'The code is wrong or was used already.');
  }
}
