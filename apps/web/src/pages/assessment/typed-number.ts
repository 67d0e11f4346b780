/** Spaces of every width, and the apostrophes that some countries group digits with. */
const SPACES = /[\s'’\u00a0\u2009\u202f]/g;

/**
 * A number as people type it: `1,234`, `1 234`, `1234.5` in English; `1.234,5` where the comma is the decimal mark.
 * What cannot be read for certain is handed on as text, so that the question's own check names it. Undefined when empty.
 */
export function typedNumber(text: string, decimalMark: '.' | ','): number | string | undefined {
  const plain = text.replace(SPACES, '').replace('−', '-');
  if (plain === '') return undefined;
  const [group, mark] = decimalMark === '.' ? [',', '\\.'] : ['\\.', ','];
  const grouped = new RegExp(`^-?\\d{1,3}(?:${group}\\d{3})+(?:${mark}\\d{1,9})?$`);
  const simple = new RegExp(`^-?\\d{1,15}(?:${mark}\\d{1,9})?$`);
  if (!simple.test(plain) && !grouped.test(plain)) return text.trim();
  const digits = plain.replaceAll(decimalMark === '.' ? ',' : '.', '').replace(',', '.');
  return Number(digits);
}

const decimalMarks = new Map<string, '.' | ','>();

/** The decimal mark of a language, as its own number format uses it. Kept: making a format costs more than a save. */
export function decimalMarkOf(locale: string): '.' | ',' {
  const known = decimalMarks.get(locale);
  if (known !== undefined) return known;
  const parts = new Intl.NumberFormat(locale).formatToParts(1.5);
  const mark = parts.some((part) => part.type === 'decimal' && part.value === ',') ? ',' : '.';
  decimalMarks.set(locale, mark);
  return mark;
}
