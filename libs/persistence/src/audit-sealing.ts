import type { AuditSeals, SealKey } from '@isonomia/application';
import type { DatabaseAddress } from './database-address.js';
import { createOperatorPool } from './operator-pool.js';
import { SqlAuditSeals } from './stores/sql-audit-seals.js';
import { HmacSealKey } from './system/system.js';

export interface AuditSealing {
  readonly seals: AuditSeals;
  readonly key: SealKey;
  close(): Promise<void>;
}

/** For the worker and the command line: what sealing and verifying take, over connections of their own. */
export function openAuditSealing(
  address: DatabaseAddress,
  options: { readonly name: string; readonly secret: string },
): AuditSealing {
  const pool = createOperatorPool(address, options.name);
  return { seals: new SqlAuditSeals(pool), key: new HmacSealKey(options.secret), close: () => pool.end() };
}
