import { PDFArray, PDFName, PDFRef, type PDFObject } from '@cantoo/pdf-lib';
import type { PrintedPdf } from './printed-pdf.js';

const name = (value: string): PDFName => PDFName.of(value);

/** Items of lists consist of a label and a body; terms and their meanings are items, which the browser does not say. */
export function finishLists(file: PrintedPdf): void {
  file.having('/S /L\n').forEach((list) => pairTerms(file, list));
  file.having('/S /LI\n').forEach((item) => giveBody(file, item));
}

function pairTerms(file: PrintedPdf, list: PDFRef): void {
  const dict = file.dict(list);
  const children = childrenOf(file, list).filter((child) => child instanceof PDFRef);
  if (children.length % 2 === 1 || children.some((child) => roleOf(file, child) === 'LI')) return;
  const items = children.flatMap((term, index) => {
    const meaning = children[index + 1];
    if (index % 2 === 1 || meaning === undefined) return [];
    const item = file.reserve();
    file.put(item, file.context.obj({ Type: 'StructElem', S: 'LI', P: list, K: [term, meaning] }));
    become(file, term, { S: name('Lbl'), P: item });
    become(file, meaning, { S: name('LBody'), P: item });
    return [item];
  });
  dict.set(name('K'), file.context.obj(items));
  file.put(list, dict);
}

/** Everything of an item but its label is its body. */
function giveBody(file: PrintedPdf, item: PDFRef): void {
  const children = childrenOf(file, item);
  const rest = children.filter((child) => !PARTS.has(roleOf(file, child)));
  if (rest.length === 0) return;
  const dict = file.dict(item);
  const body = file.reserve();
  const page = dict.get(name('Pg'));
  const own = { Type: 'StructElem', S: 'LBody', P: item, K: rest, ...(page !== undefined && { Pg: page }) };
  file.put(body, file.context.obj(own));
  for (const child of rest) if (child instanceof PDFRef) become(file, child, { P: body });
  dict.set(name('K'), file.context.obj([...children.filter((child) => !rest.includes(child)), body]));
  file.put(item, dict);
}
const PARTS = new Set(['Lbl', 'LBody']);

function childrenOf(file: PrintedPdf, parent: PDFRef): readonly PDFObject[] {
  const known = file.dict(parent).get(name('K'));
  if (known instanceof PDFArray) return known.asArray();
  return known === undefined ? [] : [known];
}

function roleOf(file: PrintedPdf, child: PDFObject): string {
  const role = child instanceof PDFRef ? file.dict(child).get(name('S')) : undefined;
  return role instanceof PDFName ? role.decodeText() : '';
}

function become(file: PrintedPdf, child: PDFRef, entries: Readonly<Record<string, PDFObject>>): void {
  const dict = file.dict(child);
  for (const [key, value] of Object.entries(entries)) dict.set(name(key), value);
  file.put(child, dict);
}
