import {
  agencyId,
  invitationId,
  InvitationStore,
  regionId,
  userId,
  type Acceptance,
  type Accepted,
  type AgencyId,
  type InvitationId,
  type InvitationOffer,
  type NewInvitation,
  type OpenInvitation,
  type Transaction,
  type UserId,
} from '@isonomia/application';
import { knownRole, placeNamed } from './sql-people-store.js';
import { first, present, toDate, type At } from './values.js';

interface OpenRecord {
  readonly id: string;
  readonly email: string;
  readonly role: string;
  readonly agency_id: string | null;
  readonly agency: string | null;
  readonly region_id: string | null;
  readonly region: string | null;
  readonly language: string;
  readonly inviter: string | null;
  readonly invited_at: At;
  readonly expires_at: At;
  readonly sent: number;
}
interface OfferRecord {
  readonly email: string;
  readonly role: string;
  readonly agency: string | null;
  readonly region: string | null;
  readonly inviter: string | null;
  readonly known: boolean;
  readonly yours: boolean;
}
interface AcceptedRecord {
  readonly user_id: string;
  readonly invitation_id: string;
  readonly role: string;
  readonly agency_id: string | null;
  readonly region_id: string | null;
}

const INVITE = 'SELECT invite($1, $2, $3, $4, $5, $6, $7, $8, $9) AS id';
const OPEN = 'SELECT * FROM open_invitations($1, $2)';

/** Calls the functions that ask the transaction's actor anew, or the secret of the link. */
export class SqlInvitationStore extends InvitationStore {
  async invite(tx: Transaction, given: NewInvitation): Promise<InvitationId | undefined> {
    const { id, email, role, place, language, token, at, expiresAt } = given;
    const columns = [place.agencyId ?? null, place.regionId ?? null];
    const parameters = [id, email, role, ...columns, language, token, at, expiresAt];
    const kept = first(await tx.query<{ readonly id: string | null }>(INVITE, parameters))?.id ?? undefined;
    return kept === undefined ? undefined : invitationId(kept);
  }

  async open(tx: Transaction, agency?: AgencyId): Promise<readonly OpenInvitation[]> {
    return (await tx.query<OpenRecord>(OPEN, [null, agency ?? null])).flatMap(toOpen);
  }

  async find(tx: Transaction, id: InvitationId): Promise<OpenInvitation | undefined> {
    return first((await tx.query<OpenRecord>(OPEN, [id, null])).flatMap(toOpen));
  }

  async revoke(tx: Transaction, id: InvitationId, at: Date): Promise<boolean> {
    const sql = 'SELECT revoke_invitation($1, $2) AS done';
    return first(await tx.query<{ readonly done: boolean }>(sql, [id, at]))?.done === true;
  }

  async offer(
    tx: Transaction,
    { token, at, user }: { readonly token: string; readonly at: Date; readonly user?: UserId },
  ): Promise<InvitationOffer | undefined> {
    const sql = 'SELECT email, role, agency, region, inviter, known, yours FROM invitation_of($1, $2, $3)';
    const row = first(await tx.query<OfferRecord>(sql, [token, at, user ?? null]));
    const role = knownRole(row?.role ?? '');
    if (row === undefined || role === undefined) return undefined;
    const { email, known, yours } = row;
    return {
      email,
      role,
      known,
      yours,
      ...present('agency', row.agency),
      ...present('region', row.region),
      ...present('inviter', row.inviter),
    };
  }

  async accept(tx: Transaction, { token, at, by }: Acceptance): Promise<Accepted | undefined> {
    const who = 'user' in by ? [by.user, null, null] : [null, by.name, by.passwordHash];
    const sql = 'SELECT * FROM accept_invitation($1, $2, $3, $4, $5)';
    const row = first(await tx.query<AcceptedRecord>(sql, [token, at, ...who]));
    const role = knownRole(row?.role ?? '');
    if (row === undefined || role === undefined) return undefined;
    return {
      user: userId(row.user_id),
      invitation: invitationId(row.invitation_id),
      role,
      ...(row.agency_id !== null && { agencyId: agencyId(row.agency_id) }),
      ...(row.region_id !== null && { regionId: regionId(row.region_id) }),
    };
  }
}

function toOpen(row: OpenRecord): readonly OpenInvitation[] {
  const role = knownRole(row.role);
  if (role === undefined) return [];
  return [
    {
      id: invitationId(row.id),
      email: row.email,
      role,
      ...placeNamed(row),
      language: row.language,
      ...present('inviter', row.inviter),
      invitedAt: toDate(row.invited_at),
      expiresAt: toDate(row.expires_at),
      sent: row.sent,
    },
  ];
}
