import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One `@font-face`: what the style sheet of a document needs of it. */
export interface FontFace {
  readonly weight: number;
  /** The value of `unicode-range`. */
  readonly range: string;
  /** Base64 without padding: a template would escape the equals sign, and readers do without it. */
  readonly data: string;
}

interface Subset {
  readonly file: string;
  readonly range: string;
  readonly spans: readonly (readonly [number, number])[];
}

const WEIGHTS = [400, 600] as const;
/**
 * Earlier packages win where two hold a character. Vazirmatn has a glyph for every Arabic letter; Noto Sans Arabic puts
 * letters together from strokes and dots, which whoever copies or hears the text of a PDF gets as other letters.
 */
const FAMILIES = [
  { package: 'noto-sans', weights: WEIGHTS, subsets: undefined },
  { package: 'vazirmatn', weights: WEIGHTS, subsets: ['arabic'] },
  { package: 'noto-sans-math', weights: [400], subsets: ['latin'] },
] as const;
/** The mathematical font is published as one file; these are the parts of it that documents use. */
const MATH_RANGE = 'U+2190-21FF,U+2200-22FF,U+25A0-25FF,U+2713,U+2717';
/** Every page has some. */
const ALWAYS = 'noto-sans/latin';

/**
 * Noto Sans, and what goes with it, as inline fonts: only those subsets of which a text holds a character. Read once a process; `folder` is
 * where the packages are installed (`node_modules/@fontsource`).
 */
export class DocumentFonts {
  readonly #folder: string;
  readonly #files = new Map<string, string>();
  readonly #subsets: readonly (Subset & { readonly name: string; readonly weight: number })[];

  constructor(folder: string) {
    this.#folder = folder;
    this.#subsets = FAMILIES.flatMap((family) =>
      Object.entries(this.#ranges(family.package, family.subsets)).flatMap(([name, range]) =>
        family.weights.map((weight) => ({
          name: `${family.package}/${name}`,
          weight,
          range,
          spans: spansOf(range),
          file: join(family.package, 'files', `${family.package}-${name}-${weight}-normal.woff2`),
        })),
      ),
    );
  }

  facesFor(text: string): readonly FontFace[] {
    const codes = new Set(Array.from(text, (character) => character.codePointAt(0) ?? 0));
    const covered = new Set<number>();
    const needs = ({ name, spans }: Subset & { readonly name: string }): boolean =>
      name === ALWAYS || [...codes].some((code) => isIn(spans, code) && !covered.has(code));
    const faces = this.#subsets.flatMap((subset) => {
      if (!needs(subset)) return [];
      if (subset.weight === WEIGHTS.at(-1)) for (const code of codes) if (isIn(subset.spans, code)) covered.add(code);
      return [{ weight: subset.weight, range: subset.range, data: this.#read(subset.file) }];
    });
    // Of faces that share a character browsers take the last: plain text must not be set in mathematical signs.
    return faces.toReversed();
  }

  #ranges(name: string, only: readonly string[] | undefined): Readonly<Record<string, string>> {
    const all = JSON.parse(readFileSync(join(this.#folder, name, 'unicode.json'), 'utf8')) as Record<string, string>;
    if (name === 'noto-sans-math') return { latin: MATH_RANGE };
    return only === undefined ? all : Object.fromEntries(Object.entries(all).filter(([key]) => only.includes(key)));
  }

  #read(file: string): string {
    const known = this.#files.get(file);
    if (known !== undefined) return known;
    const data = readFileSync(join(this.#folder, file)).toString('base64').replace(/=+$/, '');
    this.#files.set(file, data);
    return data;
  }
}

function spansOf(range: string): readonly (readonly [number, number])[] {
  return range.split(',').map((part) => {
    const [from = '0', to = from] = part.trim().replace(/^U\+/i, '').split('-');
    return [Number.parseInt(from, 16), Number.parseInt(to, 16)] as const;
  });
}

const isIn = (spans: Subset['spans'], code: number): boolean => spans.some(([from, to]) => code >= from && code <= to);
