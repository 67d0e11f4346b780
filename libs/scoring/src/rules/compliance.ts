import type { ComplianceValue } from '@isonomia/instrument';
import { COMPLIANCE_POINTS } from '../constants.js';
import type { Settings } from '../constants.js';
import type { ItemScore } from '../result.js';

export type ComplianceAnswer = ComplianceValue['answer'];
export const COMPLIANCE_ANSWERS: readonly ComplianceAnswer[] = ['no', 'partly', 'yes'];

/** `Y`: 100, 50 or 0; a yes or partly that nothing proves counts 0. Source: method.md §1, §2. */
export const compliance = (
  question: string,
  answer: ComplianceAnswer,
  proven: boolean,
  settings: Settings,
): ItemScore => {
  const claimed = COMPLIANCE_POINTS[answer];
  const evidenced = proven ? claimed : 0;
  return {
    state: 'answered',
    rule: 'Y',
    claimed,
    evidenced,
    trace: {
      rule: 'Y',
      sentence: claimed === evidenced ? 'trace.Y.proven' : 'trace.Y.unproven',
      inputs: { question, answer, proven },
      constants: settings.printed.Y,
      values: { claimed, evidenced },
    },
  };
};
