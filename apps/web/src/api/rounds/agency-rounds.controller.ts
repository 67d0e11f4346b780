import { Body, Controller, Get, HttpCode, Param, Put, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  agencyId,
  ChooseSharing,
  DeclineRound,
  ListRoundsOfAgency,
  roundId,
  ViewRoundInvitation,
} from '@isonomia/application';
import type { FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { API } from '../../api-paths.js';
import { Operation } from '../openapi/operation.js';
import { RefusalBody, SharingBody } from './round-body.js';

type Place = Readonly<Record<'agency' | 'round', string>>;

@ApiTags('rounds')
@Controller()
export class AgencyRoundsApiController {
  constructor(
    private readonly list: ListRoundsOfAgency,
    private readonly view: ViewRoundInvitation,
    private readonly sharing: ChooseSharing,
    private readonly declining: DeclineRound,
  ) {}

  @Operation({ summary: 'Rounds that an agency was invited to', answers: 'AgencyRounds' })
  @Get(API.agencyRounds)
  async all(@Req() request: FastifyRequest, @Param('agency') id: string) {
    return this.list.execute(actorOf(request), { agency: agencyId(id) });
  }

  @Operation({ summary: 'What an agency is asked, and what it lets be seen', answers: 'RoundOfAgency' })
  @Get(API.agencyRound)
  async one(@Req() request: FastifyRequest, @Param('agency') agency: string, @Param('round') round: string) {
    const {
      round: asked,
      participation,
      sharing,
      choices,
    } = await this.view.execute(actorOf(request), idsOf({ agency, round }));
    return { round: asked, participation, sharing, choices };
  }

  @Operation({ summary: 'Choose what the agency lets be seen', takes: SharingBody, status: 204, problems: [422] })
  @Put(API.roundSharing)
  @HttpCode(204)
  async shared(
    @Req() request: FastifyRequest,
    @Param('agency') agency: string,
    @Param('round') round: string,
    @Body() { choice }: SharingBody,
  ): Promise<void> {
    await this.sharing.execute(actorOf(request), { ...idsOf({ agency, round }), choice });
  }

  @Operation({ summary: 'Decline a round, or take that back', takes: RefusalBody, status: 204, problems: [409, 422] })
  @Put(API.roundRefusal)
  @HttpCode(204)
  async declined(
    @Req() request: FastifyRequest,
    @Param('agency') agency: string,
    @Param('round') round: string,
    @Body() { declined }: RefusalBody,
  ): Promise<void> {
    await this.declining.execute(actorOf(request), { ...idsOf({ agency, round }), declined });
  }
}

const idsOf = ({ agency, round }: Place) => ({ agency: agencyId(agency), round: roundId(round) });
