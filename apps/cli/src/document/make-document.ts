import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  assessmentId,
  DocumentDesk,
  DocumentPress,
  DownloadDocument,
  formOf,
  MakeDocument,
  RequestDocument,
  type WordWriter,
} from '@isonomia/application';
import { type Config, installationOf, loadConfig } from '@isonomia/config';
import { PgBossJobQueue } from '@isonomia/jobs';
import type { Edition } from '@isonomia/outcome';
import { ChromiumPainter, ChromiumPrinter } from '@isonomia/pdf';
import { clientConfig } from '@isonomia/persistence';
import { identityOf, PadesSigner } from '@isonomia/signing';
import { HtmlDocuments, signatureWords, View } from '@isonomia/view';
import { DocxWriter } from '@isonomia/word';
import { readAnswers } from '../answers.js';
import { misused } from '../exit.js';
import { type Installation, withInstallation } from '../installation.js';
import { OPERATOR } from '../operator.js';
import { say } from '../output.js';
import { type Cover, draftDocument } from './draft-document.js';

/** Nobody reads pages here. */
const DEFAULT_LANGUAGE = 'en';

export interface DocumentOptions extends Cover {
  readonly edition: Edition;
  readonly out: string;
  readonly languages: readonly string[];
  readonly arrangement?: string;
  readonly format: string;
  readonly instrument?: string;
  readonly answers?: string;
  readonly assessment?: string;
}

export async function makeDocument(options: DocumentOptions): Promise<void> {
  const { instrument, answers, assessment } = options;
  if (assessment !== undefined) {
    if (answers !== undefined) throw misused('--answers and --assessment exclude each other.');
    await withInstallation((installation) => ofAssessment(installation, assessment, options));
  } else {
    if (answers === undefined || instrument === undefined) {
      throw misused('Name --instrument and --answers, or --assessment.');
    }
    await ofAnswers(loadConfig(), { instrument, answers }, options);
  }
  say(`Written: ${options.out}`);
}

export const rendererOf = ({ root }: Config): HtmlDocuments => new HtmlDocuments(new View({ root }));

/** With the installation's own key: a document made here is as genuine as one of the worker. */
export function pressOf(
  { root, dataDir, signing }: Config,
  { clock, settings }: Installation['ports'],
): (printer: ChromiumPrinter) => DocumentPress {
  const words = signatureWords(new View({ root }));
  const signer = new PadesSigner({ identity: () => identityOf(dataDir, signing), words });
  return (printer) => new DocumentPress(printer, writerWith(printer), signer, clock, settings);
}

const writerWith = (printer: ChromiumPrinter): WordWriter => new DocxWriter(new ChromiumPainter(printer));

/** The browser is ended whatever happens: it would outlive the command. */
export async function withPrinter<T>(
  { dataDir, browserPath }: Config,
  work: (printer: ChromiumPrinter) => Promise<T>,
): Promise<T> {
  const printer = new ChromiumPrinter({ folder: path.join(dataDir, 'printing'), browserPath, atOnce: 1, warn: say });
  try {
    return await work(printer);
  } finally {
    await printer.close();
  }
}

async function ofAnswers(
  config: Config,
  from: { readonly instrument: string; readonly answers: string },
  options: DocumentOptions,
): Promise<void> {
  const read = await readAnswers(config, from.instrument, from.answers);
  const offered = Object.keys(read.content.texts);
  const missing = options.languages.find((language) => !offered.includes(language));
  if (missing !== undefined) throw misused(`The texts exist in ${offered.join(', ')}; not in ${missing}.`);
  const form = formOf({ ...options, reader: DEFAULT_LANGUAGE }, offered);
  const { outcome, print } = draftDocument(read, { ...options, form }, installationOf(config));
  const page = await rendererOf(config).outcome(outcome, { ...print, issuedAt: new Date() });
  const made = (printer: ChromiumPrinter): Promise<Uint8Array> =>
    form.format === 'docx' ? writerWith(printer).write(page) : printer.print(page);
  await writeFile(options.out, await withPrinter(config, made));
}

/** Asked for, made and fetched by the same use cases as on the page; the worker finds the job done. */
async function ofAssessment(
  { config, ports, database }: Installation,
  assessment: string,
  { edition, out, ...wish }: DocumentOptions,
): Promise<void> {
  const { unitOfWork, assessments, outcomes, documents, audit, clock, ids, files } = ports;
  const jobs = await PgBossJobQueue.open(clientConfig(database.address), (error) => say(error.message));
  try {
    const request = new RequestDocument(unitOfWork, assessments, outcomes, documents, jobs, audit, clock, ids);
    const asked = { ...wish, assessment: assessmentId(assessment), edition, reader: DEFAULT_LANGUAGE };
    const { document } = await request.execute(OPERATOR, asked);
    const { assessmentReader, instruments, settings } = ports;
    const desk = new DocumentDesk(outcomes, assessmentReader, ports.plans, instruments, rendererOf(config), settings);
    const press = pressOf(config, ports);
    await withPrinter(config, (printer) =>
      new MakeDocument(unitOfWork, documents, desk, press(printer), files, audit, clock, ids).execute({ document }),
    );
    const download = new DownloadDocument(unitOfWork, documents, assessments, files, audit);
    const { bytes } = await download.execute(OPERATOR, { document });
    await writeFile(out, bytes);
    say(`Document ${document}`);
  } finally {
    await jobs.close();
  }
}
