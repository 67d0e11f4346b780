import { Injectable } from '@nestjs/common';
import { InputRefused, ReturnSheet, ViewSheet, type IncomingFile, type SheetHolder } from '@isonomia/application';
import { wholeFile } from '../../http/upload.js';
import { fileError } from '../shell/faults.js';
import type { Words } from '../shell/words.js';
import { DataSheets } from './data-sheet.js';

export type SheetTold =
  { readonly ok: true; readonly filled: number } | { readonly ok: false; readonly messages: readonly string[] };

/** A sheet that came back, from whoever hands it in: taken whole, or every fault of it with its place. */
@Injectable()
export class SheetReturns {
  constructor(
    private readonly view: ViewSheet,
    private readonly returning: ReturnSheet,
    private readonly sheets: DataSheets,
  ) {}

  async take(holder: SheetHolder, file: IncomingFile | undefined, words: Words): Promise<SheetTold> {
    if (file === undefined) return { ok: false, messages: [words.t('page.shell.fault.file.missing')] };
    const view = await this.view.execute(holder);
    const bytes = await this.bytesOf(file, words);
    if (typeof bytes === 'string') return { ok: false, messages: [bytes] };
    const read = await this.sheets.read(view, { name: file.name, bytes }, words);
    if (!read.ok) return read;
    try {
      const { filled } = await this.returning.execute(holder, read.answers);
      return { ok: true, filled };
    } catch (problem) {
      if (!(problem instanceof InputRefused)) throw problem;
      return { ok: false, messages: this.sheets.faults(view, read.tables, problem.faults, words) };
    }
  }

  private async bytesOf({ bytes }: IncomingFile, words: Words): Promise<Uint8Array | string> {
    try {
      return await wholeFile(bytes);
    } catch (problem) {
      return fileError(words, problem, 'file').message;
    }
  }
}
