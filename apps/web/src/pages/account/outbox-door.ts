import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '@isonomia/config';
import type { FastifyRequest } from 'fastify';
import { CONFIG } from '../../http/config-tokens.js';
import { isLoopback } from './address.js';

/** A demo without a mail server: nobody else has mails that were never sent. */
export const isOutboxOffered = ({ demo, mail }: Config): boolean => demo && mail.url === undefined;

const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'];

type Came = Pick<FastifyRequest, 'socket' | 'headers' | 'hostname'>;

/** Straight from a browser on the machine itself, by a name of its own, and through nobody. */
export function isFromThisMachine({ socket, headers, hostname }: Came): boolean {
  const address = socket.remoteAddress?.replace(/^::ffff:/, '') ?? '';
  const direct = FORWARDED.every((name) => headers[name] === undefined);
  return direct && isLoopback(address) && isLoopback(hostname);
}

/**
 * Whether this request may see mails that were not sent. Whoever reads them holds links that open accounts, so three things
 * have to be so at once: it is a demo without a mail server; the connection comes from the machine itself, of whose files
 * the mails are anyway; and nobody stands in between — a proxy on the same machine would make the whole world local, and a
 * page of another site could make a browser here ask under a name of its own.
 */
@Injectable()
export class OutboxDoor {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  isOpenTo(request: Came): boolean {
    return isOutboxOffered(this.config) && isFromThisMachine(request);
  }
}
