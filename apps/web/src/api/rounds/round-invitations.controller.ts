import { Body, Controller, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  agencyId,
  countryId,
  InviteAgencies,
  ListCandidates,
  ListDueReminders,
  RemindAgencies,
  roundId,
} from '@isonomia/application';
import type { FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { API } from '../../api-paths.js';
import { Operation } from '../openapi/operation.js';
import { RoundInvitationsBody } from './round-body.js';

@ApiTags('rounds')
@Controller()
export class RoundInvitationsApiController {
  constructor(
    private readonly candidates: ListCandidates,
    private readonly inviting: InviteAgencies,
    private readonly reminders: ListDueReminders,
    private readonly reminding: RemindAgencies,
  ) {}

  @Operation({ summary: 'Agencies that fit the round and were not invited', answers: 'Candidates', problems: [409] })
  @Get(API.roundInvitations)
  async open(@Req() request: FastifyRequest, @Param('round') id: string) {
    const { candidates } = await this.candidates.execute(actorOf(request), { round: roundId(id) });
    return { candidates };
  }

  @Operation({
    summary: 'Invite agencies, each once; whoever was invited before is left out',
    takes: RoundInvitationsBody,
    answers: 'Invited',
    problems: [409, 422],
  })
  @Post(API.roundInvitations)
  @HttpCode(200)
  async invited(@Req() request: FastifyRequest, @Param('round') id: string, @Body() body: RoundInvitationsBody) {
    return this.inviting.execute(actorOf(request), {
      round: roundId(id),
      agencies: (body.agencies ?? []).map(agencyId),
      countries: (body.countries ?? []).map(countryId),
    });
  }

  @Operation({ summary: 'Who has not handed in and would be reminded now', answers: 'Reminders', problems: [409] })
  @Get(API.roundReminders)
  async due(@Req() request: FastifyRequest, @Param('round') id: string) {
    const { due, recent } = await this.reminders.execute(actorOf(request), { round: roundId(id) });
    return { due, recent };
  }

  @Operation({ summary: 'Remind those who have not handed in', answers: 'Invited', problems: [409] })
  @Post(API.roundReminderMail)
  @HttpCode(200)
  async reminded(@Req() request: FastifyRequest, @Param('round') id: string) {
    return this.reminding.execute(actorOf(request), { round: roundId(id) });
  }
}
