import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { InstrumentSource, type PublishedInstrument } from '@isonomia/application';
import { ContentLibrary } from '@isonomia/content';

/**
 * The instruments of the product, read from their hundred files once in a run: every file of tests that opens a site
 * publishes them.
 */
export class ShippedInstruments extends InstrumentSource {
  async load(): Promise<readonly PublishedInstrument[]> {
    const kept = path.join(process.env['ISONOMIA_TEST_DIR'] ?? '', 'instruments.json');
    if (existsSync(kept)) return JSON.parse(readFileSync(kept, 'utf8')) as readonly PublishedInstrument[];
    const loaded = await new ContentLibrary({ content: path.join('libs', 'content') }).load();
    const draft = `${kept}.${process.pid}`;
    writeFileSync(draft, JSON.stringify(loaded));
    renameSync(draft, kept);
    return loaded;
  }
}
