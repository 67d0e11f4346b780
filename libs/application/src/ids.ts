import { evidenceId, type EvidenceId } from '@isonomia/instrument';
import { NotFound } from './problems/problems.js';

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

export type UserId = Branded<'UserId'>;
export type ReleaseId = Branded<'ReleaseId'>;
export type RegionId = Branded<'RegionId'>;
export type CountryId = Branded<'CountryId'>;
export type AgencyId = Branded<'AgencyId'>;
export type AssessmentId = Branded<'AssessmentId'>;
export type CommentId = Branded<'CommentId'>;
export type FileId = Branded<'FileId'>;
export type InvitationId = Branded<'InvitationId'>;
export type MailId = Branded<'MailId'>;
export type MembershipId = Branded<'MembershipId'>;
export type OutcomeId = Branded<'OutcomeId'>;
export type RoundId = Branded<'RoundId'>;
export type PracticeId = Branded<'PracticeId'>;
export type LinkId = Branded<'LinkId'>;
export type TaskId = Branded<'TaskId'>;
export type WorkshopId = Branded<'WorkshopId'>;
export type SessionId = Branded<'SessionId'>;
export type GroupId = Branded<'GroupId'>;
export type ParticipantId = Branded<'ParticipantId'>;
export type PointId = Branded<'PointId'>;
export type ClauseId = Branded<'ClauseId'>;
export type CommitmentId = Branded<'CommitmentId'>;
export type OfferId = Branded<'OfferId'>;
export type WorkshopOutcomeId = Branded<'WorkshopOutcomeId'>;
/** Printed on paper and typed by hand: `K7QF-3M9D-X2TA`, twelve characters of Crockford's base 32. */
export type DocumentId = Branded<'DocumentId'>;

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Text that is no UUID names nothing; refused here, or the database would answer it with an error of its own. */
function uuid(kind: string, text: string): string {
  const lower = text.toLowerCase();
  if (!UUID.test(lower)) throw new NotFound(kind);
  return lower;
}

export const regionId = (text: string): RegionId => uuid('region', text) as RegionId;
export const countryId = (text: string): CountryId => uuid('country', text) as CountryId;
export const agencyId = (text: string): AgencyId => uuid('agency', text) as AgencyId;
export const assessmentId = (text: string): AssessmentId => uuid('assessment', text) as AssessmentId;
export const commentId = (text: string): CommentId => uuid('comment', text) as CommentId;
export const fileId = (text: string): FileId => uuid('file', text) as FileId;
export const mailId = (text: string): MailId => uuid('mail', text) as MailId;
export const invitationId = (text: string): InvitationId => uuid('invitation', text) as InvitationId;
export const membershipId = (text: string): MembershipId => uuid('role', text) as MembershipId;
/** Of a person named in an address. */
export const personId = (text: string): UserId => uuid('person', text) as UserId;
export const practiceId = (text: string): PracticeId => uuid('practice', text) as PracticeId;
export const roundId = (text: string): RoundId => uuid('round', text) as RoundId;
export const linkId = (text: string): LinkId => uuid('link', text) as LinkId;
export const taskId = (text: string): TaskId => uuid('task', text) as TaskId;
export const workshopId = (text: string): WorkshopId => uuid('workshop', text) as WorkshopId;
export const sessionId = (text: string): SessionId => uuid('session', text) as SessionId;
export const groupId = (text: string): GroupId => uuid('group', text) as GroupId;
export const participantId = (text: string): ParticipantId => uuid('participant', text) as ParticipantId;
export const pointId = (text: string): PointId => uuid('point', text) as PointId;
export const clauseId = (text: string): ClauseId => uuid('clause', text) as ClauseId;
export const commitmentId = (text: string): CommitmentId => uuid('commitment', text) as CommitmentId;
export const offerId = (text: string): OfferId => uuid('offer', text) as OfferId;
export const workshopOutcomeId = (text: string): WorkshopOutcomeId =>
  uuid('workshop-outcome', text) as WorkshopOutcomeId;
export const releaseId = (text: string): ReleaseId => uuid('release', text) as ReleaseId;
export const outcomeId = (text: string): OutcomeId => uuid('outcome', text) as OutcomeId;
/** An evidence id as our tables know it; an answer file may carry any text. */
export const storedEvidenceId = (text: string): EvidenceId => evidenceId(uuid('evidence', text));
export const isUuid = (text: string): boolean => UUID.test(text);

/** The account library makes these, in a shape of its own. */
export const userId = (text: string): UserId => text as UserId;

const DOCUMENT = /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/;

/** Reads an id as people type it: lower case, without hyphens, O for 0 and I or L for 1, as Crockford's base 32 allows. */
export function documentId(typed: string): DocumentId {
  const plain = typed.slice(0, 40).toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  const id = [plain.slice(0, 4), plain.slice(4, 8), plain.slice(8)].join('-');
  if (!DOCUMENT.test(id)) throw new NotFound('document');
  return id as DocumentId;
}
