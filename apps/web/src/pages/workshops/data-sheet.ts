import { Injectable } from '@nestjs/common';
import type { Attachment, SheetView } from '@isonomia/application';
import type { Fault, Question } from '@isonomia/instrument';
import { answerErrors } from '../assessment/answer-faults.js';
import { readAnswerForm } from '../assessment/answer-form.js';
import { cellNames } from '../assessment/cell-names.js';
import { isTable, sheetWords, typedRows } from '../assessment/sheet-view.js';
import {
  Spreadsheets,
  type FilledTable,
  type SheetFile,
  type SheetWords,
  type TableQuestion,
} from '../assessment/spreadsheets.js';
import { FormFields } from '../shell/form-fields.js';
import { Vocabulary, type Words } from '../shell/words.js';
import { daysText } from './workshop-words.js';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export type ReadDataSheet =
  | { readonly ok: true; readonly tables: readonly FilledTable[]; readonly answers: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly messages: readonly string[] };

/** The tables that nobody has in the room, as one workbook: a page of words, then a sheet for each table. */
@Injectable()
export class DataSheets {
  constructor(
    private readonly sheets: Spreadsheets,
    private readonly vocabulary: Vocabulary,
  ) {}

  get limit(): number {
    return this.sheets.limit;
  }

  async make(view: SheetView, language: string): Promise<Attachment> {
    const words = this.vocabulary.with(view.published, language);
    const tables = tablesOf(view.questions).map((question) => ({ question, words: dataSheetWords(words, question) }));
    const bytes = await this.sheets.templates([aboutOf(words, view)], tables, settingsOf(words, view));
    const name = words.t('page.workshop-setup.sheet.file', { agency: view.agency.name });
    return { name: `${name}.xlsx`, mediaType: XLSX, base64: Buffer.from(bytes).toString('base64') };
  }

  /** In whichever language of the workshop it was filled in. Faults are said in the reader's. */
  async read(view: SheetView, file: SheetFile, words: Words): Promise<ReadDataSheet> {
    const languages = view.workshop.languages.map((language) => this.vocabulary.with(view.published, language));
    const tables = tablesOf(view.questions).map((question) => ({
      question,
      words: languages.map((one) => dataSheetWords(one, question)),
    }));
    const bands = view.published.instrument.bands.map((band): string => band.id);
    const read = await this.sheets.readMany(file, tables, bands);
    const other = read.ok ? await this.otherAgency(view, file) : undefined;
    if (other !== undefined)
      return { ok: false, messages: [words.t('page.workshop-setup.sheet.of-another', { agency: other })] };
    if (!read.ok) return { ok: false, messages: read.faults.map(({ code, detail }) => words.t(code, detail)) };
    if (read.faults.length > 0) {
      const message = ({ sheet, code, detail }: (typeof read.faults)[number]) =>
        inSheet(words, sheet, words.t(code, detail));
      return { ok: false, messages: read.faults.map(message) };
    }
    const leading = this.vocabulary.of(view.workshop.languages[0] ?? words.language);
    const filled = read.tables.filter(({ rows }) => rows.length > 0);
    if (filled.length === 0) return { ok: false, messages: [words.t('page.workshop-setup.sheet.empty')] };
    return {
      ok: true,
      tables: filled,
      answers: Object.fromEntries(filled.map((table) => answerOf(leading, view, table))),
    };
  }

  /** Its first page says whose it is: by a slip of the hand one agency's figures would be with another's people. */
  private async otherAgency({ agency, workshop }: SheetView, file: SheetFile): Promise<string | undefined> {
    const read = await this.sheets.rows(file);
    const [name = '', title] = read.ok ? (read.rows[0] ?? []).map(asTyped) : [];
    return title === workshop.title && name !== '' && name !== agency.name ? name : undefined;
  }

  /** Faults of what was read: which sheet, which row and column. */
  faults(view: SheetView, tables: readonly FilledTable[], faults: readonly Fault[], reader: Words): readonly string[] {
    const words = this.vocabulary.with(view.published, reader.language);
    return tables.flatMap((table) => {
      const { question } = table;
      const own = faults.filter(({ path }) => path.split('.')[1] === question.id);
      if (own.length === 0) return [];
      const fields = new FormFields(bodyOf(words, view, table));
      const form = readAnswerForm(question, fields, { decimalMark: table.words.decimalMark });
      return answerErrors(own, { words, form, ...cellNames(words, question, fields) }).map(({ message }) =>
        inSheet(words, table.words.sheet, message),
      );
    });
  }
}

/** Without the mark before what a spreadsheet could take for a formula. */
const asTyped = (cell: string): string => (/^'[=+\-@]/.test(cell) ? cell.slice(1) : cell).trim();

const inSheet = ({ t }: Words, sheet: string, message: string): string =>
  t('page.workshop-setup.sheet.fault', { sheet, message });

const tablesOf = (questions: readonly Question[]): readonly TableQuestion[] => questions.filter(isTable);

/** The id first: two tables may have the same short title, and a sheet is found again by its name. */
const dataSheetWords = (words: Words, question: TableQuestion): SheetWords => {
  const own = sheetWords(words, question);
  return { ...own, sheet: `${question.id} ${own.sheet}` };
};

/** An agency that has not named its ranks gets the common bands to fill in. */
function settingsOf(words: Words, { agency, published }: SheetView): Pick<SheetView['agency'], 'ranks' | 'units'> {
  if (agency.ranks.length > 0) return agency;
  const bands = published.instrument.bands.map(({ id }) => ({
    id,
    label: words.find(`band.${id}.title`) ?? id,
    band: id,
  }));
  return { ranks: bands, units: agency.units };
}

function aboutOf(words: Words, { workshop, agency, questions }: SheetView) {
  const { t, format } = words;
  const say = (name: string): string => t(`page.workshop-setup.sheet.${name}`);
  const period = format.period(workshop.reference.from, workshop.reference.to);
  return {
    name: say('about'),
    header: [agency.name, workshop.title],
    rows: [
      [say('when'), t('page.workshop-setup.hub.where', { place: workshop.place, days: daysText(words, workshop) })],
      [say('period'), period],
      [say('stock'), format.date(workshop.reference.to)],
      [
        say('money'),
        t('page.workshop-setup.sheet.money-what', { currency: agency.currency, period: payPeriod(words) }),
      ],
      [say('how'), say('how-what')],
      [
        say('missing'),
        t('page.workshop-setup.sheet.missing-what', { words: t('page.assessment.table.not-available') }),
      ],
      [say('privacy'), say('privacy-what')],
      [],
      ...tablesOf(questions).map((question) => [dataSheetWords(words, question).sheet, askedText(words, question)]),
    ],
  };
}

const askedText = ({ t, find }: Words, { id }: Question): string =>
  [t(`${id}.question`), find(`${id}.help`)].filter((text) => text !== undefined).join(' ');

const payPeriod = ({ t }: Words): string => t('page.assessment.table.period-month');

/** Currency and period of pay are not asked in the sheet: they stand on its first page. */
const bodyOf = (words: Words, { agency }: SheetView, { question, rows }: FilledTable) => ({
  ...typedRows(question, rows),
  ...(question.type === 'pay' && { currency: agency.currency, period: payPeriod(words) }),
});

function answerOf(words: Words, view: SheetView, table: FilledTable): readonly [string, unknown] {
  const rules = { decimalMark: table.words.decimalMark };
  return [table.question.id, readAnswerForm(table.question, bodyOf(words, view, table), rules).answer];
}
