import type { Answer, EvidenceId } from '@isonomia/instrument';

/** An answer as a form shows it and sends it back: without evidence that was removed, which no answer may newly name. */
export function withoutGone(answer: Answer, stands: ReadonlySet<EvidenceId>): Answer {
  if ('notAvailable' in answer) return answer;
  const { evidence = [], ...rest } = answer;
  const kept = evidence.filter((id) => stands.has(id));
  const whole = kept.length > 0 ? { ...rest, evidence: kept } : rest;
  if (!('value' in whole) || !('proved' in whole.value)) return whole;
  const { proved = {}, ...value } = whole.value;
  const proofs = Object.entries(proved)
    .map(([option, ids]) => [option, ids.filter((id) => stands.has(id))] as const)
    .filter(([, ids]) => ids.length > 0);
  return { ...whole, value: proofs.length > 0 ? { ...value, proved: Object.fromEntries(proofs) } : value };
}
