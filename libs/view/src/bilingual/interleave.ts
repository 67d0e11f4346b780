import {
  around,
  attribute,
  childrenOf,
  element,
  hasClass,
  isElement,
  isSame,
  isText,
  parse,
  renamed,
  shapeOf,
  text,
  textOf,
  withClass,
  write,
  type Element,
  type Node,
} from './html-tree.js';

/** What a document says in one language: the inside of its page. */
export interface Rendering {
  readonly html: string;
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
}

/**
 * Two renderings of the same view model as one, block by block: `.pair` holds a block of each, `.both` an element whose
 * content is there twice; of both the second child is the second language's and says so. What reads the same in both is
 * there once, tables and lists of boxes to tick are one. Where the renderings differ in shape, nothing is guessed: the
 * blocks follow each other whole (`.apart`). How pairs stand is for the style sheet. Pure.
 */
export function interleave(lead: Rendering, second: Rendering): string {
  const weaver = new Weaver(second);
  const body = (html: string): Element => element('div', {}, parse(html));
  const [a, b] = [body(lead.html), body(second.html)];
  return write(weaver.isAlike(a, b) ? weaver.children(a, b) : weaver.apart([a], [b]));
}

const HEADING = /^h[1-6]$/;
const INLINE = new Set(['span', 'b', 'strong', 'a', 'i', 'em', 'br']);
const BETWEEN = ' / ';

class Weaver {
  readonly #language: string;
  readonly #direction: string;

  constructor({ language, direction }: Rendering) {
    this.#language = language;
    this.#direction = direction;
  }

  /** Whether their children stand for each other, one by one. */
  isAlike(a: Element, b: Element): boolean {
    const [of, other] = [childrenOf(a), childrenOf(b)];
    return of.length === other.length && of.every((child, index) => shapeOf(child) === shapeOf(other[index] ?? child));
  }

  children(a: Element, b: Element): readonly Node[] {
    const other = childrenOf(b);
    return childrenOf(a).flatMap((child, index) => this.#weave(child, other[index] ?? child));
  }

  /** Whole and one after the other: it is not known what belongs to what. */
  apart(a: readonly Node[], b: readonly Node[]): readonly Node[] {
    return [element('div', { class: 'apart' }, [element('div', {}, a), this.#second(b)])];
  }

  #weave(a: Node, b: Node): readonly Node[] {
    if (!isElement(a) || !isElement(b)) return this.#inline(a, b);
    if (isSame(a, b)) return [a];
    if (a.tagName === 'svg' || hasClass(a, 'box')) return this.#drawing(a, b);
    return this.#block(a, b);
  }

  #block(a: Element, b: Element): readonly Node[] {
    if (HEADING.test(a.tagName)) return this.#heading(a, b);
    // The browser tells no caption that holds blocks.
    if (hasClass(a, 'joined') || a.tagName === 'caption') return this.#inline(a, b);
    if (a.tagName === 'p' || (isList(a) && !hasClass(a, 'boxes'))) return this.#pair(a, b);
    return this.#container(a, b);
  }

  #container(a: Element, b: Element): readonly Node[] {
    if (isFigure(a, b)) return [a];
    if (isPassage(a) || isPassage(b)) return [this.#both(a, b)];
    // A table that differs in one place is two tables: rows must not be guessed either.
    if (a.tagName === 'table' ? this.#isAlikeThroughout(a, b) : this.isAlike(a, b))
      return [around(a, this.children(a, b))];
    return this.apart([a], [b]);
  }

  #isAlikeThroughout(a: Element, b: Element): boolean {
    if (isPassage(a) || isPassage(b) || CELLS.has(a.tagName) || a.tagName === 'caption') return true;
    const other = childrenOf(b);
    return (
      this.isAlike(a, b) &&
      childrenOf(a).every((child, index) => {
        const its = other[index];
        return !isElement(child) || its === undefined || !isElement(its) || this.#isAlikeThroughout(child, its);
      })
    );
  }

  #pair(a: Element, b: Element): readonly Node[] {
    const marked = renamed(b);
    return [
      element('div', { class: 'pair' }, [a, isElement(marked) ? around(marked, marked.childNodes, this.#mark()) : b]),
    ];
  }

  #both(a: Element, b: Element): Element {
    return around(a, [element('div', {}, a.childNodes), this.#second(afterSameStart(a, b))], withClass(a, 'both'));
  }

  /** One heading, so that there is one outline; its number once. The sign between stands for readers who hear it. */
  #heading(a: Element, b: Element): readonly Node[] {
    if (textOf(a) === textOf(b)) return [a];
    const words = afterSameStart(a, b);
    const between = element('span', { class: 'between' }, [text(BETWEEN)]);
    return [around(a, [element('div', {}, [...a.childNodes, between]), this.#second(words)], withClass(a, 'both'))];
  }

  /** Within a line, which is there once: what differs stands behind a stroke. */
  #inline(a: Node, b: Node): readonly Node[] {
    if (textOf(a) === textOf(b) || isNumberOf(textOf(a), textOf(b))) return [a];
    if (isElement(a) && isElement(b) && this.isAlike(a, b) && a.childNodes.length === b.childNodes.length) {
      const other = [...b.childNodes];
      return [
        around(
          a,
          [...a.childNodes].flatMap((child, index) => this.#inline(child, other[index] ?? child)),
        ),
      ];
    }
    const words = isText(b) ? text(b.value.trim()) : renamed(b);
    // Within, a space at the end would stand where a line of the other direction begins.
    const after = isText(b) && /\s$/.test(b.value) ? [text(' ')] : [];
    return [a, text(BETWEEN), element('span', this.#passage(), [words]), ...after];
  }

  /** A drawing without words is there once, told in both languages. */
  #drawing(a: Element, b: Element): readonly Node[] {
    if (drawnWords(a) === drawnWords(b)) return [toldInBoth(a, b)];
    return [element('div', { class: 'drawn' }, [element('div', {}, [a]), this.#second([b])])];
  }

  #second(nodes: readonly Node[]): Element {
    return element('div', this.#passage(), [...nodes].map(renamed));
  }

  /** With a role, since the browser tells the language of nothing that it takes for mere layout. */
  #passage(): Readonly<Record<string, string>> {
    return { ...this.#mark(), role: 'note' };
  }

  #mark(): Readonly<Record<string, string>> {
    return { lang: this.#language, dir: this.#direction };
  }
}

const CELLS = new Set(['td', 'th']);
const isList = ({ tagName }: Element): boolean => tagName === 'ul' || tagName === 'ol';

/** The number of a heading or the id of a question, with which both begin, is there once. */
function afterSameStart(a: Element, b: Element): readonly Node[] {
  const [own] = a.childNodes;
  const [start, ...rest] = b.childNodes;
  if (own === undefined || start === undefined || !isElement(own) || !isElement(start)) return b.childNodes;
  const isMark = (hasClass(own, 'number') || hasClass(own, 'id')) && rest.length > 0;
  return isMark && isSame(own, start) ? rest : b.childNodes;
}

/** It holds words itself, and no blocks that hold them. */
function isPassage(node: Element): boolean {
  const children = childrenOf(node);
  return children.some(isText) || (children.length > 0 && children.every((one) => isElement(one) && isWord(one)));
}
const isWord = (node: Element): boolean => INLINE.has(node.tagName) && !hasClass(node, 'box');

/**
 * Numbers that differ in their separators alone are the same number in two conventions; in other digits they are not, since
 * not everybody reads those. Both come from one view model: the same place holds the same value.
 */
const isNumberOf = (one: string, other: string): boolean =>
  !/\p{L}/u.test(one + other) && digits(one) === digits(other) && digits(one) !== '';
const isFigure = (a: Element, b: Element): boolean => CELLS.has(a.tagName) && isNumberOf(textOf(a), textOf(b));
const digits = (words: string): string => words.replace(/[^\p{Nd}<>≤≥+−–-]/gu, '');

/** What stands in a drawing, without what is told of it. */
function drawnWords(svg: Element): string {
  const drawn = svg.childNodes.filter((child) => !isElement(child) || !TOLD.has(child.tagName));
  const words = drawn.map(textOf).filter((part) => part !== '');
  return words.every((part) => !/\p{L}/u.test(part)) ? words.map(digits).toSorted().join(' ') : words.join(' ');
}
const TOLD = new Set(['title', 'desc']);

function toldInBoth(a: Element, b: Element): Element {
  const label = attribute(a, 'aria-label');
  const other = attribute(b, 'aria-label');
  const named = label === undefined || other === undefined ? {} : { 'aria-label': bothTold(label, other) };
  const told = a.childNodes.map((child) => {
    if (!isElement(child) || !TOLD.has(child.tagName)) return child;
    const same = b.childNodes.find((one): one is Element => isElement(one) && one.tagName === child.tagName);
    return around(child, [text(bothTold(textOf(child), same === undefined ? '' : textOf(same)))]);
  });
  return around(a, told, named);
}
const bothTold = (one: string, other: string): string => (one === other ? one : [one, other].join(BETWEEN));
