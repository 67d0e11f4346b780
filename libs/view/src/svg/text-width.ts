/** Advance widths of Noto Sans for U+0020…U+007E, in thousandths of the size. */
const ADVANCE = [
  260, 269, 408, 646, 572, 831, 732, 225, 300, 300, 551, 572, 268, 322, 268, 372, 572, 572, 572, 572, 572, 572, 572,
  572, 572, 572, 268, 268, 572, 572, 572, 434, 899, 639, 650, 632, 730, 556, 519, 728, 741, 339, 273, 619, 524, 907,
  760, 781, 605, 781, 622, 549, 556, 731, 600, 930, 586, 566, 572, 329, 372, 329, 572, 444, 281, 561, 615, 480, 615,
  564, 344, 615, 618, 258, 258, 534, 258, 935, 618, 605, 615, 615, 413, 479, 361, 618, 508, 786, 529, 510, 470, 380,
  551, 380, 572,
];
/** The same of U+0410…U+044F, the letters of Russian but one. */
const CYRILLIC = [
  638, 614, 650, 509, 729, 556, 905, 577, 756, 756, 625, 698, 907, 743, 761, 733, 605, 640, 556, 616, 817, 588, 740,
  673, 1035, 1026, 685, 849, 607, 647, 999, 638, 556, 597, 564, 438, 607, 551, 759, 488, 621, 621, 531, 587, 768, 614,
  594, 606, 608, 493, 465, 509, 737, 511, 612, 589, 894, 897, 623, 759, 545, 494, 799, 577,
];
const CYRILLIC_FIRST = 0x410;
/** Of U+0621…U+064A where another letter is joined on behind, the wider of the two forms, and where none is. */
const ARABIC_JOINED = [
  411, 289, 289, 472, 289, 343, 291, 343, 486, 373, 373, 637, 637, 637, 532, 532, 396, 396, 850, 850, 949, 949, 710,
  710, 521, 521, 508, 508, 373, 373, 373, 470, 495, 495, 508, 300, 578, 343, 574, 472, 343, 373,
];
const ARABIC_LAST = [
  411, 289, 289, 472, 289, 760, 291, 1093, 486, 1093, 1093, 649, 649, 649, 532, 532, 396, 396, 1269, 1269, 1352, 1352,
  831, 831, 531, 531, 975, 975, 760, 760, 760, 270, 1098, 808, 922, 730, 562, 730, 672, 472, 760, 760,
];
const ARABIC_FIRST = 0x621;
const ARABIC = /^[\u0621-\u064a]$/;
/** Marks above and below letters, and what only tells in which direction to read. */
const NO_WIDTH = /[\p{Mn}\p{Cf}]/gu;
const SIGNS: Readonly<Record<string, number>> = {
  '\u00a0': 260,
  '\u202f': 130,
  '«': 509,
  '»': 509,
  '’': 175,
  '“': 359,
  '”': 359,
  '–': 500,
  '—': 1000,
  '…': 791,
  '·': 268,
  '−': 572,
  '№': 1020,
  '،': 328,
  '؛': 344,
  '؟': 434,
};
const OTHER_ADVANCE = 620;
/** System fonts on screen run wider than Noto Sans, DejaVu widest of the common ones; bold wider again. */
const MARGIN = 1.13;
const BOLD = 1.07;
const ELLIPSIS = '…';

/** Width a text will take at most, in the units of its size. No font is asked: a chart must be the same everywhere. */
export function textWidth(text: string, size: number, bold = false): number {
  // A letter with an accent is as wide as without it.
  const characters = Array.from(text.normalize('NFD').replace(NO_WIDTH, ''));
  const width = characters.reduce((sum, character, index) => sum + advanceOf(character, characters[index + 1]), 0);
  return (width / 1000) * size * MARGIN * (bold ? BOLD : 1);
}

function advanceOf(character: string, next: string | undefined): number {
  const code = character.codePointAt(0) ?? 0;
  if (ARABIC.test(character)) {
    const form = next !== undefined && ARABIC.test(next) ? ARABIC_JOINED : ARABIC_LAST;
    return form[code - ARABIC_FIRST] ?? OTHER_ADVANCE;
  }
  return ADVANCE[code - 32] ?? SIGNS[character] ?? CYRILLIC[code - CYRILLIC_FIRST] ?? OTHER_ADVANCE;
}

/** Not at the spaces that hold a number and its unit together. */
const BREAKS = /[^\S\u00a0\u202f]+/;

/** Breaks a text at spaces into at most `lines` lines; what does not fit ends in an ellipsis (the table has it whole). */
export function wrapText(text: string, width: number, size: number, lines: number): readonly string[] {
  const wrapped: string[] = [];
  let line = '';
  for (const word of text.split(BREAKS).filter((part) => part !== '')) {
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
