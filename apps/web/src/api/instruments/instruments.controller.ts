import { Controller, Get, Param, Query, Req } from '@nestjs/common';
import { ApiQuery, ApiTags } from '@nestjs/swagger';
import { ListInstruments, NotFound, ViewInstrument, type PublishedInstrument } from '@isonomia/application';
import type { FastifyRequest } from 'fastify';
import { actorOf } from '../../http/actor-of.js';
import { API } from '../../api-paths.js';
import { FIRST_LANGUAGE, LanguageChoice } from '../../http/language/language-choice.js';
import { Operation } from '../openapi/operation.js';

@ApiTags('instruments')
@Controller()
export class InstrumentsApiController {
  constructor(
    private readonly list: ListInstruments,
    private readonly view: ViewInstrument,
    private readonly choice: LanguageChoice,
  ) {}

  @Operation({ summary: 'Instruments that a new assessment can be started on', answers: 'Instruments' })
  @Get(API.instruments)
  async all(@Req() request: FastifyRequest) {
    const offered = await this.list.execute(actorOf(request));
    return { instruments: offered.map(head) };
  }

  @Operation({
    summary: 'One version with its questions, rules and texts',
    description:
      'Published versions never change: keep what you get for as long as you like. Without a language, the texts are those of whoever asks, else English.',
    answers: 'Instrument',
    problems: [422],
  })
  @ApiQuery({ name: 'language', required: false, schema: { type: 'string', example: 'en' } })
  @Get(API.instrument)
  async one(
    @Req() request: FastifyRequest,
    @Param() { instrument, version }: { readonly instrument: string; readonly version: string },
    @Query('language') language: unknown,
  ) {
    const published = await this.view.execute(actorOf(request), { instrument, version });
    const worded = Object.keys(published.texts);
    const wanted = typeof language === 'string' ? [language] : [this.choice.of(request), FIRST_LANGUAGE, ...worded];
    const found = wanted.find((one) => worded.includes(one));
    if (found === undefined) throw new NotFound('language');
    const { rules, references, glossary } = published;
    return {
      ...head(published),
      structure: published.instrument,
      rules,
      references,
      glossary,
      language: found,
      texts: published.texts[found],
    };
  }
}

const head = ({ instrument, sha256, offered, texts }: PublishedInstrument) => ({
  id: instrument.id,
  version: instrument.version,
  sha256,
  offered,
  languages: Object.keys(texts),
  variants: instrument.variants,
  agencyTypes: instrument.agencyTypes,
  title: Object.fromEntries(Object.entries(texts).map(([language, words]) => [language, words['instrument.title']])),
});
