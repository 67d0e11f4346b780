import type { TokenScope } from '@isonomia/application';
import { API } from '../../api-paths.js';

const SAFE: ReadonlySet<string> = new Set(['GET', 'HEAD']);
const OF_DOCUMENTS: ReadonlySet<string> = new Set([API.documents, API.document, API.documentFile, API.documentRetry]);
/** Signing in and out, and proving a second factor, are for people. */
const OF_PEOPLE = '/api/session';

/** What a token needs for this address; undefined where no token helps. What is not named here is read or written. */
export function scopeOf(method: string, route: string): TokenScope | undefined {
  if (OF_DOCUMENTS.has(route)) return 'documents';
  if (SAFE.has(method)) return 'read';
  return route.startsWith(OF_PEOPLE) ? undefined : 'write';
}
