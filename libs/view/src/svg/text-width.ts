/** Advance widths of Noto Sans for U+0020…U+007E, in thousandths of the size. */
const ADVANCE = [
  260, 269, 408, 646, 572, 831, 732, 225, 300, 300, 551, 572, 268, 322, 268, 372, 572, 572, 572, 572, 572, 572, 572,
  572, 572, 572, 268, 268, 572, 572, 572, 434, 899, 639, 650, 632, 730, 556, 519, 728, 741, 339, 273, 619, 524, 907,
  760, 781, 605, 781, 622, 549, 556, 731, 600, 930, 586, 566, 572, 329, 372, 329, 572, 444, 281, 561, 615, 480, 615,
  564, 344, 615, 618, 258, 258, 534, 258, 935, 618, 605, 615, 615, 413, 479, 361, 618, 508, 786, 529, 510, 470, 380,
  551, 380, 572,
];
const OTHER_ADVANCE = 620;
/** System fonts on screen run wider than Noto Sans, DejaVu widest of the common ones; bold wider again. */
const MARGIN = 1.13;
const BOLD = 1.07;
const ELLIPSIS = '…';

/** Width a text will take at most, in the units of its size. No font is asked: a chart must be the same everywhere. */
export function textWidth(text: string, size: number, bold = false): number {
  let width = 0;
  for (const character of text) {
    width += ADVANCE[(character.codePointAt(0) ?? 0) - 32] ?? OTHER_ADVANCE;
  }
  return (width / 1000) * size * MARGIN * (bold ? BOLD : 1);
}

/** Breaks a text at spaces into at most `lines` lines; what does not fit ends in an ellipsis (the table has it whole). */
export function wrapText(text: string, width: number, size: number, lines: number): readonly string[] {
  const wrapped: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && textWidth(longer, size) > width) {
      wrapped.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  if (line !== '') wrapped.push(line);
  const kept = wrapped.slice(0, lines);
  if (wrapped.length > lines) kept[lines - 1] = `${kept[lines - 1] ?? ''}${ELLIPSIS}`;
  return kept.map((part) => shorten(part, width, size));
}

function shorten(text: string, width: number, size: number): string {
  if (textWidth(text, size) <= width) return text;
  const characters = Array.from(text.replace(/…$/, ''));
  while (characters.length > 1 && textWidth(characters.join('') + ELLIPSIS, size) > width) characters.pop();
  return characters.join('').trimEnd() + ELLIPSIS;
}
