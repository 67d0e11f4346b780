import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TranslatedText, asTranslated } from '@isonomia/instrument';
import { parse } from 'yaml';

type Texts = Readonly<Record<string, string>>;

/** A text as it stands in its file; those of content say what they translate. */
interface WrittenText {
  readonly file: string;
  readonly text: string;
  readonly translated?: TranslatedText;
}

/**
 * Every YAML file of a folder as one flat map: `{sign-in: {title: …}}` → `sign-in.title`. Two files may not share a key.
 * Translations that say what they translate, as those of content do, are read for their words.
 */
export function loadTexts(folder: string): Texts {
  return Object.fromEntries([...loadWritten(folder)].map(([key, { text }]) => [key, text]));
}

/** Texts of one language after the other, each read when it is first asked for: most processes need one or two of them. */
export function textsByLanguage(
  languages: readonly string[],
  read: (language: string) => Texts,
): (language: string) => Texts | undefined {
  const known = new Map<string, Texts>();
  return (language) => {
    if (!languages.includes(language)) return undefined;
    const texts = known.get(language) ?? read(language);
    known.set(language, texts);
    return texts;
  };
}

/** `wanted`: whether a file is to be parsed, by its content. */
export function loadWritten(
  folder: string,
  wanted: (content: string) => boolean = () => true,
): ReadonlyMap<string, WrittenText> {
  const texts = new Map<string, WrittenText>();
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .toSorted()) {
    const raw = readFileSync(join(folder, file), 'utf8');
    if (!wanted(raw)) continue;
    const content: unknown = parse(raw);
    flatten(content, '', (key, text) => {
      if (texts.has(key)) throw new Error(`${file}: text.repeated: "${key}" is in another file already.`);
      texts.set(key, typeof text === 'string' ? { file, text } : { file, text: text.text.trim(), translated: text });
    });
  }
  return texts;
}

function flatten(node: unknown, prefix: string, add: (key: string, text: string | TranslatedText) => void): void {
  const translated = asTranslated(node);
  if (typeof node === 'string') add(prefix, node.trim());
  else if (translated !== undefined) add(prefix, translated);
  else if (typeof node === 'object' && node !== null) {
    for (const [key, child] of Object.entries(node)) flatten(child, prefix === '' ? key : `${prefix}.${key}`, add);
  } else {
    throw new Error(`text.not-text: "${prefix}" is ${JSON.stringify(node)}; quote it to make it a text.`);
  }
}
