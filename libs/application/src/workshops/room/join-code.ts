const LETTERS = /^[0-9A-HJKMNP-TV-Z]{8}$/;
const HALF = 4;
/** Written by hand on a flip chart, read from far away: letters that the alphabet leaves out are taken for their likes. */
const LIKENESSES: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1' };

/** A code as it is kept, `K7QF-3M9D`, from whatever was typed of it; undefined when it is none. */
export function joinCodeOf(typed: string): string | undefined {
  const letters = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '')
    .replace(/[OIL]/g, (letter) => LIKENESSES[letter] ?? letter);
  return LETTERS.test(letters) ? `${letters.slice(0, HALF)}-${letters.slice(HALF)}` : undefined;
}
