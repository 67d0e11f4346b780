import { Injectable } from '@nestjs/common';
import type { Fault } from '@isonomia/instrument';
import { authorizeAtAgency } from '../access/access.js';
import type { Actor } from '../actor.js';
import { knownTerms } from '../agencies/known-terms.js';
import type { SubmissionApproval } from '../assessments/assessment.js';
import type { CountryId } from '../ids.js';
import { AgencyStore } from '../ports/agency-store.js';
import { InstrumentLibrary, type PublishedInstrument } from '../ports/instrument-library.js';
import { Clock, Ids } from '../ports/system.js';
import { UnitOfWork, type Transaction } from '../ports/unit-of-work.js';
import { Fields } from '../problems/fields.js';
import { InputRefused, NotFound, UnknownInstrument } from '../problems/problems.js';
import { PracticeShelf } from '../practices/practice-shelf.js';
import { ImportWriter, type ImportContext, type ImportedAssessment } from './import-writer.js';
import type { ImportedAgency } from './imported-agency.js';
import { prepareAgency, type ImportFrame, type PreparedAgency } from './prepare-agency.js';

export interface ImportAssessmentsCommand {
  readonly instrument: string;
  readonly version: string;
  readonly variant: string;
  readonly country: CountryId;
  readonly fictional: boolean;
  /** Of every assessment. */
  readonly title: string;
  readonly reference: { readonly from: string; readonly to: string };
  readonly stockDate: string;
  readonly agencies: readonly ImportedAgency[];
  /** Left out: the assessments stay drafts. */
  readonly submit?: { readonly approval: Omit<SubmissionApproval, 'evidence'> };
  /** Everything is read and checked, nothing is written, and the answer is empty. */
  readonly dryRun?: boolean;
  /** Told after each batch. */
  readonly onProgress?: (done: number, total: number) => void;
}

const BATCH = 50;

/**
 * Creates agencies and their assessments in bulk, in one transaction: all of them or, when anything fails, none.
 * Throws `InputRefused` with every fault of every agency, located as `agencies.<ref>.answers.<question>…`.
 */
@Injectable()
export class ImportAssessments {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly agencies: AgencyStore,
    private readonly instruments: InstrumentLibrary,
    private readonly writer: ImportWriter,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly shelf: PracticeShelf,
  ) {}

  async execute(actor: Actor, command: ImportAssessmentsCommand): Promise<readonly ImportedAssessment[]> {
    const published = await this.instruments.find(command.instrument, command.version);
    if (published === undefined) throw new UnknownInstrument(command.instrument, command.version);
    return this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const country = await this.agencies.country(tx, command.country);
      if (country === undefined) throw new NotFound('country');
      authorizeAtAgency(actor, 'assessment.import', { regionId: country.regionId });
      const context: ImportContext = {
        ...readFrame(command, published),
        actor,
        country,
        published,
        practices: await this.shelf.about(tx, published, country.regionId),
        fictional: command.fictional,
        at: this.clock.now(),
        newUuid: () => this.ids.uuid(),
      };
      const refs = command.agencies.map(({ externalRef }) => externalRef);
      const known = await this.agencies.knownRefs(tx, country.id, refs);
      const prepared = prepareAll(command, context, new Set(known));
      return command.dryRun === true ? [] : this.write(tx, prepared, context, command.onProgress);
    });
  }

  private async write(
    tx: Transaction,
    prepared: readonly PreparedAgency[],
    context: ImportContext,
    onProgress: ImportAssessmentsCommand['onProgress'],
  ): Promise<readonly ImportedAssessment[]> {
    const written: ImportedAssessment[] = [];
    for (let start = 0; start < prepared.length; start += BATCH) {
      written.push(...(await this.writer.write(tx, prepared.slice(start, start + BATCH), context)));
      onProgress?.(written.length, prepared.length);
    }
    return written;
  }
}

function readFrame(command: ImportAssessmentsCommand, { instrument }: PublishedInstrument) {
  const fields = new Fields();
  const { submit } = command;
  const approval = submit && {
    name: fields.text('approval.name', submit.approval.name),
    function: fields.text('approval.function', submit.approval.function),
    date: fields.date('approval.date', submit.approval.date),
  };
  const frame = {
    variant: fields.oneOf('variant', command.variant, instrument.variants) ?? '',
    title: fields.text('title', command.title),
    reference: fields.period('reference', command.reference),
    stockDate: fields.date('stockDate', command.stockDate),
    ...(approval !== undefined && { approval }),
  };
  fields.check();
  return frame;
}

/** Every agency, or every fault of all of them. */
function prepareAll(
  command: ImportAssessmentsCommand,
  context: ImportContext,
  known: ReadonlySet<string>,
): readonly PreparedAgency[] {
  const frame: ImportFrame = {
    instrument: context.published.instrument,
    terms: knownTerms([context.published]),
    variant: context.variant,
    reference: context.reference,
    stockDate: context.stockDate,
    complete: context.approval !== undefined,
    by: context.actor.userId,
    at: context.at,
    newUuid: context.newUuid,
  };
  const faults: Fault[] = [];
  const seen = new Set<string>();
  const prepared = command.agencies.flatMap((given) => {
    const preparation = prepareAgency(given, frame);
    const at = `agencies.${given.externalRef}`;
    const code = refFault(given.externalRef, seen, known);
    if (code !== undefined) faults.push({ code, path: at, detail: {} });
    seen.add(given.externalRef);
    if (preparation.ok) return [preparation.agency];
    faults.push(...preparation.faults.map((fault) => ({ ...fault, path: `${at}.${fault.path}` })));
    return [];
  });
  if (faults.length > 0) throw new InputRefused(faults);
  return prepared;
}

const MAXIMUM_REF = 100;

function refFault(ref: string, seen: ReadonlySet<string>, known: ReadonlySet<string>): string | undefined {
  if (ref.trim() === '' || ref.length > MAXIMUM_REF) return 'input.not-an-id';
  if (seen.has(ref)) return 'input.repeated';
  return known.has(ref) ? 'input.already-imported' : undefined;
}
