import type { Transaction } from './unit-of-work.js';

/** An agency's id, or `system` for what concerns no agency. */
export type AuditChain = string;
export const SYSTEM_CHAIN: AuditChain = 'system';

/** Ids of audit rows are text: they are compared, never counted with. */
export interface AuditBatch {
  readonly firstId: string;
  readonly lastId: string;
  readonly rows: number;
  /** SHA-256, hexadecimal, over one line of JSON a row, in the order of ids. */
  readonly digest: string;
}

/** Says what a chain held, and which seal stands before it. */
export interface Seal extends AuditBatch {
  readonly chain: AuditChain;
  /** 1, 2, 3 … within the chain. */
  readonly number: number;
  /** The seal before this one; empty for the first. */
  readonly previous: string;
  /** Keyed, over everything else here. */
  readonly seal: string;
  /** UTC to the microsecond, e.g. `2026-03-01T09:00:00.000000Z`. */
  readonly at: string;
}

/** A seal beside what its range holds now. */
export interface SealedRange {
  readonly seal: Seal;
  readonly found: { readonly rows: number } & Partial<AuditBatch>;
}

/** The rows of the audit as those see them who seal and verify it; works without a transaction of the caller's. */
export abstract class AuditSeals {
  /**
   * The greatest id of which it is certain that no row with it or a smaller one can still appear. An id is taken before
   * its row is committed, so this waits for those who may hold one; undefined when they take longer than `patience`.
   */
  abstract settled(patience: { readonly milliseconds: number }): Promise<string | undefined>;
  /** Chains with rows up to this id; after the other id, where one is given. */
  abstract chains(ids: { readonly upTo: string; readonly after?: string }): Promise<readonly AuditChain[]>;
  /** Every chain that has rows or seals. */
  abstract allChains(): Promise<readonly AuditChain[]>;
  abstract lastSeal(chain: AuditChain): Promise<Seal | undefined>;
  /** The next rows of the chain, at most `limit`; undefined when there are none. */
  abstract nextBatch(
    chain: AuditChain,
    ids: { readonly after: string | undefined; readonly upTo: string; readonly limit: number },
  ): Promise<AuditBatch | undefined>;
  /** False when another process has sealed the chain meanwhile; nothing is kept then. */
  abstract keep(seal: Seal): Promise<boolean>;
  /** The seals that follow one another after the given place, each with what lies in its range now. */
  abstract ranges(
    chain: AuditChain,
    from: { readonly number: number; readonly lastId: string | undefined },
  ): Promise<readonly SealedRange[]>;
  abstract unsealed(
    chain: AuditChain,
    after: string | undefined,
  ): Promise<{ readonly rows: number; readonly oldest?: Date }>;
}

/** Signs with the secret of the audit, which lies outside of the database. */
export abstract class SealKey {
  abstract sign(text: string): string;
}

/** For a process that reads the audit as a person does: within that person's transaction. */
export abstract class AuditSealsSource {
  abstract in(tx: Transaction): AuditSeals;
}
