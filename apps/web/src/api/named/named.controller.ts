import { Controller, Get, Param, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { agencyId, roundId, ViewNamed, ViewNamedAgency } from '@isonomia/application';
import type { FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { API } from '../../api-paths.js';
import { Operation } from '../openapi/operation.js';

@ApiTags('named results')
@Controller()
export class NamedApiController {
  constructor(
    private readonly all: ViewNamed,
    private readonly one: ViewNamedAgency,
  ) {}

  @Operation({
    summary: 'Agencies of a round that show their results under their names',
    description: 'As far as each of them wants it at this moment; by country and name. Headcounts are rounded.',
    answers: 'NamedAgencies',
  })
  @Get(API.named)
  async agencies(@Req() request: FastifyRequest, @Param('round') id: string) {
    const { reading, agencies } = await this.all.execute(actorOf(request), { round: roundId(id) });
    return { reading, agencies };
  }

  @Operation({ summary: 'One of them', answers: 'NamedAgency' })
  @Get(API.namedAgency)
  async agency(@Req() request: FastifyRequest, @Param('round') id: string, @Param('agency') agency: string) {
    const view = await this.one.execute(actorOf(request), { round: roundId(id), agency: agencyId(agency) });
    return view.agency;
  }
}
