import { isOutsider } from '../access/access.js';
import type { Actor } from '../actor.js';
import type { AuditedAction, AuditLog } from '../ports/audit-log.js';
import type { Transaction } from '../ports/unit-of-work.js';
import type { Assessment } from './assessment.js';

/** Whoever reads an agency's assessment from outside the agency leaves a trace that the agency can read. */
export async function auditOutsider(
  audit: AuditLog,
  tx: Transaction,
  actor: Actor,
  read: { readonly action: AuditedAction; readonly assessment: Assessment },
): Promise<void> {
  const { assessment } = read;
  if (!isOutsider(actor, assessment.agencyId)) return;
  await audit.append(tx, {
    action: read.action,
    actor: actor.userId,
    agency: assessment.agencyId,
    subject: { kind: 'assessment', id: assessment.id },
  });
}
