import { Injectable } from '@nestjs/common';
import type { Actor } from '../actor.js';
import type { AssessmentId } from '../ids.js';
import { AssessmentStore } from '../ports/assessment-store.js';
import { AuditLog } from '../ports/audit-log.js';
import { ReviewStore } from '../ports/review-store.js';
import { Clock } from '../ports/system.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { Fields } from '../problems/fields.js';
import { NotFound } from '../problems/problems.js';
import { heldReview } from './open-review.js';
import type { ReviewSheet } from './review-sheet.js';
import { ReviewSheets } from './review-sheets.js';
import type { ReviewDecision } from './review.js';

export interface DecideReviewCommand {
  readonly assessment: AssessmentId;
  /** The question whose "not applicable" is decided on. */
  readonly question?: string;
  /** Or the evidence, wherever it is named. */
  readonly evidence?: string;
  /** `accepted`; or `questioned` for a reason, `rejected` for evidence. */
  readonly decision: string;
  /** Required unless accepted: the agency reads why. */
  readonly note?: string;
}

export const LONGEST_NOTE = 2_000;

/** Accepts or questions a "not applicable", accepts or rejects a piece of evidence. The newest decision counts. */
@Injectable()
export class DecideReview {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly assessments: AssessmentStore,
    private readonly sheets: ReviewSheets,
    private readonly reviews: ReviewStore,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** Throws `NotFound` when nothing of the kind is there to be decided on, `InputRefused` for a note that is missing. */
  async execute(actor: Actor, command: DecideReviewCommand): Promise<void> {
    await this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const found = await this.assessments.lock(tx, command.assessment);
      const assessment = heldReview(actor, 'review.decide', found);
      const { contents, sheet } = await this.sheets.of(tx, assessment);
      const revisions = new Map(contents.answers.map(({ question, revision }) => [question, revision]));
      const { decision, standing } = read(command, sheet, revisions);
      if (standing?.decision === decision.decision && standing.note === decision.note) return;
      await this.reviews.decide(tx, assessment, { ...decision, by: actor.userId, at: this.clock.now() });
      await this.audit.append(tx, {
        action: 'review.decided',
        actor: actor.userId,
        agency: assessment.agencyId,
        subject: { kind: 'assessment', id: assessment.id },
        detail: {
          question: decision.question,
          decision: decision.decision,
          ...(decision.subject === 'evidence' && { evidence: decision.evidence }),
        },
      });
    });
  }
}

type Undated<Decision> = Decision extends unknown ? Omit<Decision, 'by' | 'at'> : never;
interface Read {
  readonly decision: Undated<ReviewDecision>;
  readonly standing: ReviewDecision | undefined;
}

function read(command: DecideReviewCommand, sheet: ReviewSheet, revisions: ReadonlyMap<string, number>): Read {
  const fields = new Fields();
  if (command.evidence !== undefined) return readEvidence(fields, command, sheet);
  const point = sheet.reasons.find(({ question }) => question === command.question);
  const answerRevision = point === undefined ? undefined : revisions.get(point.question);
  if (point === undefined || answerRevision === undefined) throw new NotFound('question');
  const decision = fields.oneOf('decision', command.decision, ['accepted', 'questioned'] as const) ?? 'accepted';
  const note = readNote(fields, command);
  const subject = 'not-applicable' as const;
  return {
    decision: { question: point.question, subject, answerRevision, decision, ...note },
    standing: point.decision,
  };
}

function readEvidence(fields: Fields, command: DecideReviewCommand, sheet: ReviewSheet): Read {
  const point = sheet.evidence.find(({ evidence }) => evidence.id === command.evidence);
  if (point === undefined) throw new NotFound('evidence');
  const { id: evidence, question } = point.evidence;
  const decision = fields.oneOf('decision', command.decision, ['accepted', 'rejected'] as const) ?? 'accepted';
  const note = readNote(fields, command);
  return { decision: { question, subject: 'evidence', evidence, decision, ...note }, standing: point.decision };
}

function readNote(fields: Fields, { decision, note: given }: DecideReviewCommand): { readonly note?: string } {
  const note =
    decision === 'accepted'
      ? fields.optionalText('note', given, LONGEST_NOTE)
      : fields.text('note', given, LONGEST_NOTE);
  fields.check();
  return note === undefined ? {} : { note };
}
