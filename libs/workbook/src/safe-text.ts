/** What a spreadsheet program may take for the beginning of a formula. Source: security.md §1.8. */
const FORMULA = /^[=+\-@\t\r\n]/;
const LONGEST_CELL = 32_767;
/** Characters that XML 1.0 cannot hold, and halves of characters. */
const UNWRITABLE = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g;

/** Text that stays text in whatever program opens the file. */
export function safeText(text: string): string {
  const writable = text.toWellFormed().replace(UNWRITABLE, '');
  const quoted = FORMULA.test(writable) ? `'${writable}` : writable;
  return quoted.slice(0, LONGEST_CELL).toWellFormed();
}

/** The text that `safeText` was given. */
export const plainText = (text: string): string => (/^'[=+\-@\t\r\n]/.test(text) ? text.slice(1) : text);

const LONGEST_SHEET_NAME = 31;

/** Programs refuse some characters in the name of a sheet, and an apostrophe at its ends. */
export function safeSheetName(name: string): string {
  const cleaned = name
    .toWellFormed()
    .replace(UNWRITABLE, '')
    .replace(/[[\]:*?/\\]/g, ' ')
    .replace(/^[\s'=+\-@]+/, '')
    .slice(0, LONGEST_SHEET_NAME)
    .replace(/[\s']+$/, '');
  return cleaned === '' ? 'Sheet' : cleaned.toWellFormed();
}
