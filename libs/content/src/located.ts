/** Something wrong in a content file, printed as `file: code: message`. */
export interface LocatedFault {
  /** Path below the content folder. */
  readonly file: string;
  readonly id: string;
  readonly code: string;
  readonly message: string;
}

export const printFault = ({ file, code, message }: LocatedFault): string => `${file}: ${code}: ${message}`;

/** Content that cannot be used; every fault found is listed. */
export class ContentFaulty extends Error {
  constructor(readonly faults: readonly LocatedFault[]) {
    super(faults.map(printFault).join('\n'));
    this.name = 'ContentFaulty';
  }
}
