import { Body, Controller, Get, HttpCode, Param, Post, Put, Query, Req, Res } from '@nestjs/common';
import { ApiQuery, ApiTags } from '@nestjs/swagger';
import {
  agencyId,
  countryId,
  CreateAgency,
  ListAgencies,
  ListAssessments,
  SetUpAgency,
  StartAssessment,
  ViewAgency,
  type Agency,
  type SettingsInput,
} from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { API } from '../../api-paths.js';
import { href } from '../../paths.js';
import { Operation } from '../openapi/operation.js';
import { demandRevision, etag } from '../preconditions.js';
import { AgencyBody, NewAgencyBody, NewAssessmentBody } from './agency-body.js';

const CREATED = 201;

@ApiTags('agencies')
@Controller()
export class AgenciesApiController {
  constructor(
    private readonly list: ListAgencies,
    private readonly view: ViewAgency,
    private readonly create: CreateAgency,
    private readonly setUp: SetUpAgency,
    private readonly assessments: ListAssessments,
    private readonly start: StartAssessment,
  ) {}

  @Operation({
    summary: 'Agencies that your roles let you know of, by name',
    description: 'Pages of at most 200; `next` names where the following page begins.',
    answers: 'Agencies',
  })
  @ApiQuery({ name: 'matching', required: false, description: 'Part of a name', schema: { type: 'string' } })
  @ApiQuery({ name: 'size', required: false, schema: { type: 'integer', minimum: 1, maximum: 200 } })
  @ApiQuery({ name: 'afterName', required: false, schema: { type: 'string' } })
  @ApiQuery({ name: 'afterId', required: false, schema: { type: 'string', format: 'uuid' } })
  @Get(API.agencies)
  async all(@Req() request: FastifyRequest, @Query() query: Readonly<Record<string, unknown>>) {
    const { matching, size, afterName, afterId } = query;
    return this.list.execute(actorOf(request), {
      ...(typeof matching === 'string' && { matching }),
      ...(typeof size === 'string' && /^\d{1,3}$/.test(size) && { size: Number(size) }),
      ...(typeof afterName === 'string' &&
        typeof afterId === 'string' && { after: { name: afterName, id: agencyId(afterId) } }),
    });
  }

  @Operation({
    summary: 'Create an agency',
    takes: NewAgencyBody,
    answers: 'Created',
    status: 201,
    problems: [403, 422],
  })
  @Post(API.agencies)
  @HttpCode(CREATED)
  async add(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() { country, fictional = false, ...settings }: NewAgencyBody,
  ) {
    const command = { country: countryId(country), settings: settingsOf(settings), fictional };
    const { agency } = await this.create.execute(actorOf(request), command);
    void reply.header('location', href(API.agency, { agency }));
    return { id: agency };
  }

  @Operation({ summary: 'One agency', answers: 'Agency' })
  @Get(API.agency)
  async one(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('agency') id: string,
  ): Promise<Agency> {
    const { agency } = await this.view.execute(actorOf(request), { agency: agencyId(id) });
    etag(reply, agency.revision);
    return agency;
  }

  @Operation({
    summary: 'Change what an agency says of itself',
    takes: AgencyBody,
    answers: 'Revision',
    problems: [403, 422],
    ifMatch: 'required',
  })
  @Put(API.agency)
  async change(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('agency') id: string,
    @Body() body: AgencyBody,
  ) {
    const expected = demandRevision(request);
    const command = { agency: agencyId(id), settings: settingsOf(body), expected };
    const changed = await this.setUp.execute(actorOf(request), command);
    etag(reply, changed.revision);
    return changed;
  }

  @Operation({ summary: 'Assessments of an agency, newest first', answers: 'AssessmentLines' })
  @Get(API.agencyAssessments)
  async assessmentsOf(@Req() request: FastifyRequest, @Param('agency') id: string) {
    return { assessments: await this.assessments.execute(actorOf(request), { agency: agencyId(id) }) };
  }

  @Operation({
    summary: 'Start an assessment',
    takes: NewAssessmentBody,
    answers: 'Created',
    status: 201,
    problems: [403, 409, 422],
  })
  @Post(API.agencyAssessments)
  @HttpCode(CREATED)
  async begin(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('agency') id: string,
    @Body() body: NewAssessmentBody,
  ) {
    const { instrument, version, variant, title, reference, stockDate } = body;
    const command = { agency: agencyId(id), instrument, version, variant, title, reference, stockDate };
    const { assessment } = await this.start.execute(actorOf(request), command);
    void reply.header('location', href(API.assessment, { assessment }));
    return { id: assessment };
  }
}

/** Members that were left out come as `undefined`; the use case knows them as absent. */
const settingsOf = (body: AgencyBody): SettingsInput =>
  Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) as unknown as SettingsInput;
