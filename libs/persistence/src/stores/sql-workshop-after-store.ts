import {
  commitmentId,
  groupId,
  participantId,
  taskId,
  WorkshopAfterStore,
  workshopId,
  type AgencyId,
  type AttendedWorkshop,
  type CommitmentId,
  type FollowedCommitment,
  type ListedContact,
  type OpenOffer,
  type RegionId,
  type TaskId,
  type Transaction,
} from '@isonomia/application';
import { present } from './values.js';

interface CommitmentRecord {
  readonly id: string;
  readonly position: number;
  readonly what: string;
  readonly owner: string;
  readonly due: string;
  readonly help: string | null;
  readonly task_id: string | null;
  readonly task_state: NonNullable<FollowedCommitment['task']>['state'] | null;
}
interface AttendedRecord {
  readonly id: string;
  readonly title: string;
  readonly place: string;
  readonly starts_on: string;
  readonly ends_on: string;
  readonly state: AttendedWorkshop['state'];
  readonly group_id: string;
  readonly agreed: number;
  readonly commitments: readonly CommitmentRecord[];
}
interface ContactRecord {
  readonly participant_id: string;
  readonly name: string;
  readonly function: string | null;
  readonly organisation: string;
  readonly country: string | null;
  readonly contact: string;
  readonly focal_point: boolean;
}
interface OfferRecord {
  readonly workshop_id: string;
  readonly instrument_id: string;
  readonly instrument_version: string;
  readonly kind: OpenOffer['kind'];
  readonly name: string;
  readonly dimension_id: string;
  readonly body: string;
}

const ATTENDED = `SELECT w.id, w.title, w.place, w.starts_on::text, w.ends_on::text, w.state, g.id AS group_id,
    (SELECT count(*)::int FROM workshop_consensus c WHERE c.group_id = g.id) AS agreed,
    coalesce((SELECT jsonb_agg(jsonb_build_object('id', p.id, 'position', p.position, 'what', p.what, 'owner', p.owner,
        'due', p.due, 'help', p.help, 'task_id', t.id, 'task_state', t.state) ORDER BY p.position)
      FROM workshop_commitment p LEFT JOIN plan_task t ON t.id = p.task_id WHERE p.group_id = g.id), '[]') AS commitments
  FROM workshop_group g JOIN workshop w ON w.id = g.workshop_id
  WHERE g.agency_id = $1 AND w.state <> 'planned' ORDER BY w.starts_on DESC, w.id`;
const OPEN_OFFERS = `SELECT o.workshop_id, w.instrument_id, w.instrument_version, o.kind, g.name, o.dimension_id, o.body
  FROM workshop_offer o JOIN workshop w ON w.id = o.workshop_id JOIN workshop_group g ON g.id = o.group_id
  WHERE w.region_id = $1 AND o.state = 'open' ORDER BY w.starts_on DESC, o.changed_at, o.id`;

export class SqlWorkshopAfterStore extends WorkshopAfterStore {
  async attended(tx: Transaction, agency: AgencyId): Promise<readonly AttendedWorkshop[]> {
    return (await tx.query<AttendedRecord>(ATTENDED, [agency])).map((row) => ({
      id: workshopId(row.id),
      title: row.title,
      place: row.place,
      startsOn: row.starts_on,
      endsOn: row.ends_on,
      state: row.state,
      group: groupId(row.group_id),
      agreed: row.agreed,
      commitments: row.commitments.map(toCommitment),
    }));
  }

  async becameTask(tx: Transaction, commitment: CommitmentId, task: TaskId): Promise<boolean> {
    const sql = 'UPDATE workshop_commitment SET task_id = $2 WHERE id = $1 AND task_id IS NULL RETURNING id';
    return (await tx.query(sql, [commitment, task])).length > 0;
  }

  async contacts(tx: Transaction, region: RegionId): Promise<readonly ListedContact[]> {
    return (await tx.query<ContactRecord>('SELECT * FROM listed_contacts($1)', [region])).map((row) => ({
      participant: participantId(row.participant_id),
      name: row.name,
      organisation: row.organisation,
      contact: row.contact,
      focalPoint: row.focal_point,
      ...present('function', row.function),
      ...present('country', row.country),
    }));
  }

  async openOffers(tx: Transaction, region: RegionId): Promise<readonly OpenOffer[]> {
    return (await tx.query<OfferRecord>(OPEN_OFFERS, [region])).map((row) => ({
      workshop: workshopId(row.workshop_id),
      instrumentId: row.instrument_id,
      instrumentVersion: row.instrument_version,
      kind: row.kind,
      from: row.name,
      dimension: row.dimension_id,
      body: row.body,
    }));
  }
}

const toCommitment = (row: CommitmentRecord): FollowedCommitment => ({
  id: commitmentId(row.id),
  position: row.position,
  what: row.what,
  owner: row.owner,
  due: row.due,
  ...present('help', row.help),
  ...(row.task_id !== null && row.task_state !== null && { task: { id: taskId(row.task_id), state: row.task_state } }),
});
