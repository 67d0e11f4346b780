import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { API } from '../../api-paths.js';
import { ApiModule } from '../api.module.js';
import { SCHEMAS } from './schemas.js';
import { TOKEN_SCHEME, withScopes } from './token-security.js';

const ABOUT = `Everything the pages can do. Sign in at POST ${API.session} and send the cookie along, or send an access token with each request; browsers must come from this site. Problems are RFC 9457 problem details with a stable \`code\`. What several people change carries an ETag and is changed with If-Match.`;

/** The description of the API, made of the code that answers it. */
function describeApi(app: NestFastifyApplication, version: string): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Isonomia')
    .setDescription(ABOUT)
    .setVersion(version)
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addCookieAuth('isonomia-session', { type: 'apiKey', in: 'cookie' }, 'session')
    .addBearerAuth(TOKEN_SCHEME, 'token')
    .addSecurityRequirements('session')
    .build();
  const described = SwaggerModule.createDocument(app, config, {
    include: [ApiModule],
    operationIdFactory: (controller, method) => `${controller.replace(/ApiController$/, '')}.${method}`,
  });
  const schemas = { ...described.components?.schemas, ...SCHEMAS };
  return withScopes({ ...described, components: { ...described.components, schemas: schemas } });
}

/** Made when it is first asked for: a start need not wait for it. */
export function serveDescription(app: NestFastifyApplication, version: string): void {
  let made: OpenAPIObject | undefined;
  app
    .getHttpAdapter()
    .getInstance()
    .get(API.description, (_request, reply) => {
      made ??= describeApi(app, version);
      void reply.header('cache-control', 'public, max-age=300').type('application/json; charset=utf-8').send(made);
    });
}
