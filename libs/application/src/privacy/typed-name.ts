import { Fields } from '../problems/fields.js';

/** What is erased is typed, so that nobody erases the wrong thing by a click. Letters and spaces as they stand. */
export function demandTyped(typed: string, name: string): void {
  const fields = new Fields();
  if (plain(fields.text('typed', typed)) !== plain(name)) fields.fault('typed', 'not-the-name');
  fields.check();
}

const plain = (text: string): string => text.normalize('NFC').trim().replace(/\s+/g, ' ');
