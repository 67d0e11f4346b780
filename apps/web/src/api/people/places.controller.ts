import { Body, Controller, Get, HttpCode, Param, Post, Put, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AddCountry, agencyId, DefineRegion, ListRegions, regionId, RetireAgency } from '@isonomia/application';
import type { FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { API } from '../../api-paths.js';
import { Operation } from '../openapi/operation.js';
import { CountryBody, RegionBody, RetirementBody } from './people-body.js';

const CREATED = 201;

@ApiTags('agencies')
@Controller()
export class PlacesApiController {
  constructor(
    private readonly list: ListRegions,
    private readonly define: DefineRegion,
    private readonly country: AddCountry,
    private readonly retire: RetireAgency,
  ) {}

  @Operation({ summary: 'Regions that you look after, with their countries', answers: 'Regions' })
  @Get(API.regions)
  async all(@Req() request: FastifyRequest) {
    return this.list.execute(actorOf(request));
  }

  @Operation({ summary: 'Define a region', takes: RegionBody, answers: 'Created', status: 201, problems: [403, 422] })
  @Post(API.regions)
  @HttpCode(CREATED)
  async defined(@Req() request: FastifyRequest, @Body() { name, fictional = false }: RegionBody) {
    const { region } = await this.define.execute(actorOf(request), { name, fictional });
    return { id: region };
  }

  @Operation({
    summary: 'Add a country to a region',
    takes: CountryBody,
    answers: 'Created',
    status: 201,
    problems: [403, 422],
  })
  @Post(API.countries)
  @HttpCode(CREATED)
  async added(@Req() request: FastifyRequest, @Param('region') id: string, @Body() { name, code }: CountryBody) {
    const { country } = await this.country.execute(actorOf(request), { region: regionId(id), name, code });
    return { id: country };
  }

  @Operation({
    summary: 'Retire an agency, or bring it back',
    takes: RetirementBody,
    status: 204,
    problems: [403, 422],
  })
  @Put(API.agencyRetirement)
  @HttpCode(204)
  async retired(
    @Req() request: FastifyRequest,
    @Param('agency') id: string,
    @Body() { retired }: RetirementBody,
  ): Promise<void> {
    await this.retire.execute(actorOf(request), { agency: agencyId(id), retired });
  }
}
