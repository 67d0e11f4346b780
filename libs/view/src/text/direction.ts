export const directionOf = (language: string): 'ltr' | 'rtl' =>
  /^(ar|fa|he|ur|ps|ku|dv|ug)\b/.test(language) ? 'rtl' : 'ltr';

/** Reads from left to right whatever stands around it: numbers with signs. */
export const leftToRight = (text: string): string => (isSetApart(text) ? text : `\u2066${text}\u2069`);

const isSetApart = (text: string): boolean => /^\u2066[^\u2069]*\u2069$/.test(text);

/** Letters of other scripts, whose marks and digits would else be drawn into the sentence around them. */
const FOREIGN = /[A-Za-z\u00c0-\u024f\u0370-\u052f]/;

/** A name or an address within a right-to-left sentence: set apart, in whichever direction it reads itself. */
export const apart = (value: string): string => (FOREIGN.test(value) ? `\u2068${value}\u2069` : value);

/** "+1.1", "<5", "18 %": a sign belongs to no direction, and would else be found on the other side of its number. */
const SIGNED = /\u2066[^\u2069]*\u2069|[+−<>≤≥±]\s?\d[\d.,]*(?:[\u00a0\s]?%)?|(?<![\d.,])\d[\d.,]*[\u00a0\s]?[%×]/g;
export const withSigns = (text: string): string => text.replace(SIGNED, leftToRight);
