/**
 * A text for a quoted CSS string: everything but letters, digits and spaces as an escape, so that no name of an agency can
 * end the string, the rule or the style element. Control characters, which no name has, become spaces.
 */
export function cssText(text: string): string {
  return Array.from(text, (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (/^[A-Za-z0-9 ]$/.test(character)) return character;
    if (code < 0x20 || (code >= 0xd800 && code <= 0xdfff)) return ' ';
    // One space belongs to the escape; a space of the text itself needs its own.
    return `\\${code.toString(16).padStart(6, '0')} `;
  }).join('');
}
