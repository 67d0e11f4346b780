import { bridgedItems } from '@isonomia/comparison';
import {
  findQuestion,
  isAsked,
  parseAnswer,
  type Answer,
  type EvidenceId,
  type Instrument,
  type Question,
  type QuestionId,
  type QuestionType,
} from '@isonomia/instrument';
import { evidenceNamed, selectionOf } from '../assessments/answer-file.js';
import type { PinnedAssessment, StoredEvidence } from '../assessments/assessment.js';
import { withoutGone } from '../assessments/standing-evidence.js';
import type { AssessmentContents } from '../ports/assessment-reader.js';
import type { CarriedAnswer } from '../ports/carry-store.js';

/** What stands in the new assessment from its first moment, and what is only shown beside. */
export interface CarryOver {
  readonly answers: readonly { readonly question: QuestionId; readonly answer: Answer }[];
  readonly evidence: readonly StoredEvidence[];
  readonly carried: readonly CarriedAnswer[];
}

export interface Earlier {
  readonly contents: AssessmentContents;
  readonly instrument: Instrument;
}

interface Into extends Pick<PinnedAssessment, 'variant' | 'agencyType'> {
  readonly instrument: Instrument;
  /** Questions that somebody wrote at already: there nothing is filled in. */
  readonly written: ReadonlySet<string>;
  readonly newId: () => EvidenceId;
}

/** A policy holds until it is changed. A figure is of its year: it is shown beside, and taken over when somebody says so. */
const FIGURES: ReadonlySet<QuestionType> = new Set(['headcount', 'flow', 'rate', 'means', 'pay', 'coverage', 'number']);
const isFigure = ({ type }: Question): boolean => FIGURES.has(type);

/**
 * Of the earlier assessment, what answers the same questions of the new one. Evidence goes along with the answers that it
 * proves: as rows of its own that point to the same stored file, so that no byte is copied.
 */
export function carryOver(earlier: Earlier, into: Into): CarryOver {
  const said = sameAnswers(earlier, into);
  const carried = said.map(({ question, answer }) => ({
    question: question.id,
    answer: withoutGone(answer, new Set()),
    prefilled: !isFigure(question) && !into.written.has(question.id),
  }));
  const filled = said.filter(({ question }) => carried.some((one) => one.question === question.id && one.prefilled));
  return { ...copied(filled, earlier.contents.evidence, into.newId), carried };
}

/** Everything, as it stands: what a correction begins with. */
export function copyOf({ contents, instrument }: Earlier, newId: () => EvidenceId): Omit<CarryOver, 'carried'> {
  const all = contents.answers.flatMap(({ question: id, answer }) => {
    const question = findQuestion(instrument, id);
    return question === undefined || answer === undefined ? [] : [{ question, answer }];
  });
  return copied(all, contents.evidence, newId);
}

interface Said {
  readonly question: Question;
  readonly answer: Answer;
}

function sameAnswers({ contents, instrument: before }: Earlier, into: Into): readonly Said[] {
  const same = new Set(bridgedItems(before, into.instrument).questions);
  const selection = selectionOf(contents.assessment, contents.answers);
  return contents.answers.flatMap(({ question: id, answer }) => {
    const question = findQuestion(into.instrument, id);
    if (question === undefined || answer === undefined) return [];
    const carries = same.has(id) && isAsked(before, selection, id) && mayBeAsked(question, into);
    return carries && parseAnswer(into.instrument, question, answer).ok ? [{ question, answer }] : [];
  });
}

/** Whether its condition holds is seen when the answers that it looks at are confirmed. */
const mayBeAsked = (question: Question, { variant, agencyType }: Into): boolean =>
  question.variants.includes(variant) && question.agencyTypes.includes(agencyType);

/** Proof that an answer names at another question, which is not filled in, comes along to the question that names it. */
function copied(
  said: readonly Said[],
  evidence: readonly StoredEvidence[],
  newId: () => EvidenceId,
): Omit<CarryOver, 'carried'> {
  const home = new Map<EvidenceId, QuestionId>();
  const homes = new Set<string>(said.map(({ question }) => question.id));
  for (const { id, question } of evidence) if (homes.has(question)) home.set(id, question);
  for (const { question, answer } of said)
    for (const id of evidenceNamed(answer)) if (!home.has(id)) home.set(id, question.id);
  const ids = new Map<EvidenceId, EvidenceId>();
  const rows = evidence.flatMap((one) => {
    const question = home.get(one.id);
    if (question === undefined) return [];
    const id = newId();
    ids.set(one.id, id);
    const { option, ...rest } = one;
    return [{ ...rest, id, question, ...(option !== undefined && question === one.question && { option }) }];
  });
  return {
    evidence: rows,
    answers: said.map(({ question, answer }) => ({ question: question.id, answer: renamed(answer, ids) })),
  };
}

function renamed(answer: Answer, ids: ReadonlyMap<EvidenceId, EvidenceId>): Answer {
  const stands = withoutGone(answer, new Set(ids.keys()));
  if ('notAvailable' in stands) return stands;
  const named = (list: readonly EvidenceId[]): readonly EvidenceId[] => list.flatMap((id) => ids.get(id) ?? []);
  const whole = stands.evidence === undefined ? stands : { ...stands, evidence: named(stands.evidence) };
  if (!('value' in whole) || !('proved' in whole.value)) return whole;
  const proved = Object.entries(whole.value.proved).map(([option, list]) => [option, named(list)] as const);
  return { ...whole, value: { ...whole.value, proved: Object.fromEntries(proved) } };
}
