import { inflateSync } from 'node:zlib';
import { PDFContext, PDFDict, PDFName, PDFNumber, PDFObjectParser, PDFRef } from '@cantoo/pdf-lib';
import type { PDFObject } from '@cantoo/pdf-lib';

const ENTRY_BYTES = 20;
const STREAM = 'stream\n';
const FREE = '0000000000 65535 f \n';

/** The printer's file is laid out in a way that this file does not know. */
export class UnknownLayout extends Error {
  constructor(what: string) {
    super(`printed.layout: ${what}; only a PDF with one classic table of objects can be finished and signed.`);
    this.name = 'UnknownLayout';
  }
}

/** What the trailer of a finished file says. */
interface Trailer {
  readonly root: PDFRef;
  readonly info: PDFRef;
}

/**
 * A PDF as Chromium writes it: a header, objects one after the other, one table of where they begin, a trailer. Objects are
 * passed on as the bytes they are; only those that change are read. Reading and writing all of a large document with a
 * library takes a second, this takes milliseconds.
 */
export class PrintedPdf {
  readonly root: PDFRef;
  readonly info: PDFRef;
  /** Where new objects are made. */
  readonly context = PDFContext.create();
  readonly #objects: Map<number, Uint8Array>;
  #size: number;

  constructor(private readonly bytes: Uint8Array) {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const start = tableStart(text);
    const { offsets, size, end } = readTable(text, start);
    const { root, info } = this.#trailer(text.indexOf('trailer', end, 'latin1'));
    this.root = root;
    this.info = info;
    this.#size = size;
    const ordered = [...offsets].toSorted(([, a], [, b]) => a - b);
    this.#objects = new Map(
      ordered.map(([number, offset], index) => [number, bytes.subarray(offset, ordered[index + 1]?.[1] ?? start)]),
    );
  }

  /** What an object says, for changing it. */
  dict(ref: PDFRef): PDFDict {
    return this.#parsed(this.#bytesOf(ref));
  }

  /** What a stream holds: as many bytes as it says, since the library would take a line end off them that is theirs. */
  content(ref: PDFRef): Buffer {
    const bytes = this.#bytesOf(ref);
    const at = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf(STREAM, 0, 'latin1');
    if (at < 0) throw new UnknownLayout(`object ${ref.objectNumber} is no stream`);
    const dict = this.#parsed(bytes.subarray(0, at));
    const [length, filter] = [dict.get(PDFName.of('Length')), dict.get(PDFName.of('Filter'))];
    if (!(length instanceof PDFNumber)) throw new UnknownLayout(`object ${ref.objectNumber} has no length`);
    const from = at + STREAM.length;
    const packed = Buffer.from(bytes.subarray(from, from + length.asNumber()));
    // Very short ones are not packed.
    if (filter === undefined) return packed;
    if (filter === PDFName.of('FlateDecode')) return inflateSync(packed);
    throw new UnknownLayout(`object ${ref.objectNumber} is packed in another way`);
  }

  /** Objects in whose bytes a text stands, as the printer spells it. */
  having(text: string): readonly PDFRef[] {
    return [...this.#objects].flatMap(([number, bytes]) =>
      Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(text, 0, 'latin1')
        ? [PDFRef.of(number)]
        : [],
    );
  }

  /** A value that may stand in another object. */
  lookup(value: PDFObject | undefined): PDFDict {
    if (value instanceof PDFDict) return value;
    if (value instanceof PDFRef) return this.dict(value);
    throw new UnknownLayout('a dictionary is missing');
  }

  reserve(): PDFRef {
    this.#size += 1;
    return PDFRef.of(this.#size - 1);
  }

  put(ref: PDFRef, object: Pick<PDFObject, 'sizeInBytes' | 'copyBytesInto'> | Uint8Array): void {
    const [head, tail] = [Buffer.from(`${ref.objectNumber} 0 obj\n`), Buffer.from('\nendobj\n')];
    this.#objects.set(ref.objectNumber, Buffer.concat([head, bytesOf(object), tail]));
  }

  /** The whole file anew, with one table; objects added last stand last. */
  write(header: string, id?: string): Buffer {
    const parts: Uint8Array[] = [Buffer.from(header, 'latin1')];
    const offsets = new Map<number, number>();
    let at = parts[0]?.length ?? 0;
    for (const [number, object] of this.#objects) {
      offsets.set(number, at);
      parts.push(object);
      at += object.length;
    }
    const entries = Array.from({ length: this.#size }, (_, number) => {
      const offset = offsets.get(number);
      return offset === undefined ? FREE : `${String(offset).padStart(10, '0')} 00000 n \n`;
    });
    const ids = id === undefined ? '' : `\n/ID [${id} ${id}]`;
    const trailer = `trailer\n<</Size ${this.#size}\n/Root ${this.root.toString()}\n/Info ${this.info.toString()}${ids}>>\n`;
    const table = `xref\n0 ${this.#size}\n${entries.join('')}${trailer}startxref\n${at}\n%%EOF\n`;
    return Buffer.concat([...parts, Buffer.from(table, 'latin1')]);
  }

  #bytesOf(ref: PDFRef): Uint8Array {
    const bytes = this.#objects.get(ref.objectNumber);
    const head = `${ref.objectNumber} 0 obj`;
    if (bytes === undefined || !Buffer.from(bytes.subarray(0, head.length)).equals(Buffer.from(head))) {
      throw new UnknownLayout(`object ${ref.objectNumber} is not where the table says`);
    }
    return bytes.subarray(head.length);
  }

  #trailer(at: number): Trailer {
    if (at < 0) throw new UnknownLayout('there is no trailer');
    const dict = this.#parsed(this.bytes.subarray(at + 'trailer'.length));
    const [root, info, older] = ['Root', 'Info', 'Prev'].map((name) => dict.get(PDFName.of(name)));
    if (older !== undefined) throw new UnknownLayout('the file was changed before');
    if (!(root instanceof PDFRef) || !(info instanceof PDFRef))
      throw new UnknownLayout('the trailer lacks Root or Info');
    return { root, info };
  }

  #parsed(bytes: Uint8Array): PDFDict {
    const object = PDFObjectParser.forBytes(bytes, this.context).parseObject();
    if (object instanceof PDFDict) return object;
    throw new UnknownLayout('an object is no dictionary');
  }
}

function bytesOf(object: Parameters<PrintedPdf['put']>[1]): Uint8Array {
  if (object instanceof Uint8Array) return object;
  const bytes = new Uint8Array(object.sizeInBytes());
  object.copyBytesInto(bytes, 0);
  return bytes;
}

function tableStart(text: Buffer): number {
  const at = text.lastIndexOf('startxref', undefined, 'latin1');
  const start = at < 0 ? Number.NaN : Number.parseInt(text.toString('latin1', at + 9, at + 40), 10);
  if (!Number.isInteger(start) || text.toString('latin1', start, start + 4) !== 'xref') {
    throw new UnknownLayout('there is no classic table');
  }
  return start;
}

/** Of the objects that there are: their number and where they begin. */
function readTable(text: Buffer, start: number): { offsets: Map<number, number>; size: number; end: number } {
  const offsets = new Map<number, number>();
  let [at, size] = [start + 'xref\n'.length, 0];
  for (;;) {
    const heading = /^(\d+) (\d+)\s*?\n/.exec(text.toString('latin1', at, at + 40));
    if (heading === null) return { offsets, size, end: at };
    const [line, first, count] = [heading[0], Number(heading[1]), Number(heading[2])];
    at += line.length;
    for (let index = 0; index < count; index += 1, at += ENTRY_BYTES) {
      if (text[at + ENTRY_BYTES - 3] === 0x6e) offsets.set(first + index, Number(text.toString('latin1', at, at + 10)));
    }
    size = Math.max(size, first + count);
  }
}
