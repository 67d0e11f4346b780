/** Spaces of every width, the apostrophes that some countries group digits with, and signs that only tell a direction. */
const SPACES = /[\s'’\u00a0\u2009\u202f\u066c\p{Cf}]/gu;
/** Arabic and Persian keyboards have digits of their own, U+0660 and U+06F0 on, and a decimal mark. */
const OTHER_DIGITS = /[\u0660-\u0669\u06f0-\u06f9]/g;
const ARABIC_MARK = '\u066b';

/**
 * A number as people type it: `1,234`, `1 234`, `1234.5` in English; `1.234,5` where the comma is the decimal mark.
 * What cannot be read for certain is handed on as text, so that the question's own check names it. Undefined when empty.
 */
export function typedNumber(text: string, decimalMark: '.' | ','): number | string | undefined {
  const plain = text
    .replace(SPACES, '')
    .replace('−', '-')
    .replace(OTHER_DIGITS, (digit) => String(digit.charCodeAt(0) & 0xf))
    .replace(ARABIC_MARK, decimalMark);
  if (plain === '') return undefined;
  const [group, mark] = decimalMark === '.' ? [',', '\\.'] : ['\\.', ','];
  const grouped = new RegExp(`^-?\\d{1,3}(?:${group}\\d{3})+(?:${mark}\\d{1,9})?$`);
  const simple = new RegExp(`^-?\\d{1,15}(?:${mark}\\d{1,9})?$`);
  if (!simple.test(plain) && !grouped.test(plain)) return text.trim();
  const digits = plain.replaceAll(decimalMark === '.' ? ',' : '.', '').replace(',', '.');
  return Number(digits);
}

/** Of a form: the mark that its page was written with. */
const DECIMALS_FIELD = 'decimals';

/**
 * The mark of the page that a form stood on. Somebody who chose another language meanwhile typed the numbers of that page all
 * the same, and 1,234 must not become 1.234.
 */
export function decimalMarkIn(fields: { readonly text: (name: string) => string }, locale: string): '.' | ',' {
  const said = fields.text(DECIMALS_FIELD);
  return said === '.' || said === ',' ? said : decimalMarkOf(locale);
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
