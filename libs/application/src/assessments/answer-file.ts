import {
  instrumentId,
  isAsked,
  type Answer,
  type AnswerFile,
  type ChecklistValue,
  type EvidenceId,
  type Instrument,
  type Selection,
} from '@isonomia/instrument';
import type { AssessmentContents } from '../ports/assessment-reader.js';
import type { Assessment, StoredAnswer, StoredEvidence } from './assessment.js';

/** What decides which questions are asked of this assessment. */
export function selectionOf(
  assessment: Pick<Assessment, 'variant' | 'agencyType'>,
  answers: readonly StoredAnswer[],
): Selection {
  return {
    variant: assessment.variant,
    agencyType: assessment.agencyType,
    answers: Object.fromEntries(
      answers.flatMap(({ question, answer }) => (answer === undefined ? [] : [[question, answer] as const])),
    ),
  };
}

/**
 * The assessment as an answer file. Two things differ from the stored answers: what is no longer asked since a context
 * answer changed is left out (it stays stored), and each answer names the evidence that stands today — attached to its
 * question or named by the answer itself — so that removed evidence proves nothing.
 */
export function answerFileOf(instrument: Instrument, contents: AssessmentContents): AnswerFile {
  const { assessment, evidence } = contents;
  const selection = selectionOf(assessment, contents.answers);
  const stands = new Set<string>(evidence.map(({ id }) => id));
  const answers = instrument.questions.flatMap(({ id }) => {
    const answer = selection.answers[id];
    if (answer === undefined || !isAsked(instrument, selection, id)) return [];
    const attached = evidence.filter(({ question }) => question === id);
    return [[id, withEvidence(answer, attached, stands)] as const];
  });
  return {
    instrument: instrumentId(assessment.instrumentId),
    version: assessment.instrumentVersion,
    variant: assessment.variant,
    agencyType: assessment.agencyType,
    reference: assessment.reference,
    answers: Object.fromEntries(answers),
  };
}

/** Ids of evidence that an answer names, for the whole and for single options. */
export function evidenceNamed(answer: Answer): readonly EvidenceId[] {
  if ('notAvailable' in answer) return [];
  const whole = answer.evidence ?? [];
  if (!('value' in answer) || !('checked' in answer.value)) return whole;
  return [...whole, ...Object.values(answer.value.proved ?? {}).flat()];
}

function withEvidence(answer: Answer, attached: readonly StoredEvidence[], stands: ReadonlySet<string>): Answer {
  if ('notAvailable' in answer) return answer;
  const whole = attached.filter(({ option }) => option === undefined).map(({ id }) => id);
  const named = union(answer.evidence ?? [], whole, stands);
  const { evidence: _, ...rest } = answer;
  const proved = named.length > 0 ? { ...rest, evidence: named } : rest;
  if (!('value' in proved) || !('checked' in proved.value)) return proved;
  return { ...proved, value: withProvedOptions(proved.value, attached, stands) };
}

function withProvedOptions(
  value: ChecklistValue,
  attached: readonly StoredEvidence[],
  stands: ReadonlySet<string>,
): ChecklistValue {
  const options = value.checked.flatMap((option) => {
    const own = attached.filter((one) => one.option === option).map(({ id }) => id);
    const ids = union(value.proved?.[option] ?? [], own, stands);
    return ids.length > 0 ? [[option, ids] as const] : [];
  });
  const { proved: _, ...rest } = value;
  return options.length > 0 ? { ...rest, proved: Object.fromEntries(options) } : rest;
}

const union = (
  first: readonly EvidenceId[],
  second: readonly EvidenceId[],
  stands: ReadonlySet<string>,
): readonly EvidenceId[] => [...new Set([...first, ...second])].filter((id) => stands.has(id));
