import { may, type GuardedAssessment } from '../access/access.js';
import type { Actor } from '../actor.js';
import type { Assessment } from '../assessments/assessment.js';
import { NotFound } from '../problems/problems.js';
import type { StoredDocument } from './document.js';

/** A blank questionnaire holds no answer: whoever may print it may have it. */
export function mayRead(actor: Actor, document: StoredDocument, assessment: GuardedAssessment): boolean {
  if (document.edition === 'blank') return may(actor, 'questionnaire.print', assessment);
  if (document.edition === 'filled') {
    return may(actor, 'questionnaire.print', assessment) && may(actor, 'answer.view', assessment);
  }
  return may(actor, 'document.view', assessment);
}

/** The document, for whoever may read it; for anybody else there is none. */
export function openedDocument(
  actor: Actor,
  document: StoredDocument | undefined,
  assessment: Assessment | undefined,
): StoredDocument {
  if (document === undefined || assessment === undefined) throw new NotFound('document');
  if (!mayRead(actor, document, assessment)) throw new NotFound('document');
  return document;
}

const PATIENCE_MS = 10_000;

/** Ten seconds after its job began a document should be there; a person who waits is told, and may ask again. */
export function isOverdue(document: StoredDocument, now: Date): boolean {
  if (document.state !== 'running' && document.state !== 'queued') return false;
  const since = document.startedAt ?? document.requestedAt;
  return now.getTime() - since.getTime() > PATIENCE_MS;
}

/** Asked again by whoever may have it made: when it failed, or does not come. */
export const mayRetry = (actor: Actor, document: StoredDocument, assessment: Assessment, now: Date): boolean => {
  if (document.state === 'ready') return false;
  if (document.state !== 'failed' && !isOverdue(document, now)) return false;
  const action = document.kind === 'questionnaire' ? 'questionnaire.print' : 'document.request';
  return may(actor, action, assessment);
};
