import {
  type Commitment,
  commitmentId,
  type CommitmentId,
  groupId,
  type Offer,
  offerId,
  type OfferId,
  type ParticipantId,
  type Transaction,
  workshopId,
  type WorkshopId,
  WorkshopPromiseStore,
} from '@isonomia/application';
import { first, present, toDate, type At } from './values.js';

const COMMITMENTS = `SELECT id, workshop_id, group_id, position, what, owner, due::text AS due, help, revision, changed_at
  FROM workshop_commitment WHERE workshop_id = $1 ORDER BY group_id, position`;
const ADD_COMMITMENT = `INSERT INTO workshop_commitment
    (id, workshop_id, group_id, position, what, owner, due, help, participant_id, changed_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (group_id, position) DO NOTHING RETURNING id`;
const CHANGE_COMMITMENT = `WITH done AS (
    UPDATE workshop_commitment SET what = $3, owner = $4, due = $5, help = $6, participant_id = $7, changed_at = $8,
      revision = revision + 1
    WHERE id = $1 AND revision = $2 RETURNING revision)
  SELECT revision FROM done`;
const REMOVE_COMMITMENT = `WITH gone AS (DELETE FROM workshop_commitment WHERE id = $1 AND revision = $2 RETURNING id)
  SELECT id FROM gone`;

const OFFERS = `SELECT id, workshop_id, group_id, kind, dimension_id, body, state, revision, changed_at FROM workshop_offer
  WHERE workshop_id = $1`;
const ADD_OFFER = `INSERT INTO workshop_offer
    (id, workshop_id, group_id, kind, dimension_id, body, state, participant_id, changed_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`;
const CHANGE_OFFER = `WITH done AS (
    UPDATE workshop_offer SET body = $3, state = $4, participant_id = $5, changed_at = $6, revision = revision + 1
    WHERE id = $1 AND revision = $2 RETURNING revision)
  SELECT revision FROM done`;

interface CommitmentRecord {
  readonly id: string;
  readonly workshop_id: string;
  readonly group_id: string;
  readonly position: number;
  readonly what: string;
  readonly owner: string;
  readonly due: string;
  readonly help: string | null;
  readonly revision: number;
  readonly changed_at: At;
}
interface OfferRecord {
  readonly id: string;
  readonly workshop_id: string;
  readonly group_id: string;
  readonly kind: Offer['kind'];
  readonly dimension_id: string;
  readonly body: string;
  readonly state: Offer['state'];
  readonly revision: number;
  readonly changed_at: At;
}
interface Revised {
  readonly revision: number;
}

export class SqlWorkshopPromiseStore extends WorkshopPromiseStore {
  async commitments(tx: Transaction, workshop: WorkshopId): Promise<readonly Commitment[]> {
    return (await tx.query<CommitmentRecord>(COMMITMENTS, [workshop])).map(toCommitment);
  }

  async addCommitment(tx: Transaction, made: Commitment, by: ParticipantId): Promise<boolean> {
    const { id, workshop, group, position, what, owner, due, help, changedAt } = made;
    const values = [id, workshop, group, position, what, owner, due, help ?? null, by, changedAt];
    return (await tx.query(ADD_COMMITMENT, values)).length > 0;
  }

  async changeCommitment(tx: Transaction, next: Commitment, by: ParticipantId): Promise<number | undefined> {
    const { id, revision, what, owner, due, help, changedAt } = next;
    const values = [id, revision, what, owner, due, help ?? null, by, changedAt];
    return first(await tx.query<Revised>(CHANGE_COMMITMENT, values))?.revision;
  }

  async removeCommitment(tx: Transaction, id: CommitmentId, expected: number): Promise<boolean> {
    return (await tx.query(REMOVE_COMMITMENT, [id, expected])).length > 0;
  }

  async offers(tx: Transaction, workshop: WorkshopId): Promise<readonly Offer[]> {
    return (await tx.query<OfferRecord>(`${OFFERS} ORDER BY id`, [workshop])).map(toOffer);
  }

  async offer(tx: Transaction, workshop: WorkshopId, id: OfferId): Promise<Offer | undefined> {
    const row = first(await tx.query<OfferRecord>(`${OFFERS} AND id = $2`, [workshop, id]));
    return row === undefined ? undefined : toOffer(row);
  }

  async addOffer(tx: Transaction, made: Offer, by: ParticipantId): Promise<void> {
    const { id, workshop, group, kind, dimension, body, state, changedAt } = made;
    await tx.query(ADD_OFFER, [id, workshop, group, kind, dimension, body, state, by, changedAt]);
  }

  async changeOffer(tx: Transaction, next: Offer, by: ParticipantId): Promise<number | undefined> {
    const { id, revision, body, state, changedAt } = next;
    return first(await tx.query<Revised>(CHANGE_OFFER, [id, revision, body, state, by, changedAt]))?.revision;
  }
}

const toCommitment = (row: CommitmentRecord): Commitment => ({
  id: commitmentId(row.id),
  workshop: workshopId(row.workshop_id),
  group: groupId(row.group_id),
  position: row.position,
  what: row.what,
  owner: row.owner,
  due: row.due,
  ...present('help', row.help),
  revision: row.revision,
  changedAt: toDate(row.changed_at),
});

const toOffer = (row: OfferRecord): Offer => ({
  id: offerId(row.id),
  workshop: workshopId(row.workshop_id),
  group: groupId(row.group_id),
  kind: row.kind,
  dimension: row.dimension_id,
  body: row.body,
  state: row.state,
  revision: row.revision,
  changedAt: toDate(row.changed_at),
});
