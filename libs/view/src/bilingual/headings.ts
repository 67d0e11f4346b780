import { isElement, parse, textOf, type Node } from './html-tree.js';

const HEADING = /^h[1-6]$/;

/** What the headings of a page say, in their order. */
export const headingsOf = (html: string): readonly string[] => under(parse(html.slice(html.indexOf('<body'))));

const under = (nodes: readonly Node[]): readonly string[] =>
  nodes.flatMap((node) => {
    if (!isElement(node)) return [];
    return HEADING.test(node.tagName) ? [textOf(node)] : under(node.childNodes);
  });
