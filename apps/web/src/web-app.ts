import { Installation } from '@isonomia/application';
import { ValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { serveDescription } from './api/openapi/describe-api.js';
import { Denials, registerDenials } from './http/denials.js';
import { registerLanguageOfAddress } from './http/language/asked-by-address.js';
import { LanguageChoice } from './http/language/language-choice.js';
import { NestLog } from './http/logging.js';
import { createAdapter, registerHttp } from './http/server.js';
import { Csrf, registerCsrf } from './http/session/csrf.js';
import { sessionCookieOf } from './http/session/session.module.js';
import { WebModule, type WebOptions } from './web.module.js';

export type WebAppOptions = Omit<WebOptions, 'csrf' | 'onError'>;

/** The web application, ready to listen. Tests make the very same one. */
export async function createWebApp(options: WebAppOptions): Promise<NestFastifyApplication> {
  const adapter = createAdapter(options.config);
  const server: FastifyInstance = adapter.getInstance();
  const log = server.log;
  await registerHttp(server, options.config, options.assets);
  const { config, secrets } = options;
  const csrf = new Csrf({ secret: secrets.authSecret, ...sessionCookieOf(config) });
  registerCsrf(server, csrf);
  registerLanguageOfAddress(server, () => app.get(LanguageChoice));
  registerDenials(server, () => app.get(Denials));
  const module = WebModule.forRoot({ ...options, csrf, onError: (error) => log.error({ err: error }, 'job queue') });
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    bodyParser: false,
    bufferLogs: false,
    logger: new NestLog(log),
    abortOnError: false,
  });
  app.useGlobalPipes(new ValidationPipe({ whitelist: true, forbidNonWhitelisted: true, transform: true }));
  serveDescription(app, app.get(Installation).engine);
  return app;
}
