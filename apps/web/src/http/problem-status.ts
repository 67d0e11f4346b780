/** The one table from a problem's code to its HTTP status. A test holds it against the problems that exist. */
export const STATUS_OF_PROBLEM: Readonly<Record<string, number>> = {
  'not-found': 404,
  forbidden: 403,
  'input.refused': 422,
  'assessment.wrong-state': 409,
  'assessment.not-complete': 409,
  'revision.conflict': 412,
  'revision.conflicts': 412,
  'instrument.unknown': 422,
  'instrument.retired': 409,
  'instrument.changed': 409,
  'file.quota-exceeded': 413,
  'file.too-large': 413,
  'file.refused': 422,
  'document.not-ready': 409,
};
