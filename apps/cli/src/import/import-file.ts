import {
  DefineCountry,
  ImportAssessments,
  type ImportAssessmentsCommand,
  type ImportedAssessment,
  ImportWriter,
  InputRefused,
} from '@isonomia/application';
import { fillSentence, readProblemTexts } from '@isonomia/content';
import type { Fault } from '@isonomia/instrument';
import {
  type ImportMapping,
  type ImportPlan,
  parseMapping,
  planImport,
  readTable,
  type Table,
} from '@isonomia/workbook';
import { parse } from 'yaml';
import { contentFolders } from '../content/library.js';
import { misused, refused } from '../exit.js';
import { print, say } from '../output.js';
import { OPERATOR } from '../operator.js';
import { type Installation, withInstallation } from '../installation.js';
import { readInput, readText } from '../read-input.js';
import type { Ports } from '../ports.js';
import { inOneTransaction } from './one-transaction.js';
import type { DoneImport, ImportOptions, Tell } from './done-import.js';
import { progressBar } from './progress-bar.js';
import { printReport } from './report.js';
import { writeReport } from './report-file.js';

export async function runImport(options: ImportOptions): Promise<void> {
  const done = await withInstallation((installation) => importFile(installation, options));
  if (options.report !== undefined) {
    await writeReport(options.report, done);
    say(`Report: ${options.report}`);
  }
  await print(printReport(done));
}

async function importFile(installation: Installation, options: ImportOptions): Promise<DoneImport> {
  const begun = performance.now();
  const tell = await teller(installation);
  const mapping = await readMappingFile(options.mapping, tell);
  const table = await readTableFile(options.file, tell);
  const plan = await planned(installation, { mapping, table, options, tell });
  const imported = await write(installation, { mapping, plan, options, tell });
  const seconds = (performance.now() - begun) / 1000;
  return { plan, table, imported, options, seconds, tell };
}

async function teller({ config }: Installation): Promise<Tell> {
  const sentences = (await readProblemTexts(contentFolders(config)))['en'] ?? {};
  return (code, detail) => fillSentence(sentences[code] ?? code, detail);
}

const MAPPING_LIMIT = 1024 * 1024;
const FAULTS_SHOWN = 50;

/** `file: code: place: sentence`. */
function lines(file: string, faults: readonly Fault[], tell: Tell): readonly string[] {
  const shown = faults.slice(0, FAULTS_SHOWN).map(({ code, path, detail }) => {
    const words = tell(code, { path, place: path, ...detail });
    return path === file || path === '' ? `${file}: ${code}: ${words}` : `${file}: ${code}: ${path}: ${words}`;
  });
  return faults.length > FAULTS_SHOWN ? [...shown, `… and ${faults.length - FAULTS_SHOWN} more.`] : shown;
}

async function readMappingFile(file: string, tell: Tell): Promise<ImportMapping> {
  const parsed = parseMapping(asYaml(file, await readText(file, MAPPING_LIMIT)));
  if (!parsed.ok) throw refused(...lines(file, parsed.faults, tell));
  return parsed.mapping;
}

/** Aliases that would unfold without end are refused too. */
function asYaml(file: string, text: string): unknown {
  try {
    return parse(text, { maxAliasCount: 100 });
  } catch (error) {
    throw refused(`${file}: mapping.not-yaml: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function readTableFile(file: string, tell: Tell): Promise<Table> {
  const read = await readTable(await readInput(file), file);
  if (!read.ok) throw refused(...lines(file, [read.fault], tell));
  return read.table;
}

interface Work {
  readonly mapping: ImportMapping;
  readonly options: ImportOptions;
  readonly tell: Tell;
}

async function planned(
  { ports }: Installation,
  { mapping, table, options, tell }: Work & { readonly table: Table },
): Promise<ImportPlan> {
  const published = await ports.instruments.find(mapping.instrument, mapping.version);
  if (published === undefined) {
    const detail = { instrument: mapping.instrument, version: mapping.version };
    throw refused(...lines(options.mapping, [{ code: 'instrument.unknown', path: 'instrument', detail }], tell));
  }
  const read = planImport(mapping, published.instrument, table);
  if (!read.ok) throw refused(...lines(options.mapping, read.faults, tell));
  return read.plan;
}

async function write(
  { ports }: Installation,
  { mapping, plan, options, tell }: Work & { readonly plan: ImportPlan },
): Promise<readonly ImportedAssessment[]> {
  const { submit, dryRun, file } = options;
  const { approval } = mapping;
  if (submit && approval === undefined) throw misused(`--submit needs an approval in ${options.mapping}.`);
  if (submit && plan.open.length > 0) {
    throw refused(`${file}: assessment.not-complete: the file cannot answer ${plan.open.join(', ')}.`);
  }
  const bar = progressBar(plan.agencies.length);
  try {
    const ending = { actor: OPERATOR.userId, takeBack: dryRun ?? false };
    return await inOneTransaction(ports.unitOfWork, ending, (joined) =>
      importAll({ ...ports, unitOfWork: joined }, mapping, {
        fictional: mapping.country.fictional,
        agencies: plan.agencies,
        ...(submit && approval !== undefined && { submit: { approval } }),
        ...(dryRun && { dryRun }),
        onProgress: (done) => bar.update(done),
      }),
    );
  } catch (error) {
    throw error instanceof InputRefused ? refused(...lines(file, withRows(error.faults, plan), tell)) : error;
  } finally {
    bar.stop();
  }
}

type Given = Pick<ImportAssessmentsCommand, 'fictional' | 'agencies' | 'submit' | 'dryRun' | 'onProgress'>;

/** The country first, where it is not there yet. */
async function importAll(ports: Ports, mapping: ImportMapping, given: Given): Promise<readonly ImportedAssessment[]> {
  const { unitOfWork, agencies, assessments, answers, evidence, outcomes, audit, hasher, settings } = ports;
  const writer = new ImportWriter(agencies, assessments, answers, evidence, outcomes, audit, hasher, settings);
  const useCase = new ImportAssessments(
    unitOfWork,
    agencies,
    ports.instruments,
    writer,
    ports.clock,
    ports.ids,
    ports.shelf,
  );
  const country = await new DefineCountry(unitOfWork, agencies, audit, ports.ids).execute(OPERATOR, mapping.country);
  const { instrument, version, variant, assessment } = mapping;
  return useCase.execute(OPERATOR, { instrument, version, variant, country: country.id, ...assessment, ...given });
}

/** `agencies.<ref>.…` as the line of the file. */
function withRows(faults: readonly Fault[], { agencies }: ImportPlan): readonly Fault[] {
  const rows = new Map(agencies.map(({ externalRef, row }) => [externalRef, row]));
  return faults.map((fault) => {
    const [head, ref = '', ...place] = fault.path.split('.');
    const row = rows.get(ref);
    if (head !== 'agencies' || row === undefined) return fault;
    return { ...fault, path: [`row ${row}`, ...place].join(', ') };
  });
}
