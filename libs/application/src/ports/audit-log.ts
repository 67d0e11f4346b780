import type { AgencyId, UserId } from '../ids.js';
import type { Transaction } from './unit-of-work.js';

/** Each has a sentence on the pages of the audit: libs/view/texts, `page.audit.did`. */
export const AUDITED_ACTIONS = [
  'region.defined',
  'country.defined',
  'agency.created',
  'agency.changed',
  'agency.retired',
  'agency.restored',
  'agency.exported',
  'agency.erasure-asked',
  'agency.erasure-withdrawn',
  'agency.erased',
  'agency.logo-changed',
  'agency.logo-read',
  'assessment.started',
  'assessment.brought',
  'assessment.corrected',
  'assessment.imported',
  'assessment.read',
  'assessment.submitted',
  'assessment.withdrawn',
  'answer.recorded',
  'answer.cleared',
  'answers.recorded',
  'answers.confirmed',
  'answer.taken-over',
  'draft.kept',
  'draft.discarded',
  'dimension.assigned',
  'round.planned',
  'round.changed',
  'round.opened',
  'round.extended',
  'round.closed',
  'round.invited',
  'round.reminded',
  'round.declined',
  'round.accepted',
  'sharing.chosen',
  'comment.written',
  'review.taken',
  'review.decided',
  'review.asked',
  'review.returned',
  'review.validated',
  'release.requested',
  'release.retried',
  'release.made',
  'release.failed',
  'release.downloaded',
  'named.viewed',
  'named.read',
  'evidence.added',
  'evidence.removed',
  'evidence.restored',
  'evidence.file-discarded',
  'evidence.read',
  'result.read',
  'recommendation.decided',
  'document.requested',
  'document.retried',
  'document.made',
  'document.failed',
  'document.read',
  'password.changed',
  'password.reset-asked',
  'account.changed',
  'session.ended',
  'token.created',
  'token.revoked',
  'mail.failed',
  'person.created',
  'person.invited',
  'invitation.accepted',
  'invitation.revoked',
  'role.granted',
  'role.withdrawn',
  'person.disabled',
  'person.enabled',
  'person.exported',
  'person.erased',
  'instrument.published',
  'factor.added',
  'factor.removed',
  'factor.proved',
  'factor.failed',
  'recovery-code.used',
  'sign-in.done',
  'sign-in.refused',
  'sign-in.throttled',
  'sign-out.done',
  'access.denied',
  'table.downloaded',
  'audit.read',
  'audit.exported',
  'audit.verified',
  'retention.purged',
] as const;
export type AuditedAction = (typeof AUDITED_ACTIONS)[number];

export interface AuditEntry {
  readonly action: AuditedAction;
  readonly actor: UserId;
  /** Left out for what concerns the installation. */
  readonly agency?: AgencyId;
  readonly subject: { readonly kind: string; readonly id: string };
  /** Ids, states and counts; never what somebody wrote. */
  readonly detail?: Readonly<Record<string, string | number | boolean>>;
}

/** Append-only. In the transaction of what it tells: if the row cannot be written, the thing does not happen. */
export abstract class AuditLog {
  abstract append(tx: Transaction, ...entries: readonly AuditEntry[]): Promise<void>;
  /** In a short transaction of its own, for what has none: a sign-in, a refusal. Resolves when the row is kept. */
  abstract note(entry: AuditEntry): Promise<void>;
  /** Whose thing this is, whether or not anybody may see it: for the audit alone, never for an answer. */
  abstract agencyOf(subject: AuditEntry['subject']): Promise<AgencyId | undefined>;
}
