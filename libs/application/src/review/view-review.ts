import { Injectable } from '@nestjs/common';
import { askedQuestions, type Answer, type DimensionId, type Instrument, type Question } from '@isonomia/instrument';
import { scoreProfile, type Profile } from '@isonomia/scoring';
import type { Actor } from '../actor.js';
import type { Agency } from '../agencies/agency.js';
import { evidenceNamed, selectionOf } from '../assessments/answer-file.js';
import type { Assessment, Comment, StoredAnswer } from '../assessments/assessment.js';
import { auditOutsider } from '../assessments/audit-outsider.js';
import { pinnedInstrument } from '../assessments/open-assessment.js';
import type { AssessmentId, UserId } from '../ids.js';
import { AssessmentReader, type AssessmentContents } from '../ports/assessment-reader.js';
import { AuditLog } from '../ports/audit-log.js';
import { InstrumentLibrary, type PublishedInstrument } from '../ports/instrument-library.js';
import { OutcomeStore, type StoredOutcome } from '../ports/outcome-store.js';
import { ReviewStore } from '../ports/review-store.js';
import { UnitOfWork, type Transaction } from '../ports/unit-of-work.js';
import { UserDirectory } from '../ports/user-directory.js';
import { isHeldBy, openedReview } from './open-review.js';
import {
  changesOf,
  reviewSheet,
  type AnswerChange,
  type EvidencePoint,
  type ReasonPoint,
  type ReviewRequest,
  type ReviewSheet,
} from './review-sheet.js';
import type { ReviewDecision, ReviewStep } from './review.js';

/** One question as a reviewer reads it. */
export interface QuestionReview {
  readonly question: Question;
  /** With the evidence that stands, attached or named. */
  readonly answer?: Answer;
  readonly stored?: StoredAnswer;
  readonly reason?: ReasonPoint;
  readonly evidence: readonly EvidencePoint[];
  readonly comments: readonly (Comment & { readonly authorName?: string })[];
  readonly requests: readonly ReviewRequest[];
  /** Scored items that the question feeds. */
  readonly items: readonly string[];
  /** Since it was returned; absent where it is as it was, and on a first submission. */
  readonly change?: AnswerChange;
}

export interface NamedStep extends ReviewStep {
  readonly byName?: string;
}

export interface ReviewView {
  readonly assessment: Assessment;
  readonly agency: Agency;
  readonly published: PublishedInstrument;
  /** Who has it in review, and since when. */
  readonly held?: { readonly since?: Date; readonly name?: string };
  readonly steps: readonly NamedStep[];
  /** Of which something is asked, in instrument order, each with its questions. */
  readonly dimensions: readonly { readonly dimension: DimensionId; readonly questions: readonly QuestionReview[] }[];
  readonly sheet: ReviewSheet;
  /** With what was decided so far. */
  readonly score: Profile;
  /** When what is compared with was handed in. */
  readonly comparedWith?: Date;
  /** Of whoever decided. */
  readonly names: ReadonlyMap<UserId, string>;
  readonly isTheirs: boolean;
}

/** Everything that was handed in, beside what was decided on it. */
@Injectable()
export class ViewReview {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: AssessmentReader,
    private readonly reviews: ReviewStore,
    private readonly outcomes: OutcomeStore,
    private readonly instruments: InstrumentLibrary,
    private readonly directory: UserDirectory,
    private readonly audit: AuditLog,
  ) {}

  async execute(actor: Actor, command: { readonly assessment: AssessmentId }): Promise<ReviewView> {
    const material = await this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const contents = await this.reader.contents(tx, command.assessment);
      const assessment = openedReview(actor, 'review.decide', contents?.assessment);
      await auditOutsider(this.audit, tx, actor, { action: 'assessment.read', assessment });
      return this.material(tx, assessment, contents);
    });
    const published = await pinnedInstrument(this.instruments, material.contents.assessment);
    const names = await this.directory.namesOf(peopleIn(material));
    return viewOf(actor, published, material, names);
  }

  private async material(
    tx: Transaction,
    { id }: Assessment,
    contents: AssessmentContents | undefined,
  ): Promise<Material> {
    if (contents === undefined) throw new Error('An assessment that was opened has contents.');
    const steps = await this.reviews.steps(tx, id);
    const returned = steps.findLast(({ step }) => step === 'returned');
    const before = returned === undefined ? undefined : await this.outcomes.latestBefore(tx, id, returned.at);
    const decisions = await this.reviews.decisions(tx, id);
    return { contents, steps, decisions, ...(before !== undefined && { before }) };
  }
}

interface Material {
  readonly contents: AssessmentContents;
  readonly steps: readonly ReviewStep[];
  readonly decisions: readonly ReviewDecision[];
  /** What was returned. */
  readonly before?: StoredOutcome;
}
type Names = ReadonlyMap<UserId, string>;

const peopleIn = ({ contents, steps, decisions }: Material): readonly UserId[] => [
  ...new Set([
    ...contents.answers.map(({ changedBy }) => changedBy),
    ...contents.comments.map(({ author }) => author),
    ...steps.map(({ by }) => by),
    ...decisions.map(({ by }) => by),
  ]),
];

function viewOf(actor: Actor, published: PublishedInstrument, material: Material, names: Names): ReviewView {
  const { contents, steps, decisions, before } = material;
  const { assessment, agency } = contents;
  const { instrument } = published;
  const sheet = reviewSheet(instrument, contents, decisions);
  const held = heldBy(assessment, steps, names);
  const changes = before === undefined ? undefined : changesOf(sheet.file, before.outcome.answers);
  return {
    assessment,
    agency,
    published,
    ...(held !== undefined && { held }),
    steps: steps.map((step) => withName(step, names)),
    dimensions: dimensionsOf(instrument, contents, (question) =>
      questionReview(question, { instrument, contents, sheet, changes, names }),
    ),
    sheet,
    score: scoreProfile(instrument, sheet.file, sheet.review),
    ...(before !== undefined && { comparedWith: before.createdAt }),
    names,
    isTheirs: isHeldBy(actor, assessment),
  };
}

function heldBy({ reviewedBy }: Assessment, steps: readonly ReviewStep[], names: Names): ReviewView['held'] {
  if (reviewedBy === undefined) return undefined;
  const name = names.get(reviewedBy);
  const since = steps.findLast(({ step, by }) => step === 'taken' && by === reviewedBy)?.at;
  return { ...(since !== undefined && { since }), ...(name !== undefined && { name }) };
}

export function withName(step: ReviewStep, names: Names): NamedStep {
  const byName = names.get(step.by);
  return byName === undefined ? step : { ...step, byName };
}

function dimensionsOf(
  instrument: Instrument,
  { assessment, answers }: AssessmentContents,
  read: (question: Question) => QuestionReview,
): ReviewView['dimensions'] {
  const asked = askedQuestions(instrument, selectionOf(assessment, answers));
  return instrument.dimensions.flatMap(({ id: dimension }) => {
    const questions = asked.filter((question) => question.dimension === dimension);
    return questions.length === 0 ? [] : [{ dimension, questions: questions.map(read) }];
  });
}

interface Reading {
  readonly instrument: Instrument;
  readonly contents: AssessmentContents;
  readonly sheet: ReviewSheet;
  readonly changes: ReadonlyMap<string, AnswerChange> | undefined;
  readonly names: Names;
}

function questionReview(question: Question, { instrument, contents, sheet, changes, names }: Reading): QuestionReview {
  const { id } = question;
  const answer = sheet.file.answers[id];
  const stored = contents.answers.find((one) => one.question === id);
  const reason = sheet.reasons.find((one) => one.question === id);
  const change = changes?.get(id);
  const named = new Set<string>(answer === undefined ? [] : evidenceNamed(answer));
  return {
    question,
    ...(answer !== undefined && { answer }),
    ...(stored !== undefined && { stored }),
    ...(reason !== undefined && { reason }),
    evidence: sheet.evidence.filter(({ evidence }) => named.has(evidence.id)),
    comments: contents.comments.filter((one) => one.question === id).map((comment) => withAuthor(comment, names)),
    requests: sheet.requests.filter(({ comment }) => comment.question === id),
    items: instrument.items.filter(({ rule }) => 'question' in rule && rule.question === id).map((item) => item.id),
    ...(change !== undefined && { change }),
  };
}

function withAuthor(comment: Comment, names: Names): Comment & { readonly authorName?: string } {
  const authorName = names.get(comment.author);
  return authorName === undefined ? comment : { ...comment, authorName };
}
