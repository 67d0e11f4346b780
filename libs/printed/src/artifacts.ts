/** An operator of a page with its operands: where they stand in the bytes. */
interface Operation {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

const BEGIN = Buffer.from('/Artifact BMC\n', 'latin1');
const END = Buffer.from('\nEMC\n', 'latin1');

const PATH = new Set(['m', 'l', 'c', 'v', 'y', 'h', 're']);
const PAINTS_PATH = new Set(['S', 's', 'f', 'F', 'f*', 'B', 'B*', 'b', 'b*']);
const PAINTS_ALONE = new Set(['Do', 'sh']);

/**
 * What a page paints outside everything that is tagged — lines, grounds, running headers and footers — marked as such, or
 * whoever listens could not tell it from content that was forgotten. The tagged rest stays as it is, byte for byte.
 */
export function markArtifacts(page: Buffer): Buffer {
  const parts: Buffer[] = [];
  let at = 0;
  for (const { from, to } of untagged(page.toString('latin1'))) {
    parts.push(page.subarray(at, from), BEGIN, page.subarray(from, to), END);
    at = to;
  }
  return Buffer.concat([...parts, page.subarray(at)]);
}

type Span = Pick<Operation, 'from' | 'to'>;

function untagged(page: string): readonly Span[] {
  const painted = new Painted();
  for (const { from, to } of outside(page)) {
    for (const operation of operationsOf(page.slice(from, to), from)) painted.take(operation);
  }
  return painted.spans;
}

/** Collects what is painted; marks may not stand within a path, and a text is taken whole. */
class Painted {
  readonly spans: Span[] = [];
  #text: number | undefined;
  #path: number | undefined;

  take({ name, from, to }: Operation): void {
    if (name === 'BT') this.#text = from;
    else if (name === 'ET') this.#endText(to);
    else if (this.#text === undefined) this.#draw({ name, from, to });
  }

  #endText(to: number): void {
    if (this.#text !== undefined) this.spans.push({ from: this.#text, to });
    this.#text = undefined;
  }

  #draw({ name, from, to }: Operation): void {
    if (PATH.has(name)) this.#path ??= from;
    if (PAINTS_ALONE.has(name)) this.spans.push({ from, to });
    if (PAINTS_PATH.has(name) && this.#path !== undefined) this.spans.push({ from: this.#path, to });
    if (PAINTS_PATH.has(name) || name === 'n') this.#path = undefined;
  }
}

/** The parts of a page that no mark encloses. The printer spells all texts in hexadecimal: no word of theirs is a mark. */
function* outside(page: string): Generator<Span> {
  let [depth, from] = [0, 0];
  for (const { 0: mark, index } of page.matchAll(/\b(?:BDC|BMC|EMC)\b/g)) {
    if (mark === 'EMC') {
      depth -= 1;
      if (depth === 0) from = index + mark.length;
      continue;
    }
    if (depth === 0) yield { from, to: index };
    depth += 1;
  }
  if (depth === 0) yield { from, to: page.length };
}

/** Strings first, since they may hold anything; `<<` before `<`. The printer writes no comments and no inline images. */
const TOKEN = /<<|>>|<[0-9A-Fa-f\s]*>|\[|\]|\/[^\s()<>[\]{}/%]*|[^\s()<>[\]{}/%]+/g;
const OPERATOR = /^(?:[A-Za-z]+[*01]?|['"])$/;

function* operationsOf(text: string, start: number): Generator<Operation> {
  let from: number | undefined;
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    from ??= start + index;
    if (!OPERATOR.test(token)) continue;
    yield { name: token, from, to: start + index + token.length };
    from = undefined;
  }
}
