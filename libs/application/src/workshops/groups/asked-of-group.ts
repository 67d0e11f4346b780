import {
  askedQuestions,
  findQuestion,
  isAsked,
  parseAnswer,
  type Answer,
  type Instrument,
  type Question,
} from '@isonomia/instrument';
import { evidenceNamed } from '../../assessments/answer-file.js';
import type { InstrumentLibrary, PublishedInstrument } from '../../ports/instrument-library.js';
import { InputRefused, NotFound, UnknownInstrument } from '../../problems/problems.js';
import { NotInAgencyGroup } from '../../problems/workshop-problems.js';
import type { Seat } from '../seat.js';
import type { Consensus, OwnAnswer } from './group-work.js';

/** The version that the workshop is pinned to; that it is missing would be a broken database. */
export async function instrumentOf(
  library: InstrumentLibrary,
  { instrumentId, instrumentVersion }: Pick<Seat, 'instrumentId' | 'instrumentVersion'>,
): Promise<PublishedInstrument> {
  const published = await library.find(instrumentId, instrumentVersion);
  if (published === undefined) throw new UnknownInstrument(instrumentId, instrumentVersion);
  return published;
}

/** Mixed groups and guests are asked nothing. */
export function agencyTypeOf({ group, agencyType }: Seat): string {
  if (group?.kind !== 'agency' || agencyType === undefined) throw new NotInAgencyGroup();
  return agencyType;
}

const FIGURES: ReadonlySet<Question['type']> = new Set([
  'headcount',
  'flow',
  'rate',
  'means',
  'pay',
  'coverage',
  'number',
]);
/** Counted, not judged: nobody has a figure of their own, and the group writes down one for all. */
export const isFigure = ({ type }: Question): boolean => FIGURES.has(type);

type Answers = Readonly<Record<string, Answer>>;
const byQuestion = (said: readonly (OwnAnswer | Consensus)[]): Answers =>
  Object.fromEntries(said.map(({ question, answer }) => [question, answer]));

interface Asked {
  readonly variant: string;
  readonly agencyType: string;
}

/** Conditions look at what the group holds, and where it holds nothing yet at what this member answered. */
export function questionsAsked(
  { instrument }: PublishedInstrument,
  asked: Asked,
  said: { readonly consensus: readonly Consensus[]; readonly own?: readonly OwnAnswer[] },
): readonly Question[] {
  const answers = { ...byQuestion(said.own ?? []), ...byQuestion(said.consensus) };
  return askedQuestions(instrument, { ...asked, answers });
}

interface ReadSaid {
  readonly question: Question;
  readonly answer: Answer;
}

/**
 * Legal for its question, and asked. Throws `InputRefused` with every fault, `NotFound` for a question that there is not.
 * Nothing can be proved in the room: an answer that names evidence is refused.
 */
export function readSaid(
  instrument: Instrument,
  selection: Asked & { readonly answers: Answers },
  incoming: { readonly question: string; readonly answer: unknown },
): ReadSaid {
  const question = askedQuestion(instrument, selection, incoming.question);
  const parsed = parseAnswer(instrument, question, incoming.answer);
  if (!parsed.ok) throw new InputRefused(parsed.faults);
  const [evidence] = evidenceNamed(parsed.answer);
  if (evidence !== undefined) {
    const detail = { question: question.id, evidence };
    throw new InputRefused([{ code: 'answer.unknown-evidence', path: `answers.${question.id}`, detail }]);
  }
  return { question, answer: parsed.answer };
}

export function askedQuestion(
  instrument: Instrument,
  selection: Asked & { readonly answers: Answers },
  id: string,
): Question {
  const question = findQuestion(instrument, id);
  if (question === undefined || !isAsked(instrument, selection, question.id)) throw new NotFound('question');
  return question;
}
