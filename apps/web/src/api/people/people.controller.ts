import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query, Req, Res } from '@nestjs/common';
import { ApiQuery, ApiTags } from '@nestjs/swagger';
import {
  agencyId,
  DisablePerson,
  GiveRole,
  invitationId,
  InvitePerson,
  ListInvitations,
  ListPeople,
  membershipId,
  personId,
  regionId,
  ResendInvitation,
  RevokeInvitation,
  TakeRole,
  ViewPerson,
} from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { LanguageChoice } from '../../http/language/language-choice.js';
import { FreshProof } from '../../http/proof.js';
import { API } from '../../api-paths.js';
import { href } from '../../paths.js';
import { Operation } from '../openapi/operation.js';
import { AccessBody, InvitationBody, RoleBody } from './people-body.js';

const CREATED = 201;

@ApiTags('people')
@Controller()
export class PeopleApiController {
  constructor(
    private readonly list: ListPeople,
    private readonly view: ViewPerson,
    private readonly give: GiveRole,
    private readonly take: TakeRole,
    private readonly disable: DisablePerson,
  ) {}

  @Operation({
    summary: 'People whose roles lie within yours, by name',
    description: 'Pages of fifty; `next` names where the following page begins.',
    answers: 'People',
    problems: [403],
  })
  @ApiQuery({ name: 'agency', required: false, schema: { type: 'string', format: 'uuid' } })
  @ApiQuery({ name: 'matching', required: false, description: 'Part of a name or address', schema: { type: 'string' } })
  @ApiQuery({ name: 'afterName', required: false, schema: { type: 'string' } })
  @ApiQuery({ name: 'afterId', required: false, schema: { type: 'string', format: 'uuid' } })
  @Get(API.people)
  async all(@Req() request: FastifyRequest, @Query() query: Readonly<Record<string, unknown>>) {
    const { agency, matching, afterName, afterId } = query;
    return this.list.execute(actorOf(request), {
      ...(typeof agency === 'string' && { agency: agencyId(agency) }),
      ...(typeof matching === 'string' && { matching }),
      ...(typeof afterName === 'string' &&
        typeof afterId === 'string' && { after: { name: afterName, id: personId(afterId) } }),
    });
  }

  @Operation({ summary: 'One person and what you may do about their roles', answers: 'PersonView', problems: [403] })
  @Get(API.person)
  async one(@Req() request: FastifyRequest, @Param('person') id: string) {
    return this.view.execute(actorOf(request), { person: personId(id) });
  }

  @FreshProof()
  @Operation({
    summary: 'Give a role',
    description: 'Demands a proof of who you are that is at most ten minutes old.',
    takes: RoleBody,
    answers: 'Created',
    status: 201,
    problems: [403, 409, 422],
  })
  @Post(API.personRoles)
  @HttpCode(CREATED)
  async given(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('person') id: string,
    @Body() body: RoleBody,
  ) {
    const command = { person: personId(id), ...placedRole(body) };
    const { membership } = await this.give.execute(actorOf(request), command);
    void reply.header('location', href(API.person, { person: id }));
    return { id: membership };
  }

  @FreshProof()
  @Operation({ summary: 'Take a role away', status: 204, problems: [403, 409] })
  @Delete(API.personRole)
  @HttpCode(204)
  async taken(
    @Req() request: FastifyRequest,
    @Param() { person, membership }: { readonly person: string; readonly membership: string },
  ): Promise<void> {
    const command = { person: personId(person), membership: membershipId(membership) };
    await this.take.execute(actorOf(request), command);
  }

  @FreshProof()
  @Operation({
    summary: 'Keep a person from signing in, or let them',
    takes: AccessBody,
    status: 204,
    problems: [403, 409, 422],
  })
  @Put(API.personAccess)
  @HttpCode(204)
  async access(
    @Req() request: FastifyRequest,
    @Param('person') id: string,
    @Body() { enabled }: AccessBody,
  ): Promise<void> {
    await this.disable.execute(actorOf(request), { person: personId(id), disabled: !enabled });
  }
}

@ApiTags('people')
@Controller()
export class InvitationsApiController {
  constructor(
    private readonly list: ListInvitations,
    private readonly invite: InvitePerson,
    private readonly resend: ResendInvitation,
    private readonly revoke: RevokeInvitation,
    private readonly choice: LanguageChoice,
  ) {}

  @Operation({ summary: 'Invitations that nobody has accepted yet', answers: 'Invitations', problems: [403] })
  @ApiQuery({ name: 'agency', required: false, schema: { type: 'string', format: 'uuid' } })
  @Get(API.invitations)
  async all(@Req() request: FastifyRequest, @Query('agency') agency: unknown) {
    const within = typeof agency === 'string' ? { agency: agencyId(agency) } : {};
    return { invitations: await this.list.execute(actorOf(request), within) };
  }

  @Operation({
    summary: 'Invite somebody by mail',
    description: 'Asked again while it is open, a new link is sent and the old one ends.',
    takes: InvitationBody,
    answers: 'Created',
    status: 201,
    problems: [403, 409, 422],
  })
  @Post(API.invitations)
  @HttpCode(CREATED)
  async invited(@Req() request: FastifyRequest, @Body() { email, language, ...role }: InvitationBody) {
    const { languages } = this.choice;
    const command = { email, language, languages, ...placedRole(role) };
    const { invitation } = await this.invite.execute(actorOf(request), command);
    return { id: invitation };
  }

  @Operation({ summary: 'Send an invitation again, with a new link', status: 204, problems: [403, 409, 422] })
  @Post(API.invitationMail)
  @HttpCode(204)
  async again(@Req() request: FastifyRequest, @Param('invitation') id: string): Promise<void> {
    await this.resend.execute(actorOf(request), { invitation: invitationId(id) });
  }

  @Operation({ summary: 'Take an invitation back', status: 204, problems: [403] })
  @Delete(API.invitation)
  @HttpCode(204)
  async revoked(@Req() request: FastifyRequest, @Param('invitation') id: string): Promise<void> {
    await this.revoke.execute(actorOf(request), { invitation: invitationId(id) });
  }
}

const placedRole = ({ role, agency, region }: RoleBody) => ({
  role,
  ...(agency !== undefined && { agency: agencyId(agency) }),
  ...(region !== undefined && { region: regionId(region) }),
});
