import { Clock, NotFound } from '@isonomia/application';
import type { Config } from '@isonomia/config';
import { Controller, Get, Header, Inject } from '@nestjs/common';
import { CONFIG } from './config-tokens.js';
import { Public } from './public.js';

const ADDRESS = '/.well-known/security.txt';
const DAYS = 180;
const DAY_MS = 86_400_000;

/** Whom to tell about a hole (RFC 9116). Never out of date while the process runs: the end is counted from today. */
@Public()
@Controller()
export class SecurityTextController {
  constructor(
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get(ADDRESS)
  @Header('content-type', 'text/plain; charset=utf-8')
  text(): string {
    const { securityContact, publicUrl } = this.config;
    if (securityContact === undefined) throw new NotFound('security contact');
    const today = Math.floor(this.clock.now().getTime() / DAY_MS) * DAY_MS;
    return [
      `Contact: ${securityContact}`,
      `Expires: ${new Date(today + DAYS * DAY_MS).toISOString()}`,
      `Canonical: ${new URL(ADDRESS, publicUrl).href}`,
      'Preferred-Languages: en',
      '',
    ].join('\r\n');
  }
}
