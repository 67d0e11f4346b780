import { findQuestion } from '@isonomia/instrument';
import type { AgencyProfile, Approval, EvidenceNote, Outcome, OutcomeRequest, Practice } from '@isonomia/outcome';
import type { Agency } from '../agencies/agency.js';
import { answerFileOf } from '../assessments/answer-file.js';
import type {
  Comment,
  DecisionDocument,
  StoredAnswer,
  LinkEvidence,
  StoredEvidence,
  SubmissionApproval,
} from '../assessments/assessment.js';
import type { AssessmentContents } from '../ports/assessment-reader.js';
import type { PublishedInstrument } from '../ports/instrument-library.js';
import type { Hasher } from '../ports/system.js';
import type { UserId } from '../ids.js';

/** Everything that an outcome is made of, already loaded. */
export interface OutcomeMaterial {
  readonly contents: AssessmentContents;
  readonly published: PublishedInstrument;
  readonly practices: readonly Practice[];
  /** Data URI of the logo. */
  readonly logo?: string;
  readonly names: ReadonlyMap<UserId, string>;
  /** In which role each person answered. */
  readonly roles: ReadonlyMap<UserId, string>;
  readonly engine: string;
  readonly hasher: Hasher;
}

export interface OutcomeStatus {
  readonly status: Outcome['status'];
  readonly revision: number;
  readonly submittedAt?: string;
  readonly approval?: SubmissionApproval;
  /** Handed in with the approval; an approval may also name evidence of an answer. */
  readonly decision?: DecisionDocument;
}

/** Nothing has been reviewed yet: no "not applicable" was accepted and no evidence rejected. */
const NO_REVIEW = { accepted: [], rejected: [] } as const;

export function outcomeRequest(material: OutcomeMaterial, state: OutcomeStatus): OutcomeRequest {
  const { contents, published, hasher, engine, names } = material;
  const answers = answerFileOf(published.instrument, contents);
  const answered = contents.answers.filter(({ question }) => Object.hasOwn(answers.answers, question));
  return {
    instrument: published.instrument,
    rules: published.rules,
    references: published.references,
    texts: published.texts,
    practices: material.practices,
    agency: profileOf(contents.agency, material.logo),
    answers,
    review: NO_REVIEW,
    stockDate: contents.assessment.stockDate,
    status: state.status,
    revision: state.revision,
    evidence: contents.evidence.map(evidenceNote),
    comments: commentsOf(contents.comments, published, names),
    respondents: respondentsOf(answered, material.roles),
    ...(state.approval !== undefined && { approval: approvalOf(state.approval, state.decision) }),
    ...(state.submittedAt !== undefined && { submittedAt: state.submittedAt }),
    engine,
    sha256: sha256Of(hasher),
  };
}

// The composer keeps the instrument's hash for as long as it is given the same function.
const functions = new WeakMap<Hasher, (text: string) => string>();
export function sha256Of(hasher: Hasher): (text: string) => string {
  const known = functions.get(hasher);
  if (known !== undefined) return known;
  const sha256 = (text: string): string => hasher.sha256(text);
  functions.set(hasher, sha256);
  return sha256;
}

export function profileOf(agency: Agency, logo: string | undefined): AgencyProfile {
  const { legalFrame, marking } = agency;
  return {
    name: agency.name,
    type: agency.type,
    country: agency.country.name,
    region: agency.country.regionName,
    ...(legalFrame !== undefined && { legalFrame }),
    ranks: agency.ranks,
    units: agency.units,
    currency: agency.currency,
    timeZone: agency.timeZone,
    ...(marking !== undefined && { marking }),
    ...(logo !== undefined && { logo }),
    fictional: agency.fictional,
  };
}

function evidenceNote(evidence: StoredEvidence): EvidenceNote {
  const { question: _, option: __, ...rest } = evidence;
  return documentNote(rest);
}

function documentNote(document: DecisionDocument | Omit<LinkEvidence, 'question'>): EvidenceNote {
  const { createdBy: _, createdAt: __, ...note } = document;
  if (note.kind !== 'file') return note;
  const { file, ...rest } = note;
  return { ...rest, fileName: file.name, sha256: file.sha256 };
}

/** In the order of the questions, then of time; a person without an account any more is left without a name. */
function commentsOf(
  comments: readonly Comment[],
  { instrument }: PublishedInstrument,
  names: ReadonlyMap<UserId, string>,
): Outcome['comments'] {
  const position = (comment: Comment): number => {
    const question = findQuestion(instrument, comment.question);
    return question === undefined ? -1 : instrument.questions.indexOf(question);
  };
  return [...comments]
    .sort((a, b) => position(a) - position(b) || a.at.getTime() - b.at.getTime())
    .map(({ question, author, at, text }) => ({ question, by: names.get(author) ?? '', at: at.toISOString(), text }));
}

/** How many of the answers each role gave last: roles, not names, belong in a document. */
function respondentsOf(answers: readonly StoredAnswer[], roles: ReadonlyMap<UserId, string>): Outcome['respondents'] {
  const counts = new Map<string, number>();
  for (const { changedBy } of answers) {
    const role = roles.get(changedBy) ?? 'other';
    counts.set(role, (counts.get(role) ?? 0) + 1);
  }
  return [...counts].map(([role, count]) => ({ role, answers: count })).sort((a, b) => (a.role < b.role ? -1 : 1));
}

const approvalOf = (
  { name, function: office, date, evidence }: SubmissionApproval,
  decision: DecisionDocument | undefined,
): Approval => ({
  name,
  function: office,
  date,
  ...(evidence !== undefined && { evidence }),
  ...(decision !== undefined && { document: documentNote(decision) }),
});
