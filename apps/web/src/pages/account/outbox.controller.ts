import { Controller, Get, Req, Res } from '@nestjs/common';
import { MailFolder, NotFound, type KeptMail } from '@isonomia/application';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../../http/public.js';
import { ROUTES } from '../../paths.js';
import { PageRenderer } from '../shell/page-renderer.js';
import type { Words } from '../shell/words.js';
import { OutboxDoor } from './outbox-door.js';

const SHOWN = 50;
const ZONE = 'UTC';

/** Mails of a demo, which nobody sends. There is no such page anywhere else. */
@Controller()
export class OutboxController {
  constructor(
    private readonly folder: MailFolder,
    private readonly door: OutboxDoor,
    private readonly pages: PageRenderer,
  ) {}

  @Public()
  @Get(ROUTES.outbox)
  async list(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    if (!this.door.isOpenTo(request)) throw new NotFound('outbox');
    const mails = await this.folder.newest(SHOWN);
    const words = this.pages.words(request);
    return this.pages.render(request, reply, {
      name: 'account/outbox',
      title: words.t('page.outbox.title'),
      view: { mails: mails.map((mail, position) => mailView(words, mail, position)), here: ROUTES.outbox },
    });
  }
}

const LINK = /^https?:\/\/\S+$/;

/** Line by line, so that a line that is an address can be a link. */
const mailView = ({ t, format }: Words, { at, to, subject, text, attachment }: KeptMail, position: number): object => ({
  attached: attachment === undefined ? undefined : t('page.outbox.attached', { name: attachment.name }),
  id: `mail-${position}`,
  at: format.instant(at.toISOString(), ZONE),
  to,
  subject,
  lines: text
    .trim()
    .split('\n')
    .map((line) => ({ text: line, href: LINK.test(line) ? line : undefined })),
});
