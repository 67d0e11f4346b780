import { Installation } from '@isonomia/application';
import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ROUTES } from '../../paths.js';
import { PageRenderer } from '../shell/page-renderer.js';
import { lanView } from './lan-view.js';

/** For the projector. Whoever is signed in may show it: all it says, any phone of the room finds out by asking. */
@Controller()
export class LanController {
  constructor(
    private readonly installation: Installation,
    private readonly pages: PageRenderer,
  ) {}

  @Get(ROUTES.lan)
  show(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): string {
    const view = lanView(this.pages.words(request), this.installation.lan);
    return this.pages.render(request, reply, { name: 'lan/join', title: view.title, view });
  }
}
