import { NotFound } from '@isonomia/application';
import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Public } from './public.js';
import { Readiness } from './readiness.js';

@Public()
@Controller('health')
export class HealthController {
  constructor(@Inject(Readiness) private readonly readiness: Readiness) {}

  /** Live: the process answers. Ready: the database answers too, and has the schema that this version needs. */
  @Get(':probe')
  async answer(@Param('probe') probe: string, @Res() reply: FastifyReply): Promise<void> {
    if (probe === 'live') await reply.send({ status: 'live' });
    else if (probe === 'ready') await this.ready(reply);
    else throw new NotFound('probe');
  }

  private async ready(reply: FastifyReply): Promise<void> {
    const missing = await this.readiness.missing();
    if (missing === undefined) await reply.send({ status: 'ready' });
    else await reply.status(503).header('retry-after', '2').send({ status: 'not-ready', missing });
  }
}
