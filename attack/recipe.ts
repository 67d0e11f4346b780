import type { Sent } from './client.js';
import type { IdName, Ids } from './world.js';

export type OwnerRole = 'lead' | 'reviewer' | 'coordinator' | 'administrator';

/** How the rightful person calls one operation so that it succeeds. */
export interface Recipe {
  /** As the description names it. */
  readonly operation: string;
  readonly by: OwnerRole;
  /** Which ids the request holds, anywhere in it: each is tried with somebody else's. */
  readonly ids: readonly IdName[];
  readonly make: (given: Given) => Omit<Sent, 'method'>;
  /** Where to read the ETag that the change names. */
  readonly etagOf?: (given: Given) => string;
  /** Beside 2xx, for what the rightful person is told that it cannot be now. */
  readonly alsoRight?: readonly number[];
}

export interface Given {
  readonly ids: Ids;
  readonly rule: string;
  /** Makes names and addresses new. */
  readonly turn: string;
}

/** An answer that stands in every draft of the fixture. */
export const QUESTION = 'GOV1';

export const methodOf = ({ operation }: Recipe): string => operation.split(' ', 1)[0] ?? '';
