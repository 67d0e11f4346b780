import type { AgencyId, UserId } from '../ids.js';
import type { Transaction } from './unit-of-work.js';

/** One row as people read it. */
export interface AuditLine {
  /** Text: only compared. */
  readonly id: string;
  readonly agency?: { readonly id: AgencyId; readonly name?: string };
  readonly actor: UserId;
  /** Of this version or of an older one. */
  readonly action: string;
  readonly subject: { readonly kind: string; readonly id: string };
  readonly at: Date;
  readonly detail: Readonly<Record<string, unknown>>;
}

export interface AuditQuery {
  /** `system`: what concerns no agency; left out: everything that the person reaches. */
  readonly of?: AgencyId | 'system';
  /** Calendar days in the zone, both included. */
  readonly from?: string;
  readonly to?: string;
  readonly timeZone: string;
  readonly person?: UserId;
  readonly action?: string;
  readonly before?: string;
  readonly size: number;
}

export abstract class AuditReader {
  /** Newest first. */
  abstract lines(tx: Transaction, query: AuditQuery): Promise<readonly AuditLine[]>;
  /** Who acted lately, for a list to choose from. */
  abstract actors(tx: Transaction, of: AuditQuery['of']): Promise<readonly UserId[]>;
}
