import { type CanActivate, type CustomDecorator, type ExecutionContext, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { Csrf } from './csrf.js';

const READS_UPLOAD = 'isonomia:reads-upload';

/** For handlers that read a multipart body by `readUpload`, which checks the token that stands in it. */
export const ReadsUpload = (): CustomDecorator => SetMetadata(READS_UPLOAD, true);

/**
 * No hook sees into a multipart body, so its token is left to whoever reads it. Where nobody does, there is no token:
 * without this guard such a body would be a way around the check on every route that needs no field.
 */
@Injectable()
export class FormGuard implements CanActivate {
  constructor(
    private readonly csrf: Csrf,
    private readonly reflector: Reflector,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const isRead = this.reflector.get<boolean | undefined>(READS_UPLOAD, context.getHandler()) === true;
    if (request.csrfPending === true && !isRead) this.csrf.check(request, undefined);
    return true;
  }
}
