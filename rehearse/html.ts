import type { DefaultTreeAdapterTypes } from 'parse5';

export type Node = DefaultTreeAdapterTypes.Node;
export type Element = DefaultTreeAdapterTypes.Element;

const isElement = (node: Node): node is Element => 'tagName' in node;

export const childrenOf = (node: Node): readonly Element[] =>
  'childNodes' in node ? node.childNodes.filter(isElement) : [];

/** In the order of the page. */
export function elementsOf(node: Node, ...names: readonly string[]): readonly Element[] {
  return childrenOf(node).flatMap((child) => [
    ...(names.includes(child.tagName) ? [child] : []),
    ...elementsOf(child, ...names),
  ]);
}

export const attributeOf = (element: Element, name: string): string | undefined =>
  element.attrs.find((attribute) => attribute.name === name)?.value;

const SILENT = new Set(['script', 'style', 'template']);

export function textOf(node: Node): string {
  if (node.nodeName === '#text') return (node as DefaultTreeAdapterTypes.TextNode).value;
  if (!('childNodes' in node) || SILENT.has(node.nodeName)) return '';
  return node.childNodes
    .map((child) => textOf(child))
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
}
