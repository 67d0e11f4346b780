import type { PublishedRelease } from '@isonomia/application';
import { ContentLibrary } from '@isonomia/content';
import { canonicalJson } from '@isonomia/instrument';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { EXAMPLE_COUNTRIES, EXAMPLE_RELEASE } from './release-example.js';

const ROOT = join(import.meta.dirname, '..', '..');

const library = new ContentLibrary({ content: join(ROOT, 'libs', 'content') });

/** The example release as it would be read from the database, under the words of the published instrument. */
export async function publishedExample(): Promise<PublishedRelease> {
  const { id, version } = EXAMPLE_RELEASE.statement.instrument;
  const published = await library.find(id, version);
  if (published === undefined) throw new Error(`no instrument ${id}@${version}`);
  return {
    facts: {
      region: 'Middle Region',
      round: 'Round 2026',
      number: 1,
      publishedOn: '2026-05-18',
      sha256: createHash('sha256').update(canonicalJson(EXAMPLE_RELEASE)).digest('hex'),
      countries: EXAMPLE_COUNTRIES,
      fictional: true,
    },
    release: EXAMPLE_RELEASE,
    published: { ...published, offered: true },
  };
}
