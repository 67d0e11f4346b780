import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { asTranslated } from '@isonomia/instrument';
import { parse } from 'yaml';

/**
 * Every YAML file of a folder as one flat map: `{sign-in: {title: …}}` → `sign-in.title`. Two files may not share a key.
 * Translations that say what they translate, as those of content do, are read for their words.
 */
export function loadTexts(folder: string): Readonly<Record<string, string>> {
  const texts: Record<string, string> = {};
  for (const name of readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .toSorted()) {
    const content: unknown = parse(readFileSync(join(folder, name), 'utf8'));
    flatten(content, '', (key, text) => {
      if (Object.hasOwn(texts, key)) throw new Error(`${name}: text.repeated: "${key}" is in another file already.`);
      texts[key] = text;
    });
  }
  return texts;
}

function flatten(node: unknown, prefix: string, add: (key: string, text: string) => void): void {
  if (typeof node === 'string') {
    add(prefix, node.trim());
    return;
  }
  const translated = asTranslated(node);
  if (translated !== undefined) add(prefix, translated.text.trim());
  else if (typeof node === 'object' && node !== null) {
    for (const [key, child] of Object.entries(node)) flatten(child, prefix === '' ? key : `${prefix}.${key}`, add);
  } else {
    throw new Error(`text.not-text: "${prefix}" is ${JSON.stringify(node)}; quote it to make it a text.`);
  }
}
