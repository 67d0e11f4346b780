import {
  around,
  element,
  hasClass,
  isElement,
  parse,
  text,
  write,
  type Element,
  type Node,
} from '../bilingual/html-tree.js';
import type { RenderContext } from '../engine/render-context.js';

/** A language that a document speaks. */
export interface Speaker {
  readonly language: string;
  readonly context: RenderContext;
}

/**
 * What goes into a file that anybody can change: it says so first, in each language of the document, and has nothing of how
 * a document is verified but the fingerprint of what it was made from. Everything else stands as it was.
 */
export function editableCopy(html: string, speakers: readonly Speaker[]): string {
  return write([...speakers.map(notice), ...parse(html).map(withoutProof)]);
}

/** Nobody can ask about a copy: where a document has its number, a copy says what it is. */
export const numberOfCopy = ({ translator }: RenderContext): string => translator.t('copy.foot');

const notice = ({ language, context: { translator, direction } }: Speaker): Element =>
  element('aside', { class: 'copy', lang: language, dir: direction }, [
    element('p', {}, [element('strong', {}, [text(translator.t('copy.title'))])]),
    element('p', {}, [text(translator.t('copy.about'))]),
  ]);

function withoutProof(node: Node): Node {
  if (!isElement(node)) return node;
  return around(node, (hasClass(node, 'proof') ? fingerprints(node) : [...node.childNodes]).map(withoutProof));
}

/** They stand on the PDF too: whoever has both sees that they say the same. */
function fingerprints(node: Node): readonly Node[] {
  if (!isElement(node)) return [];
  return node.tagName === 'p' && hasClass(node, 'hash') ? [node] : [...node.childNodes].flatMap(fingerprints);
}
