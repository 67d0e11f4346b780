import {
  defaultTreeAdapter,
  html as names,
  parseFragment,
  serialize,
  serializeOuter,
  type DefaultTreeAdapterTypes as Tree,
} from 'parse5';

export type Node = Tree.ChildNode;
export type Element = Tree.Element;

type Attributes = Readonly<Record<string, string>>;

export const parse = (html: string): readonly Node[] => [...parseFragment(html).childNodes];

export function write(nodes: readonly Node[]): string {
  const fragment = defaultTreeAdapter.createDocumentFragment();
  for (const node of nodes) defaultTreeAdapter.appendChild(fragment, node);
  return serialize(fragment);
}

export const isElement = (node: Node): node is Element => 'tagName' in node;
export const isText = (node: Node): node is Tree.TextNode => node.nodeName === '#text';

export const text = (value: string): Node => defaultTreeAdapter.createTextNode(value);

export const element = (tag: string, attributes: Attributes, children: readonly Node[]): Element =>
  filled(defaultTreeAdapter.createElement(tag, names.NS.HTML, listed(attributes)), children);

/** The same element around other children. */
export const around = (shell: Element, children: readonly Node[], more: Attributes = {}): Element =>
  filled(
    defaultTreeAdapter.createElement(shell.tagName, shell.namespaceURI, [
      ...shell.attrs.filter(({ name }) => !Object.hasOwn(more, name)),
      ...listed(more),
    ]),
    children,
  );

const listed = (attributes: Attributes): Tree.Element['attrs'] =>
  Object.entries(attributes).map(([name, value]) => ({ name, value }));

function filled(parent: Element, children: readonly Node[]): Element {
  // A copy, since a node that moves leaves the list that it was in.
  for (const child of [...children]) {
    defaultTreeAdapter.detachNode(child);
    defaultTreeAdapter.appendChild(parent, child);
  }
  return parent;
}

export const attribute = (node: Element, name: string): string | undefined =>
  node.attrs.find((one) => one.name === name)?.value;

export const hasClass = (node: Element, name: string): boolean =>
  (attribute(node, 'class') ?? '').split(/\s+/).includes(name);

export const withClass = (node: Element, name: string): Attributes => ({
  class: `${attribute(node, 'class') ?? ''} ${name}`.trim(),
});

/** Without the white space between elements, which is the template's. */
export const childrenOf = (node: Element): readonly Node[] =>
  node.childNodes.filter((child) => !isText(child) || child.value.trim() !== '');

/** Every text in it, with single spaces. */
export function textOf(node: Node): string {
  if (isText(node)) return node.value.replace(/\s+/g, ' ').trim();
  if (!isElement(node)) return '';
  return node.childNodes
    .map(textOf)
    .filter((part) => part !== '')
    .join(' ');
}

/** Tag and classes: what the same place of the same template has in any language. */
export const shapeOf = (node: Node): string =>
  isElement(node) ? `${node.tagName}.${attribute(node, 'class') ?? ''}` : node.nodeName;

/** An id is there once: those of a second rendering, and what they name, get an ending. Links keep leading to the first. */
export function renamed(node: Node): Node {
  if (!isElement(node)) return node;
  const attrs = node.attrs.map(({ name, value, ...rest }) => ({
    ...rest,
    name,
    value: NAMING.has(name)
      ? value
          .split(' ')
          .map((id) => `${id}-2`)
          .join(' ')
      : value,
  }));
  return around({ ...node, attrs }, node.childNodes.map(renamed));
}
const NAMING: ReadonlySet<string> = new Set(['id', 'aria-labelledby', 'aria-describedby']);

/** Word for word and mark for mark. */
export const isSame = (a: Element, b: Element): boolean => serializeOuter(a) === serializeOuter(b);
