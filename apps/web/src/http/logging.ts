import type { LogLevel } from '@isonomia/config';
import type { LoggerService } from '@nestjs/common';
import type { FastifyBaseLogger } from 'fastify';

const SECRETS = ['password', 'newPassword', 'token', 'secret', 'cookie', 'authorization', '["set-cookie"]', '_csrf'];
const HOLDERS = ['', 'headers', 'body', 'query', 'req.headers', 'res.headers'];

/**
 * JSON lines. What opens a door is blacked out where it can stand; line ends in texts are escaped by JSON itself.
 * Places are named one by one: a wildcard makes every line walk all of what it says, a third of a request's cost.
 */
export function loggerOptions(level: LogLevel): object {
  const at = (holder: string, name: string): string =>
    holder === '' || name.startsWith('[') ? `${holder}${name}` : `${holder}.${name}`;
  const paths = HOLDERS.flatMap((holder) => SECRETS.map((name) => at(holder, name)));
  return { level, redact: { paths, censor: '…' }, base: null, serializers: { err: describeError } };
}

/** Without parameters and row values: PostgreSQL repeats in `detail` what somebody wrote. */
function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { message: typeof error };
  const { name, message, stack } = error;
  const code = 'code' in error ? error.code : undefined;
  const constraint = 'constraint' in error ? error.constraint : undefined;
  return { name, message, code, constraint, stack };
}

/** Nest's own messages, through the same log. */
export class NestLog implements LoggerService {
  constructor(private readonly target: FastifyBaseLogger) {}

  log(message: unknown): void {
    this.target.debug(String(message));
  }
  debug(message: unknown): void {
    this.target.trace(String(message));
  }
  verbose(message: unknown): void {
    this.target.trace(String(message));
  }
  warn(message: unknown): void {
    this.target.warn(String(message));
  }
  error(message: unknown, ...rest: unknown[]): void {
    this.target.error({ rest: rest.map(String) }, String(message));
  }
  fatal(message: unknown, ...rest: unknown[]): void {
    this.target.fatal({ rest: rest.map(String) }, String(message));
  }
}
