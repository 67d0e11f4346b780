import { Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  ListReleases,
  MakeRelease,
  ReadRelease,
  releaseId,
  RetryRelease,
  roundId,
  ViewProspect,
  type ReleaseHead,
} from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { FreshProof } from '../../http/proof.js';
import { API } from '../../api-paths.js';
import { href } from '../../paths.js';
import { Operation } from '../openapi/operation.js';

const ACCEPTED = 202;

@ApiTags('releases')
@Controller()
export class ReleasesApiController {
  constructor(
    private readonly list: ListReleases,
    private readonly make: MakeRelease,
    private readonly retry: RetryRelease,
    private readonly read: ReadRelease,
    private readonly prospects: ViewProspect,
  ) {}

  @Operation({ summary: 'Releases of a round, newest first', answers: 'Releases' })
  @Get(API.releases)
  async all(@Req() request: FastifyRequest, @Param('round') id: string) {
    const { releases, may } = await this.list.execute(actorOf(request), { round: roundId(id) });
    return { releases: releases.map(shown), may };
  }

  @Operation({
    summary: 'Make a release of a closed round',
    description: 'Worked out within a minute; the list of releases says when it is ready. Never changed afterwards.',
    answers: 'Created',
    status: 202,
    problems: [403, 409],
  })
  @Post(API.releases)
  @HttpCode(ACCEPTED)
  @FreshProof()
  async order(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('round') id: string,
  ) {
    const { release } = await this.make.execute(actorOf(request), { round: roundId(id) });
    void reply.header('location', href(API.release, { release }));
    return { id: release };
  }

  @Operation({ summary: 'Try a release again that failed or does not come', status: 202, problems: [403, 409] })
  @Post(API.releaseRetry)
  @HttpCode(ACCEPTED)
  async again(@Req() request: FastifyRequest, @Param('release') id: string): Promise<void> {
    await this.retry.execute(actorOf(request), { release: releaseId(id) });
  }

  @Operation({ summary: 'A release that is ready, all of it', answers: 'Release' })
  @Get(API.release)
  async one(@Req() request: FastifyRequest, @Param('release') id: string) {
    const { facts, release } = await this.read.execute(actorOf(request), { release: releaseId(id) });
    return { facts, release };
  }

  @Operation({ summary: 'What a release of the round would show now', answers: 'Prospect', problems: [403] })
  @Get(API.prospect)
  async prospect(@Req() request: FastifyRequest, @Param('round') id: string) {
    const { groups } = await this.prospects.execute(actorOf(request), { round: roundId(id) });
    return { groups };
  }
}

/** Without who ordered it. */
const shown = ({ id, number, state, createdAt, finishedAt, failure, sha256 }: ReleaseHead) => ({
  id,
  number,
  state,
  createdAt,
  finishedAt,
  failure,
  sha256,
});
