import {
  canonicalJson,
  findQuestion,
  type Answer,
  type AnswerFile,
  type DimensionId,
  type Instrument,
  type QuestionId,
  type Review,
} from '@isonomia/instrument';
import { answerFileOf, evidenceNamed } from '../assessments/answer-file.js';
import type { Comment, StoredEvidence } from '../assessments/assessment.js';
import type { AssessmentContents } from '../ports/assessment-reader.js';
import type { EvidenceDecision, ReasonDecision, ReviewDecision } from './review.js';

/** A "not applicable", which a reviewer accepts or questions. */
export interface ReasonPoint {
  readonly question: QuestionId;
  readonly dimension: DimensionId;
  readonly reason: string;
  readonly state: 'open' | 'accepted' | 'questioned';
  readonly decision?: ReasonDecision;
}

/** Evidence that an answer names; nothing decided on it, it counts. */
export interface EvidencePoint {
  readonly evidence: StoredEvidence;
  readonly counts: boolean;
  readonly decision?: EvidenceDecision;
}

/** What a reviewer asked for, and whether anything happened at the question since. */
export interface ReviewRequest {
  readonly comment: Comment;
  readonly dimension: DimensionId;
  readonly answered: boolean;
}

/** The answers of an assessment beside what a reviewer decided on them. */
export interface ReviewSheet {
  readonly file: AnswerFile;
  readonly reasons: readonly ReasonPoint[];
  readonly evidence: readonly EvidencePoint[];
  readonly requests: readonly ReviewRequest[];
  /** As the scoring takes it. */
  readonly review: Review;
}

export function reviewSheet(
  instrument: Instrument,
  contents: AssessmentContents,
  decisions: readonly ReviewDecision[],
): ReviewSheet {
  const file = answerFileOf(instrument, contents);
  const reasons = reasonsOf(instrument, file, { contents, decisions });
  const evidence = evidenceOf(file, contents, decisions);
  return {
    file,
    reasons,
    evidence,
    requests: requestsOf(instrument, contents),
    review: {
      accepted: reasons.filter(({ state }) => state === 'accepted').map(({ question }) => question),
      rejected: evidence.filter(({ counts }) => !counts).map(({ evidence: { id } }) => id),
    },
  };
}

function reasonsOf(
  instrument: Instrument,
  file: AnswerFile,
  { contents, decisions }: { readonly contents: AssessmentContents; readonly decisions: readonly ReviewDecision[] },
): readonly ReasonPoint[] {
  return instrument.questions.flatMap(({ id, dimension }) => {
    const answer = file.answers[id];
    if (answer === undefined || !('notApplicable' in answer)) return [];
    const stored = contents.answers.find(({ question }) => question === id);
    const decision = decisions.find(
      (one): one is ReasonDecision =>
        one.subject === 'not-applicable' && one.question === id && one.answerRevision === stored?.revision,
    );
    const point = { question: id, dimension, reason: answer.notApplicable };
    return [decision === undefined ? { ...point, state: 'open' } : { ...point, state: decision.decision, decision }];
  });
}

/** Only what proves an answer; in the order in which it was added. */
function evidenceOf(
  file: AnswerFile,
  contents: AssessmentContents,
  decisions: readonly ReviewDecision[],
): readonly EvidencePoint[] {
  const named = new Set<string>(Object.values(file.answers).flatMap(evidenceNamed));
  return contents.evidence
    .filter(({ id }) => named.has(id))
    .map((evidence) => {
      const decision = decisions.find(
        (one): one is EvidenceDecision => one.subject === 'evidence' && one.evidence === evidence.id,
      );
      const counts = decision?.decision !== 'rejected';
      return decision === undefined ? { evidence, counts } : { evidence, counts, decision };
    });
}

/** Oldest first. */
export function requestsOf(instrument: Instrument, contents: AssessmentContents): readonly ReviewRequest[] {
  return contents.comments.flatMap((comment) => {
    const dimension = comment.asks === true ? findQuestion(instrument, comment.question)?.dimension : undefined;
    return dimension === undefined ? [] : [{ comment, dimension, answered: isAnswered(contents, comment) }];
  });
}

function isAnswered({ answers, evidence, comments }: AssessmentContents, { question, at, author }: Comment): boolean {
  return (
    answers.some((one) => one.question === question && one.changedAt > at) ||
    evidence.some((one) => one.question === question && one.createdAt > at) ||
    comments.some((one) => one.question === question && one.at > at && one.author !== author && one.asks !== true)
  );
}

export interface AnswerChange {
  /** What was submitted before; undefined when there was no answer. */
  readonly before?: Answer;
}

/** What is no longer as it was handed in before, evidence included. */
export function changesOf(file: AnswerFile, before: AnswerFile): ReadonlyMap<string, AnswerChange> {
  const changes = new Map<string, AnswerChange>();
  for (const id of new Set([...Object.keys(file.answers), ...Object.keys(before.answers)])) {
    const [was, is] = [before.answers[id], file.answers[id]];
    if (written(was) !== written(is)) changes.set(id, was === undefined ? {} : { before: was });
  }
  return changes;
}

const written = (answer: Answer | undefined): string | undefined =>
  answer === undefined ? undefined : canonicalJson(answer);
