import commonLists from '@zxcvbn-ts/language-common';
import { PASSWORD_LENGTH } from './library.js';

export type PasswordFault =
  | 'user.password-too-short'
  | 'user.password-too-long'
  | 'user.password-common'
  | 'user.password-contains-name'
  | 'user.password-contains-product';

export interface PasswordChoice {
  readonly password: string;
  readonly email: string;
  readonly name?: string;
}

const PRODUCT = 'isonomia';
/** Shorter names stand in too many words to say anything. */
const NAME_LENGTH = 4;

/**
 * The one rule for every password of the product (ASVS 5.0, 6.2): long, not among those that attackers try first, and not
 * made of what they know of the person. Nothing is demanded of its characters.
 */
export function passwordFault({ password, email, name = '' }: PasswordChoice): PasswordFault | undefined {
  const length = Array.from(password.normalize('NFKC')).length;
  if (length < PASSWORD_LENGTH.min) return 'user.password-too-short';
  if (Array.from(password).length > PASSWORD_LENGTH.max) return 'user.password-too-long';
  const plain = flat(password);
  if ([plain, unmasked(plain)].some((text) => text.includes(PRODUCT))) return 'user.password-contains-product';
  const said = [email.split('@', 1)[0] ?? '', ...name.split(/\s+/)]
    .map(flat)
    .filter((word) => word.length >= NAME_LENGTH);
  if (said.some((word) => plain.includes(word) || unmasked(plain).includes(unmasked(word))))
    return 'user.password-contains-name';
  return isRepeated(password) || isCommon(plain) ? 'user.password-common' : undefined;
}

const LISTED: readonly string[] = commonLists.dictionary['passwords-common'];
const COMMON: ReadonlySet<string> = new Set(LISTED.map((word) => flat(word)));
/** Of these, two put together are tried as well: a hundred million guesses, which a leaked hash does not withstand. */
const FREQUENT: ReadonlySet<string> = new Set(LISTED.slice(0, 10_000).map((word) => flat(word)));
const SHORTEST_WORD = 3;

/** In the list, or no more than one or two of its words, written again and again, or dressed up with digits and signs. */
function isCommon(plain: string): boolean {
  return [...new Set([plain, unmasked(plain)])].some((text) =>
    undressings(text).some((form) => COMMON.has(form) || isRun(form) || isRepeated(form) || isTwoWords(form)),
  );
}

/** Case, width, accents' composition and everything that is no letter or digit say nothing: `Pass Word` is `password`. */
function flat(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}@$!]/gu, '');
}

const MASKS: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/** `p4$$w0rd` → `password`. Digits at the ends stay: they are a year or a number, not letters in disguise. */
function unmasked(text: string): string {
  const [, before = '', core = '', after = ''] = /^([\d!@$]*)(.*?)([\d!@$]*)$/su.exec(text) ?? [];
  return before + core.replace(/[013457@$!]/g, (sign) => MASKS[sign] ?? sign) + after;
}

const ORNAMENTS = 6;
const SHORTEST_CORE = 5;

/** The text without some of the digits and signs at its ends, every way of taking them off. */
function undressings(text: string): readonly string[] {
  const before = Math.min(ORNAMENTS, /^[\d!@$]*/.exec(text)?.[0].length ?? 0);
  const after = Math.min(ORNAMENTS, /[\d!@$]*$/.exec(text)?.[0].length ?? 0);
  const found: string[] = [];
  for (let head = 0; head <= before; head += 1)
    for (let tail = 0; tail <= after; tail += 1) found.push(text.slice(head, text.length - tail));
  return found.filter((form) => form === text || form.length >= SHORTEST_CORE);
}

/** `abcdefghijkl`, `987654321098`: each character is the next of the last one. */
function isRun(text: string): boolean {
  const codes = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  const steps = new Set(codes.slice(1).map((code, index) => stepOf(code - (codes[index] ?? 0))));
  return codes.length > 2 && steps.size === 1 && !steps.has(undefined);
}

/** Nine after which nought comes counts on. */
const stepOf = (difference: number): -1 | 1 | undefined =>
  difference === 1 || difference === -9 ? 1 : difference === -1 || difference === 9 ? -1 : undefined;

/** `abcabcabcabc`, `dragondragon`: nothing more than its first part. */
function isRepeated(text: string): boolean {
  for (let period = 1; period <= text.length / 2; period += 1) {
    const again = text
      .slice(0, period)
      .repeat(Math.ceil(text.length / period))
      .slice(0, text.length);
    if (again === text) return period < PASSWORD_LENGTH.min || isCommon(text.slice(0, period));
  }
  return false;
}

function isTwoWords(text: string): boolean {
  for (let cut = SHORTEST_WORD; cut <= text.length - SHORTEST_WORD; cut += 1) {
    if (FREQUENT.has(text.slice(0, cut)) && FREQUENT.has(text.slice(cut))) return true;
  }
  return false;
}
