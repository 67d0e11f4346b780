import { type AuditSealing, openAuditSealing, pendingMigrations } from '@isonomia/persistence';
import { misused } from '../exit.js';
import { withDatabase } from '../installation.js';

/** The audit of this installation, whether or not a server runs on it. */
export function withAudit<T>(work: (audit: AuditSealing) => Promise<T>): Promise<T> {
  return withDatabase(async ({ secrets, address }) => {
    if ((await pendingMigrations(address)).length > 0) {
      throw misused('The database is of another version; run "isonomia migrate" first.');
    }
    const audit = openAuditSealing(address, { name: 'isonomia audit', secret: secrets.auditSecret });
    try {
      return await work(audit);
    } finally {
      await audit.close();
    }
  });
}
