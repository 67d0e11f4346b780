import type { ChecklistQuestion, ChecklistValue } from '@isonomia/instrument';
import type { Settings } from '../constants.js';
import { isProof } from '../evidence.js';
import type { Rejected } from '../evidence.js';
import { round9 } from '../numbers/round.js';
import type { ItemScore } from '../result.js';

export interface CountedOptions {
  readonly checked: readonly string[];
  readonly proved: readonly string[];
  /** Options that count: all but exclusive ones such as "none of these". */
  readonly of: number;
}

/** Options checked, and those of them that are proved: each by itself, or all by one evidence for the list. */
export const countOptions = (
  question: ChecklistQuestion,
  value: ChecklistValue,
  proof: { readonly wholeList: boolean; readonly rejected: Rejected },
): CountedOptions => {
  const checked: string[] = [];
  const proved: string[] = [];
  let of = 0;
  for (const { id, exclusive } of question.options) {
    if (exclusive) continue;
    of += 1;
    if (!value.checked.includes(id)) continue;
    checked.push(id);
    if (proof.wholeList || isProof(optionEvidence(value, id), proof.rejected)) proved.push(id);
  }
  return { checked, proved, of };
};

const optionEvidence = ({ proved }: ChecklistValue, option: string): readonly string[] | undefined =>
  proved !== undefined && Object.hasOwn(proved, option) ? proved[option] : undefined;

/** `CL`: 100 × checked ÷ options that count; evidenced, 100 × proved ÷ the same. Source: method.md §1, §2. */
export const checklist = (question: string, { checked, proved, of }: CountedOptions, settings: Settings): ItemScore => {
  const claimed = round9((100 * checked.length) / of);
  const evidenced = round9((100 * proved.length) / of);
  return {
    state: 'answered',
    rule: 'CL',
    claimed,
    evidenced,
    trace: {
      rule: 'CL',
      sentence: 'trace.CL',
      inputs: { question, checked, proved },
      constants: settings.printed.CL,
      values: { checkedCount: checked.length, provedCount: proved.length, optionCount: of, claimed, evidenced },
    },
  };
};
