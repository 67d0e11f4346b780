import {
  evidenceId,
  findQuestion,
  unansweredQuestions,
  type Answer,
  type ChecklistValue,
  type EvidenceId,
  type Fault,
  type Instrument,
} from '@isonomia/instrument';
import { readSettings, type KnownTerms } from '../agencies/read-settings.js';
import { evidenceNamed } from '../assessments/answer-file.js';
import type { StoredEvidence } from '../assessments/assessment.js';
import { readEvidenceDetails, readOption, readWebAddress } from '../assessments/evidence-details.js';
import { readAnswers } from '../assessments/read-answers.js';
import { storedEvidenceId, type UserId } from '../ids.js';
import { Fields } from '../problems/fields.js';
import { InputRefused } from '../problems/problems.js';
import type { AgencySettings } from '../agencies/agency.js';
import type { ImportedAgency, ImportedEvidence } from './imported-agency.js';

/** What is the same for every agency of an import. */
export interface ImportFrame {
  readonly instrument: Instrument;
  readonly terms: KnownTerms;
  readonly variant: string;
  readonly reference: { readonly from: string; readonly to: string };
  readonly stockDate: string;
  /** Every question must be answered. */
  readonly complete: boolean;
  readonly by: UserId;
  readonly at: Date;
  readonly newUuid: () => string;
}

export interface PreparedAgency {
  readonly externalRef: string;
  readonly settings: AgencySettings;
  readonly lead?: UserId;
  readonly answers: Readonly<Record<string, Answer>>;
  readonly evidence: readonly StoredEvidence[];
}

export type Preparation =
  { readonly ok: true; readonly agency: PreparedAgency } | { readonly ok: false; readonly faults: readonly Fault[] };

/** Everything of one agency read and checked; what is wrong is located within it. */
export function prepareAgency(given: ImportedAgency, frame: ImportFrame): Preparation {
  const faults: Fault[] = [];
  const settings = collect(faults, () =>
    readSettings({ ...given, reference: frame.reference, stockDate: frame.stockDate }, frame.terms),
  );
  const answers = collect(faults, () => readAll(given, frame));
  const evidence = collect(faults, () => readEvidence(given, frame));
  if (answers !== undefined && evidence !== undefined) faults.push(...unknownEvidence(answers, evidence));
  if (frame.complete && answers !== undefined) faults.push(...missing(given, answers, frame));
  if (settings === undefined || answers === undefined || evidence === undefined || faults.length > 0) {
    return { ok: false, faults };
  }
  const agency = {
    externalRef: given.externalRef,
    settings,
    ...(given.lead !== undefined && { lead: given.lead }),
    answers: mapRecord(answers, (answer) => renamed(answer, evidence)),
    evidence: [...evidence.values()],
  };
  return { ok: true, agency };
}

function collect<T>(faults: Fault[], read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof InputRefused)) throw error;
    faults.push(...error.faults);
    return undefined;
  }
}

function readAll({ type, answers }: ImportedAgency, { instrument, variant }: ImportFrame): Record<string, Answer> {
  const incoming = Object.entries(answers).map(([question, answer]) => ({ question, answer: answer ?? null }));
  const read = readAnswers(instrument, { variant, agencyType: type }, incoming, {});
  return Object.fromEntries(read.flatMap(({ question, answer }) => (answer === undefined ? [] : [[question, answer]])));
}

const missing = (
  { type: agencyType }: ImportedAgency,
  answers: Readonly<Record<string, Answer>>,
  { instrument, variant }: ImportFrame,
): readonly Fault[] =>
  unansweredQuestions(instrument, { variant, agencyType, answers }).map(({ id }) => ({
    code: 'answer.missing',
    path: `answers.${id}`,
    detail: { question: id },
  }));

type EvidenceById = ReadonlyMap<EvidenceId, StoredEvidence>;

/** Keyed by the id that the import gave. */
function readEvidence({ evidence = [] }: ImportedAgency, frame: ImportFrame): EvidenceById {
  return new Map(evidence.map((one) => [one.id, readOne(one, frame)]));
}

function readOne(given: ImportedEvidence, { instrument, by, at, newUuid }: ImportFrame): StoredEvidence {
  const fields = new Fields(`evidence.${given.id}.`);
  const question = findQuestion(instrument, given.question);
  if (question === undefined) {
    fields.fault('question', 'unknown-question');
    fields.check();
    throw new Error('A fault was filed and not thrown.');
  }
  const common = {
    ...readEvidenceDetails(fields, given),
    ...readOption(fields, question, given.option),
    id: storedEvidenceId(newUuid()),
    question: question.id,
    createdBy: by,
    createdAt: at,
  };
  const url = given.url === undefined ? undefined : readWebAddress(fields, given.url);
  fields.check();
  return url === undefined ? { ...common, kind: 'citation' } : { ...common, kind: 'link', url };
}

const unknownEvidence = (answers: Readonly<Record<string, Answer>>, evidence: EvidenceById): readonly Fault[] =>
  Object.entries(answers).flatMap(([question, answer]) =>
    evidenceNamed(answer)
      .filter((id) => !evidence.has(id))
      .map((id) => ({ code: 'answer.unknown-evidence', path: `answers.${question}`, detail: { evidence: id } })),
  );

/** The same answer, naming evidence by our ids. */
function renamed(answer: Answer, evidence: EvidenceById): Answer {
  const ours = (ids: readonly EvidenceId[]): readonly EvidenceId[] =>
    ids.map((id) => evidence.get(id)?.id ?? evidenceId(id));
  if ('notAvailable' in answer) return answer;
  const named = answer.evidence === undefined ? answer : { ...answer, evidence: ours(answer.evidence) };
  if (!('value' in named) || !('checked' in named.value) || named.value.proved === undefined) return named;
  const value: ChecklistValue = { ...named.value, proved: mapRecord(named.value.proved, ours) };
  return { ...named, value };
}

const mapRecord = <From, To>(record: Readonly<Record<string, From>>, map: (value: From) => To): Record<string, To> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
