import { posix } from 'node:path';

import { defaultTreeAdapter, parseFragment, type DefaultTreeAdapterTypes as Tree } from 'parse5';

import { unzip } from './unzip.js';

export interface ReadRun {
  readonly text: string;
  readonly rtl: boolean;
  readonly language: string;
}
export interface ReadParagraph {
  readonly style: string;
  readonly text: string;
  readonly bidi: boolean;
  readonly runs: readonly ReadRun[];
}
export interface ReadTable {
  /** Rather than for setting things beside each other. */
  readonly isData: boolean;
  readonly rows: number;
  readonly headerRows: number;
  readonly splittable: number;
  readonly cellsWithoutParagraph: number;
  readonly bidiVisual: boolean;
}
export interface ReadDocx {
  readonly texts: ReadonlyMap<string, string>;
  readonly paragraphs: readonly ReadParagraph[];
  readonly tables: readonly ReadTable[];
  readonly pictures: readonly { readonly id: string; readonly title: string; readonly description: string }[];
  /** What a word processor would refuse or repair. */
  readonly faults: readonly string[];
  /** Relations that lead out of the file. */
  readonly external: readonly string[];
}

type Element = Tree.Element;

/** A DOCX as a word processor finds it. */
export async function readDocx(bytes: Uint8Array): Promise<ReadDocx> {
  const files = await unzip(bytes);
  const texts = new Map(
    [...files].filter(([name]) => /\.(?:xml|rels)$/.test(name)).map(([name, file]) => [name, file.toString('utf8')]),
  );
  const body = within(texts.get('word/document.xml') ?? '');
  const named = (name: string): readonly Element[] => body.filter(({ tagName }) => tagName === name);
  return {
    texts,
    paragraphs: named('w:p').map(paragraphOf),
    tables: named('w:tbl').map(tableOf),
    pictures: named('wp:docpr').map((one) => ({
      id: value(one, 'id'),
      title: value(one, 'title'),
      description: value(one, 'descr'),
    })),
    faults: [...[...texts].flatMap(([name, text]) => notWellFormed(name, text)), ...unresolved(files, texts)],
    external: [...texts].flatMap(([name, text]) => (/TargetMode="External"/.test(text) ? [name] : [])),
  };
}

/** Empty elements written as such are closed for a reader of HTML, who knows no such thing. */
const within = (xml: string): readonly Element[] => [
  ...below(
    parseFragment(xml.replace(/<\?[^>]*\?>/, '').replace(/<([\w:]+)((?:\s[^<>]*?)?)\/>/g, '<$1$2></$1>')).childNodes,
  ),
];
function* below(nodes: readonly Tree.ChildNode[]): Generator<Element> {
  for (const node of nodes) {
    if (!defaultTreeAdapter.isElementNode(node)) continue;
    yield node;
    yield* below(node.childNodes);
  }
}
const value = (element: Element, name: string): string => element.attrs.find((one) => one.name === name)?.value ?? '';
const inside = (element: Element, name: string): readonly Element[] =>
  [...below(element.childNodes)].filter(({ tagName }) => tagName === name);
const valueOf = (element: Element, name: string, attribute = 'w:val'): string => {
  const [found] = inside(element, name);
  return found === undefined ? '' : value(found, attribute);
};
const textOf = (element: Element): string =>
  element.childNodes.map((child) => (defaultTreeAdapter.isTextNode(child) ? child.value : '')).join('');

function paragraphOf(paragraph: Element): ReadParagraph {
  const runs = inside(paragraph, 'w:r').map((run) => ({
    text: inside(run, 'w:t').map(textOf).join(''),
    rtl: inside(run, 'w:rtl').length > 0,
    language: valueOf(run, 'w:lang') === '' ? valueOf(run, 'w:lang', 'w:bidi') : valueOf(run, 'w:lang'),
  }));
  return {
    style: valueOf(paragraph, 'w:pstyle'),
    text: runs.map(({ text }) => text).join(''),
    bidi: inside(paragraph, 'w:bidi').length > 0,
    runs: runs.filter(({ text }) => text !== ''),
  };
}

function tableOf(table: Element): ReadTable {
  const rows = inside(table, 'w:tr');
  const cells = inside(table, 'w:tc');
  const last = (cell: Element): string =>
    cell.childNodes.filter((child) => defaultTreeAdapter.isElementNode(child)).at(-1)?.nodeName ?? '';
  return {
    isData: valueOf(table, 'w:tbllook', 'w:firstcolumn') === 'true',
    rows: rows.length,
    headerRows: inside(table, 'w:tblheader').length,
    splittable: rows.filter((row) => inside(row, 'w:cantsplit').length === 0).length,
    cellsWithoutParagraph: cells.filter((cell) => last(cell) !== 'w:p').length,
    bidiVisual: inside(table, 'w:bidivisual').length > 0,
  };
}

/** Elements closed in the order that they were opened in, every attribute quoted, no bare ampersand or control character. */
const TAG = /<(\/?)([\w:.-]+)(?:\s+[\w:.-]+="[^"<]*")*\s*(\/?)>/g;

function notWellFormed(name: string, xml: string): readonly string[] {
  const open: string[] = [];
  const plain = xml.replace(/<\?[^>]*\?>/g, '');
  for (const [, closing, tag = '', empty] of plain.matchAll(TAG)) {
    if (closing === '/') {
      if (open.pop() !== tag) open.push(`unexpected ${tag}`);
    } else if (empty !== '/') open.push(tag);
  }
  return [
    ...(open.length > 0 ? [`${name}: ${open.join(' ')} not closed`] : []),
    ...(plain.replace(TAG, '').includes('<') ? [`${name}: a bare <`] : []),
    ...(/&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/i.test(xml) ? [`${name}: a bare &`] : []),
    ...(hasControls(xml) ? [`${name}: a control character`] : []),
  ];
}

const MAY_BE = new Set([9, 10, 13]);
const hasControls = (xml: string): boolean =>
  Array.from(xml).some((one) => (one.codePointAt(0) ?? 0) < 32 && !MAY_BE.has(one.codePointAt(0) ?? 0));

function unresolved(files: ReadonlyMap<string, Buffer>, texts: ReadonlyMap<string, string>): readonly string[] {
  const types = texts.get('[Content_Types].xml') ?? '';
  const unannounced = [...files.keys()].filter(
    (name) =>
      name !== '[Content_Types].xml' &&
      !types.includes(`PartName="/${name}"`) &&
      !types.includes(`Extension="${name.split('.').at(-1) ?? ''}"`),
  );
  const relations = [...texts].filter(([name]) => name.endsWith('.rels'));
  const missing = relations.flatMap(([name, text]) => {
    const base = posix.dirname(posix.dirname(name));
    return [...text.matchAll(/Target="([^"]+)"/g)].flatMap(([, target = '']) => {
      const path = target.startsWith('/') ? target.slice(1) : posix.join(base, target);
      return files.has(path) ? [] : [`${name}: ${target} is not there`];
    });
  });
  const ids = new Set(
    [...(texts.get('word/_rels/document.xml.rels') ?? '').matchAll(/ Id="([^"]+)"/g)].map(([, id]) => id),
  );
  const used = [...(texts.get('word/document.xml') ?? '').matchAll(/ r:(?:embed|id|link)="([^"]+)"/g)].map(
    ([, id]) => id,
  );
  return [
    ...unannounced.map((name) => `${name}: not announced`),
    ...missing,
    ...used.filter((id) => !ids.has(id)).map((id) => `${String(id)}: no such relation`),
  ];
}
