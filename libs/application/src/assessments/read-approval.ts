import type { AssessmentContents } from '../ports/assessment-reader.js';
import { Fields } from '../problems/fields.js';
import type { SubmissionApproval } from './assessment.js';
import type { EvidenceDetails } from './evidence-details.js';
import type { IncomingFile } from './incoming-file.js';

export type DecisionDetails = Omit<EvidenceDetails, 'page'>;

export interface ApprovalGiven {
  readonly name: string;
  readonly function: string;
  /** ISO date. */
  readonly date: string;
  /** Id of evidence of this assessment: the signed decision. Instead of a document. */
  readonly evidence?: string;
  /** The decision itself: cited, or with its file. */
  readonly document?: DecisionDetails & { readonly file?: IncomingFile };
}

export interface ApprovalRead {
  readonly approval: SubmissionApproval;
  readonly details: DecisionDetails | undefined;
}

const LONGEST_TITLE = 300;

/** Throws `InputRefused` that names every fault at once. */
export function readApproval(given: ApprovalGiven, contents: AssessmentContents): ApprovalRead {
  const fields = new Fields();
  const approval = {
    name: fields.text('approval.name', given.name),
    function: fields.text('approval.function', given.function),
    date: fields.date('approval.date', given.date),
  };
  const evidence = contents.evidence.find(({ id }) => id === given.evidence);
  if (given.evidence !== undefined && evidence === undefined) fields.fault('approval.evidence', 'unknown-evidence');
  const details = given.document === undefined ? undefined : readDetails(fields, given.document);
  // One decision: two would leave open which of them counts.
  if (given.evidence !== undefined && details !== undefined) fields.fault('approval.evidence', 'both-given');
  fields.check();
  return { approval: { ...approval, ...(evidence !== undefined && { evidence: evidence.id }) }, details };
}

function readDetails(fields: Fields, given: DecisionDetails): DecisionDetails {
  const number = fields.optionalText('approval.document.number', given.number);
  const date = fields.optionalDate('approval.document.date', given.date);
  const holder = fields.optionalText('approval.document.holder', given.holder);
  return {
    title: fields.text('approval.document.title', given.title, LONGEST_TITLE),
    ...(number !== undefined && { number }),
    ...(date !== undefined && { date }),
    ...(holder !== undefined && { holder }),
    restricted: given.restricted,
  };
}
