import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import './rate-limits.js';

/** Stands behind the guard that learns who asks: people are counted by who they are, wherever they come from. */
@Injectable()
export class RateGuard implements CanActivate {
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    await request.server.countRequest?.(request);
    return true;
  }
}
