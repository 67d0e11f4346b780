import type { Answer, AnswerFile, ChecklistValue, EvidenceId } from '@isonomia/instrument';

/** An evidence id of an answer file, at one of the places that use it. */
export interface Citation {
  readonly question: string;
  /** Option of a checklist that it proves; the whole answer when left out. */
  readonly option?: string;
  readonly cited: EvidenceId;
}

/** Stored evidence belongs to one question: an id that several answers use becomes a citation at each of them. */
export const citationsOf = ({ answers }: AnswerFile): readonly Citation[] =>
  Object.entries(answers).flatMap(([question, answer]) => {
    if ('notAvailable' in answer) return [];
    const whole = (answer.evidence ?? []).map((cited) => ({ question, cited }));
    return [...whole, ...optionsProved(answer).map(({ option, cited }) => ({ question, option, cited }))];
  });

function optionsProved(answer: Answer): readonly { readonly option: string; readonly cited: EvidenceId }[] {
  if (!('value' in answer) || !('checked' in answer.value)) return [];
  const proved = Object.entries(answer.value.proved ?? {});
  return proved.flatMap(([option, ids]) => ids.map((cited) => ({ option, cited })));
}

/** The answer alone: its evidence is stored beside it. */
export function withoutEvidence(answer: Answer): Answer {
  if ('notAvailable' in answer) return answer;
  const { evidence: _, ...rest } = answer;
  if (!('value' in rest) || !('checked' in rest.value)) return rest;
  return { ...rest, value: withoutProofs(rest.value) };
}

function withoutProofs({ proved: _, ...value }: ChecklistValue): ChecklistValue {
  return value;
}
