import type { PublishedRelease } from '@isonomia/application';
import { canonicalJson } from '@isonomia/instrument';

/**
 * The release as it is stored, with its hash: the SHA-256 of the canonical JSON (RFC 8785) of the member `release`, which
 * is how it is written here. Whoever has the file can compute it again. What is beside it names ids and is not hashed.
 */
export function releaseJson({ facts, release }: PublishedRelease): string {
  const { sha256, ...about } = facts;
  return `${canonicalJson({ format: 'isonomia.release-file/1', about, release, sha256 })}\n`;
}
