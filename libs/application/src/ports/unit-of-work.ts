import type { AgencyId, UserId } from '../ids.js';
import type { SeatKey } from '../workshops/seat.js';

/** Whose work it is; the database knows both for as long as the transaction lasts. */
export interface Scope {
  readonly actor: UserId;
  /** Left out while it is not known yet: loading a thing sets the agency that its row names. */
  readonly agency?: AgencyId;
  /** Of a participant in a workshop: the database lets the transaction into their room. Throws `SeatUnusable` when it is over. */
  readonly seat?: { readonly key: SeatKey; readonly at: Date };
}

/** Of an agency that is known already. */
export type AgencyScope = Required<Pick<Scope, 'actor' | 'agency'>>;

/** All or nothing: what `work` did is committed when it resolves and gone when it throws. */
export abstract class UnitOfWork {
  abstract run<T>(scope: Scope, work: (tx: Transaction) => Promise<T>): Promise<T>;
}

/** For reading alone: everything as it stood at the first question, whatever others commit meanwhile. */
export abstract class Snapshots {
  abstract read<T>(scope: Scope, work: (tx: Transaction) => Promise<T>): Promise<T>;
}

/** Handed from a use case to the ports, so that what belongs together is written together. */
export abstract class Transaction {
  /** For adapters alone: a use case passes the transaction on and never speaks SQL. */
  abstract query<Row>(sql: string, parameters: readonly unknown[]): Promise<readonly Row[]>;
}
