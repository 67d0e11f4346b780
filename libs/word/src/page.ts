import { defaultTreeAdapter as tree, parse, serializeOuter, type DefaultTreeAdapterTypes as Tree } from 'parse5';

export type Node = Tree.ChildNode;
export type Element = Tree.Element;

export const isElement = (node: Node): node is Element => tree.isElementNode(node);
export const isText = (node: Node): node is Tree.TextNode => tree.isTextNode(node);

export const attribute = (element: Element, name: string): string | undefined =>
  element.attrs.find((one) => one.name === name)?.value;

export const classesOf = (element: Element): ReadonlySet<string> =>
  new Set((attribute(element, 'class') ?? '').split(/\s+/).filter((name) => name !== ''));

export const hasClass = (element: Element, ...names: readonly string[]): boolean => {
  const classes = classesOf(element);
  return names.some((name) => classes.has(name));
};

/** Without the white space between elements. */
export const childElements = (element: Element): readonly Element[] => element.childNodes.filter(isElement);

export const markupOf = (element: Element): string => serializeOuter(element);

/** Every element below, in the order of the page. */
export function* descendants(element: Element): Generator<Element> {
  for (const child of childElements(element)) {
    yield child;
    yield* descendants(child);
  }
}

/** What is written in it as text, drawings left out. */
export function plainText(node: Node): string {
  if (isText(node)) return node.value;
  if (!isElement(node) || node.tagName === 'svg') return '';
  return node.childNodes.map(plainText).join('');
}

/** Running lines of a page; the printer has them in its style sheet, everybody else in `meta` elements. */
interface Margins {
  readonly running: string;
  readonly marking: string;
  readonly foot: string;
  readonly pageWord: string;
  readonly ofWord: string;
}

export interface Page {
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  readonly title: string;
  readonly author: string;
  readonly margins: Margins;
  /** The faces that are inlined. */
  readonly fontFaces: string;
  /** Two languages beside each other rather than in turn. */
  readonly isSideBySide: boolean;
  readonly body: Element;
}

/** A printable page as it was rendered. Throws when it is not one of ours. */
export function readPage(html: string): Page {
  const root = parse(html).childNodes.find(isElement);
  if (root === undefined) throw new Error('word.page: the page has no element.');
  const elements = [...descendants(root)];
  const first = (tag: string): Element | undefined => elements.find((one) => one.tagName === tag);
  const body = first('body');
  if (body === undefined) throw new Error('word.page: the page has no body.');
  const title = first('title');
  const meta = (name: string): string => {
    const found = elements.find((one) => one.tagName === 'meta' && attribute(one, 'name') === name);
    return (found === undefined ? undefined : attribute(found, 'content')) ?? '';
  };
  return {
    language: attribute(root, 'lang') ?? 'en',
    direction: directionOf(attribute(root, 'dir')) ?? 'ltr',
    title: title === undefined ? '' : plainText(title).trim(),
    author: meta('author'),
    margins: {
      running: meta('margin-running'),
      marking: meta('margin-marking'),
      foot: meta('margin-foot'),
      pageWord: meta('margin-page'),
      ofWord: meta('margin-of'),
    },
    fontFaces: fontFaces(elements),
    isSideBySide: hasClass(body, 'side-by-side'),
    body,
  };
}

export const directionOf = (value: string | undefined): 'ltr' | 'rtl' | undefined =>
  value === 'ltr' || value === 'rtl' ? value : undefined;

const fontFaces = (elements: readonly Element[]): string =>
  elements
    .filter(({ tagName }) => tagName === 'style')
    .flatMap((style) => plainText(style).match(/@font-face\s*\{[^}]*\}/g) ?? [])
    .join('\n');
