import type { OpenAPIObject } from '@nestjs/swagger';
import { scopeOf } from '../../http/session/token-scope.js';

const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const;

export const TOKEN_SCHEME = {
  type: 'http',
  scheme: 'bearer',
  description:
    'An access token, made on the page “Your account”. It needs the scope that is named with each operation, grants no more than its person’s roles, and needs no CSRF token.',
} as const;

/** Names the scope of each operation, from the very table that refuses the others; open operations stay open. */
export function withScopes(document: OpenAPIObject): OpenAPIObject {
  const paths = Object.fromEntries(
    Object.entries(document.paths).map(([path, item]) => {
      const secured = { ...item };
      for (const method of METHODS) {
        const operation = item[method];
        if (operation === undefined || operation.security?.length === 0) continue;
        secured[method] = { ...operation, security: securityOf(method, path) };
      }
      return [path, secured];
    }),
  );
  return { ...document, paths };
}

function securityOf(method: string, path: string): Record<string, string[]>[] {
  const scope = scopeOf(method.toUpperCase(), path.replace(/\{(\w+)\}/g, ':$1'));
  return [{ session: [] }, ...(scope === undefined ? [] : [{ token: [scope] }])];
}
