import { Injectable } from '@nestjs/common';
import {
  askedQuestions,
  unansweredQuestions,
  type DimensionId,
  type Instrument,
  type QuestionId,
} from '@isonomia/instrument';
import { may } from '../access/access.js';
import type { Actor } from '../actor.js';
import type { Agency } from '../agencies/agency.js';
import type { AssessmentId } from '../ids.js';
import { AssessmentReader, type AssessmentContents } from '../ports/assessment-reader.js';
import { DraftStore } from '../ports/draft-store.js';
import { InstrumentLibrary, type PublishedInstrument } from '../ports/instrument-library.js';
import { UnitOfWork } from '../ports/unit-of-work.js';
import { UserDirectory } from '../ports/user-directory.js';
import { answerFileOf, selectionOf } from './answer-file.js';
import type { Assessment, StoredAnswer, StoredEvidence } from './assessment.js';
import type { StoredDraft } from './draft.js';
import { typists, withNames } from './draft-writer.js';
import { openedContents, pinnedInstrument } from './open-assessment.js';
import { progressOf, unconfirmedOf, type DimensionProgress } from './progress.js';
import { warningsAcross, type Warning } from './warnings.js';

export interface AnswersCheck {
  readonly assessment: Assessment;
  readonly agency: Agency;
  readonly published: PublishedInstrument;
  readonly dimensions: readonly DimensionProgress[];
  /** Asked, not optional and unanswered: submission waits for them. */
  readonly blocking: readonly { readonly question: QuestionId; readonly dimension: DimensionId }[];
  /** Carried over and not confirmed: submission waits for them too. */
  readonly unconfirmed: readonly { readonly question: QuestionId; readonly dimension: DimensionId }[];
  /** Contradictions across answers; they do not block. */
  readonly warnings: readonly Warning[];
  /** Answers stored for questions that are no longer asked; left out of result and document. */
  readonly setAside: readonly QuestionId[];
  /** Typed but no answer: whoever submits must not take these for answered. Only for those who may record answers. */
  readonly drafts: readonly OpenDraft[];
  readonly answers: readonly StoredAnswer[];
  readonly evidence: readonly StoredEvidence[];
  readonly maySubmit: boolean;
}

export interface OpenDraft extends Pick<StoredDraft, 'question' | 'keptBy' | 'keptByName' | 'keptAt'> {
  readonly dimension: DimensionId;
  /** An answer stands beside it, and counts. */
  readonly answered: boolean;
}

/** What the check-your-answers page shows before submission, and what stands in its way. */
@Injectable()
export class CheckAnswers {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reader: AssessmentReader,
    private readonly instruments: InstrumentLibrary,
    private readonly drafts: DraftStore,
    private readonly directory: UserDirectory,
  ) {}

  async execute(actor: Actor, command: { readonly assessment: AssessmentId }): Promise<AnswersCheck> {
    const { contents, drafts } = await this.unitOfWork.run({ actor: actor.userId }, async (tx) => {
      const found = await this.reader.contents(tx, command.assessment);
      const open = openedContents(actor, 'assessment.check', found);
      const answers = may(actor, 'answer.record', open.assessment);
      const typed = answers ? await this.drafts.ofAssessment(tx, open.assessment.id) : [];
      return { contents: open, drafts: typed };
    });
    const published = await pinnedInstrument(this.instruments, contents.assessment);
    const names = await this.directory.namesOf(typists(drafts));
    const typed = drafts.map((draft) => withNames(draft, names));
    return checkOf(actor, contents, published, typed);
  }
}

function checkOf(
  actor: Actor,
  contents: AssessmentContents,
  published: PublishedInstrument,
  drafts: readonly StoredDraft[],
): AnswersCheck {
  const { assessment, agency, answers, evidence } = contents;
  const { instrument } = published;
  const file = answerFileOf(instrument, contents);
  const selection = selectionOf(assessment, answers);
  const blocking = unansweredQuestions(instrument, selection);
  const waiting = new Set<string>(unconfirmedOf(answers));
  const unconfirmed = askedQuestions(instrument, selection).filter(({ id }) => waiting.has(id));
  return {
    assessment,
    agency,
    published,
    dimensions: progressOf(instrument, contents),
    blocking: blocking.map(({ id, dimension }) => ({ question: id, dimension })),
    unconfirmed: unconfirmed.map(({ id, dimension }) => ({ question: id, dimension })),
    warnings: warningsAcross(instrument, file),
    setAside: answers
      .filter(({ answer, question }) => answer !== undefined && !Object.hasOwn(file.answers, question))
      .map(({ question }) => question),
    drafts: openDrafts(instrument, contents, drafts),
    answers,
    evidence,
    maySubmit: blocking.length + unconfirmed.length === 0 && may(actor, 'assessment.submit', assessment),
  };
}

/** In instrument order; of what is not asked any more, nobody need be told. */
function openDrafts(
  instrument: Instrument,
  { assessment, answers }: AssessmentContents,
  drafts: readonly StoredDraft[],
): readonly OpenDraft[] {
  const asked = askedQuestions(instrument, selectionOf(assessment, answers));
  return asked.flatMap(({ id, dimension }) => {
    const draft = drafts.find(({ question }) => question === id);
    if (draft === undefined) return [];
    const { question, keptBy, keptByName, keptAt } = draft;
    const answered = answers.some((one) => one.question === id && one.answer !== undefined);
    return [{ question, dimension, keptBy, ...(keptByName !== undefined && { keptByName }), keptAt, answered }];
  });
}
