import type { PrintableDocument } from './printing.js';

/** A drawing as it stands in a page, and its size there in CSS pixels. */
export interface Drawing {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

export interface Drawings {
  /** Style sheet that the drawings are set in: the fonts of the document. */
  readonly style: string;
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  readonly list: readonly Drawing[];
}

/** Pictures (PNG) of drawings, in their order: what a word processor shows the same everywhere. */
export abstract class DrawingPainter {
  abstract paint(drawings: Drawings): Promise<readonly Uint8Array[]>;
}

/** Makes of a printable page a file that people go on writing in (DOCX). */
export abstract class WordWriter {
  abstract write(document: PrintableDocument): Promise<Uint8Array>;
}
