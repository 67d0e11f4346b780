import type { Run } from './blocks.js';
import { attribute, classesOf, directionOf, hasClass, isElement, isText, type Element, type Node } from './page.js';

/** What surroundings say of a text. */
export interface Manner {
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  readonly bold?: true;
  readonly color?: string;
  readonly anchor?: string;
}

const BOLD = new Set(['strong', 'b']);
/** As the style sheet of documents has them. */
const COLORS: Readonly<Record<string, string>> = {
  quiet: '4B5263',
  number: '4B5263',
  practice__label: '4B5263',
  attention: '9A4B00',
  level: '1D4F91',
};
/** Set apart by a margin on paper; in running text a space does it. */
const SPACED_AFTER = ['number', 'box', 'id'];
const SPACED_BEFORE = ['level'];
/** Spans on a line of their own. */
const OWN_LINE = ['detail', 'comments'];
const OPEN_BOX = '\u2610';
const CHOSEN_BOX = '\u2612';

export function mannerOf(element: Element, around: Manner): Manner {
  const classes = [...classesOf(element)];
  const color = classes.map((name) => COLORS[name]).find((one) => one !== undefined) ?? around.color;
  const isBold = around.bold === true || BOLD.has(element.tagName) || classes.includes('big');
  const anchor = element.tagName === 'a' ? anchorOf(element) : around.anchor;
  return {
    language: attribute(element, 'lang') ?? around.language,
    direction: directionOf(attribute(element, 'dir')) ?? around.direction,
    ...(isBold && { bold: true }),
    ...(color !== undefined && { color }),
    ...(anchor !== undefined && { anchor }),
  };
}

/** Links lead within the document or nowhere: the file asks nobody for anything. */
const anchorOf = (element: Element): string | undefined => /^#(.+)$/.exec(attribute(element, 'href') ?? '')?.[1];

/** The runs of inline content, white space as a browser would show it. */
export function runsOf(nodes: readonly Node[], manner: Manner): readonly Run[] {
  return tidy(nodes.flatMap((node) => rawRuns(node, manner)));
}

function rawRuns(node: Node, manner: Manner): readonly Run[] {
  if (isText(node)) return [{ ...manner, text: node.value.replace(/[ \t\n\r\f]+/g, ' ') }];
  if (!isElement(node) || isUnseen(node)) return [];
  const own = mannerOf(node, manner);
  const inner = hasClass(node, 'box')
    ? [{ ...own, text: hasClass(node, 'chosen') ? CHOSEN_BOX : OPEN_BOX }]
    : node.childNodes.flatMap((child) => rawRuns(child, own));
  return [...before(node, manner), ...inner, ...after(node, manner)];
}

/** Drawings stand for themselves; the stroke between languages is for readers who have no lines. */
const isUnseen = (element: Element): boolean => element.tagName === 'svg' || hasClass(element, 'between');

const space = (manner: Manner): Run => ({ ...manner, text: ' ' });
const newLine = (manner: Manner): Run => ({ ...manner, text: '', breakBefore: true });

function before(element: Element, manner: Manner): readonly Run[] {
  // A second language within a line or a heading begins a line of its own.
  const isSecond = element.tagName === 'div' && attribute(element, 'lang') !== undefined;
  if (isSecond || element.tagName === 'br' || hasClass(element, ...OWN_LINE)) return [newLine(manner)];
  return element.tagName === 'div' || hasClass(element, ...SPACED_BEFORE) ? [space(manner)] : [];
}

function after(element: Element, manner: Manner): readonly Run[] {
  if (isEditionName(element)) return [newLine(manner)];
  return hasClass(element, ...SPACED_AFTER) ? [space(manner)] : [];
}

/** The name of the edition stands on a line of its own, alone or in two languages. */
function isEditionName({ tagName, parentNode }: Element): boolean {
  if (tagName !== 'strong' || parentNode === null || !('tagName' in parentNode)) return false;
  const above = parentNode.parentNode;
  return hasClass(parentNode, 'edition') || (above !== null && 'tagName' in above && hasClass(above, 'edition'));
}

/** One space between words, none at the ends, nothing empty; what is set the same is one run. */
function tidy(raw: readonly Run[]): readonly Run[] {
  const runs: Run[] = [];
  let endsInSpace = true;
  let pending = false;
  for (const run of raw) {
    if (run.breakBefore === true) {
      pending = runs.length > 0;
      endsInSpace = true;
    }
    const text: string = endsInSpace ? run.text.replace(/^ +/, '') : run.text;
    if (text === '') continue;
    endsInSpace = text.endsWith(' ');
    const { breakBefore: _, ...rest } = run;
    const next: Run = { ...rest, text, ...(pending && { breakBefore: true }) };
    pending = false;
    const last = runs.at(-1);
    if (last !== undefined && isAlike(last, next)) runs[runs.length - 1] = { ...last, text: last.text + text };
    else runs.push(next);
  }
  const last = runs.at(-1);
  if (last !== undefined) runs[runs.length - 1] = { ...last, text: last.text.replace(/ +$/, '') };
  return runs.filter(({ text }) => text !== '');
}

const isAlike = (a: Run, b: Run): boolean =>
  b.breakBefore !== true &&
  a.language === b.language &&
  a.direction === b.direction &&
  a.bold === b.bold &&
  a.color === b.color &&
  a.anchor === b.anchor;
