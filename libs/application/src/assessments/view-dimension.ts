import { Injectable } from '@nestjs/common';
import { askedQuestions, questionsOfRule, type DimensionId, type Question } from '@isonomia/instrument';
import type { Practice } from '@isonomia/outcome';
import { may } from '../access/access.js';
import type { Actor } from '../actor.js';
import type { Agency } from '../agencies/agency.js';
import type { AssessmentId, UserId } from '../ids.js';
import { AssessmentReader, type AssessmentContents } from '../ports/assessment-reader.js';
import { AuditLog } from '../ports/audit-log.js';
import type { CarriedAnswer, CarriedFrom } from '../ports/carry-store.js';
import { DraftStore } from '../ports/draft-store.js';
import type { PublishedInstrument } from '../ports/instrument-library.js';
import { Installation } from '../ports/system.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { UserDirectory } from '../ports/user-directory.js';
import { NotFound } from '../problems/problems.js';
import { answerFileOf, selectionOf } from './answer-file.js';
import type { Assessment, Assignment, Comment, CurrentAnswer, StoredAnswer, StoredEvidence } from './assessment.js';
import { auditOutsider } from './audit-outsider.js';
import { BesideQuestions, type Beside } from './beside-questions.js';
import type { StoredDraft } from './draft.js';
import { typists, withNames } from './draft-writer.js';
import { isAssigned, openedContents } from './open-assessment.js';
import { progressOf, type DimensionProgress } from './progress.js';
import { withoutGone } from './standing-evidence.js';
import { warningsAcross, type Warning } from './warnings.js';

export interface QuestionView {
  readonly question: Question;
  /** Absent when nobody ever answered; without `answer` when it was cleared. */
  readonly current?: CurrentAnswer;
  /** What was typed and is no legal answer yet; only for whoever may record the answer. */
  readonly draft?: StoredDraft;
  /** What a form sends back as the revision it was made from. */
  readonly revision: number;
  /** What was said last time, where the question is the same. */
  readonly last?: CarriedAnswer;
  readonly evidence: readonly StoredEvidence[];
  /** What others have done about what it asks. */
  readonly practices: readonly Practice[];
  readonly comments: readonly (Comment & { readonly authorName?: string })[];
  readonly warnings: readonly Warning[];
}

export interface DimensionView {
  readonly assessment: Assessment;
  readonly agency: Agency;
  readonly published: PublishedInstrument;
  readonly dimension: DimensionId;
  /** Only what this agency is asked, in instrument order. */
  readonly questions: readonly QuestionView[];
  /** All dimensions of which something is asked and which this person may open, with progress: to go back and forth. */
  readonly dimensions: readonly DimensionProgress[];
  /** All evidence that this person may see: one document can prove several answers. */
  readonly evidence: readonly StoredEvidence[];
  /** Where `last` of the questions comes from. */
  readonly lastFrom?: CarriedFrom;
  readonly assignment?: Assignment & { readonly name?: string };
  /** Bytes that a file of evidence may have. */
  readonly largestFile: number;
  readonly may: { readonly answer: boolean; readonly comment: boolean; readonly evidence: boolean };
}

/** A page of questions with all that stands at each. Throws `NotFound` when nothing of the dimension is asked. */
@Injectable()
export class ViewDimension {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: AssessmentReader,
    private readonly directory: UserDirectory,
    private readonly audit: AuditLog,
    private readonly installation: Installation,
    private readonly drafts: DraftStore,
    private readonly beside: BesideQuestions,
  ) {}

  async execute(
    actor: Actor,
    command: { readonly assessment: AssessmentId; readonly dimension: DimensionId },
  ): Promise<DimensionView> {
    const { dimension } = command;
    const { contents, drafts, published, last, practices } = await this.unitOfWork.run(
      { actor: actor.userId },
      async (tx) => {
        const found = await this.reader.contents(tx, command.assessment);
        const open = openedContents(actor, 'answer.view', found, dimension);
        await auditOutsider(this.audit, tx, actor, { action: 'assessment.read', assessment: open.assessment });
        const assigned = isAssigned(actor, open.assignments, dimension);
        const answers = may(actor, 'answer.record', { ...open.assessment, assigned });
        const typed = answers ? await this.drafts.ofAssessment(tx, open.assessment.id) : [];
        return { contents: open, drafts: typed, ...(await this.beside.of(tx, open.assessment, dimension)) };
      },
    );
    const asked = askedQuestions(published.instrument, selectionOf(contents.assessment, contents.answers));
    const questions = asked.filter((question) => question.dimension === dimension);
    if (questions.length === 0) throw new NotFound('dimension');
    const theirs = drafts.filter((draft) => questions.some(({ id }) => id === draft.question));
    const names = await this.directory.namesOf([...new Set([...peopleIn(contents), ...typists(theirs)])]);
    return this.view(actor, contents, { published, dimension, questions, names, drafts: theirs, last, practices });
  }

  private view(actor: Actor, contents: AssessmentContents, parts: Parts): DimensionView {
    const { assessment, agency, assignments } = contents;
    const { published, dimension, names } = parts;
    const { instrument } = published;
    const guarded = (id: DimensionId) => ({ ...assessment, assigned: isAssigned(actor, assignments, id) });
    const opens = (id: DimensionId): boolean => may(actor, 'answer.view', guarded(id));
    // Evidence and warnings tell of other dimensions: they stay out for whoever may not open those.
    const reads = (question: string): boolean =>
      instrument.questions.some(({ id, dimension: of }) => id === question && opens(of));
    const evidence = contents.evidence.filter(({ question }) => reads(question));
    const warnings = warningsAcross(instrument, answerFileOf(instrument, contents)).filter((warning) =>
      warning.questions.every(reads),
    );
    const assignment = assignments.find((one) => one.dimension === dimension);
    return {
      assessment,
      agency,
      published,
      dimension,
      questions: parts.questions.map((question) => questionView(question, contents, warnings, parts)),
      dimensions: progressOf(instrument, contents).filter((line) => opens(line.dimension)),
      evidence,
      largestFile: this.installation.evidenceFile,
      ...(parts.last !== undefined && { lastFrom: parts.last.from }),
      ...(assignment !== undefined && { assignment: named(assignment, assignment.userId, 'name', names) }),
      may: {
        answer: may(actor, 'answer.record', guarded(dimension)),
        comment: may(actor, 'comment.write', guarded(dimension)),
        evidence: may(actor, 'evidence.add', guarded(dimension)),
      },
    };
  }
}

type Names = ReadonlyMap<UserId, string>;
interface Parts extends Beside {
  readonly dimension: DimensionId;
  readonly questions: readonly Question[];
  readonly names: Names;
  readonly drafts: readonly StoredDraft[];
}

const peopleIn = ({ answers, comments, assignments }: AssessmentContents): readonly UserId[] => [
  ...new Set([
    ...answers.map(({ changedBy }) => changedBy),
    ...comments.map(({ author }) => author),
    ...assignments.map(({ userId }) => userId),
  ]),
];

function questionView(
  question: Question,
  contents: AssessmentContents,
  warnings: readonly Warning[],
  { published, names, drafts, last, practices }: Parts,
): QuestionView {
  const stored = storedAnswer(contents, question);
  const draft = drafts.find((one) => one.question === question.id);
  const items = published.instrument.items
    .filter(({ rule }) => questionsOfRule(rule).includes(question.id))
    .map(({ id }) => String(id));
  const before = last?.answers.find((one) => one.question === question.id);
  return {
    question,
    ...(stored !== undefined && { current: named(stored, stored.changedBy, 'changedByName', names) }),
    ...(draft !== undefined && { draft: withNames(draft, names) }),
    revision: stored?.revision ?? 0,
    ...(before !== undefined && { last: before }),
    evidence: contents.evidence.filter((one) => one.question === question.id),
    practices: practices.filter((one) => one.items.some((item) => items.includes(item))),
    comments: contents.comments
      .filter((one) => one.question === question.id)
      .map((comment) => named(comment, comment.author, 'authorName', names)),
    warnings: warnings.filter(({ questions }) => questions.includes(question.id)),
  };
}

/** A form that named what was removed could never be saved again. */
function storedAnswer({ answers, evidence }: AssessmentContents, question: Question): StoredAnswer | undefined {
  const stored = answers.find((one) => one.question === question.id);
  if (stored?.answer === undefined) return stored;
  return { ...stored, answer: withoutGone(stored.answer, new Set(evidence.map(({ id }) => id))) };
}

function named<Thing extends object, Key extends string>(
  thing: Thing,
  person: UserId,
  key: Key,
  names: Names,
): Thing & { readonly [name in Key]?: string } {
  const name = names.get(person);
  return name === undefined ? thing : { ...thing, [key]: name };
}
