import {
  groupId,
  participantId,
  WorkshopScreenStore,
  type Attended,
  type ClauseAddressee,
  type ForwardPoint,
  type GroupProgress,
  type ParticipantId,
  type PointKind,
  type SessionId,
  type Timer,
  type Transaction,
  type WorkshopId,
} from '@isonomia/application';
import { present } from './values.js';

interface ProgressRecord {
  readonly group_id: string;
  readonly members: number;
  readonly joined: number;
  readonly here: number;
  readonly answered: number;
  readonly agreed: number;
  readonly points: number;
  readonly put_forward: number;
}
interface PointRecord {
  readonly id: string;
  readonly group_id: string;
  readonly kind: PointKind;
  readonly body: string;
  readonly addressee: ClauseAddressee | null;
}
interface AttendedRecord {
  readonly participant_id: string;
  readonly day: string;
  readonly source: 'joined' | 'seen';
}

const PUT_FORWARD = `SELECT id, group_id, kind, body, addressee FROM workshop_point
  WHERE workshop_id = $1 AND put_forward_at IS NOT NULL AND withdrawn_at IS NULL ORDER BY put_forward_at DESC, id`;
const SEEN = `INSERT INTO workshop_attendance (workshop_id, participant_id, day, source, noted_at)
  SELECT $1, p, $3, 'seen', $4 FROM unnest($2::uuid[]) p ON CONFLICT DO NOTHING`;
const ABSENT = `DELETE FROM workshop_attendance
  WHERE workshop_id = $1 AND participant_id = ANY ($2::uuid[]) AND day = $3`;

export class SqlWorkshopScreenStore extends WorkshopScreenStore {
  async progress(tx: Transaction, workshop: WorkshopId, at: Date): Promise<readonly GroupProgress[]> {
    const rows = await tx.query<ProgressRecord>('SELECT * FROM workshop_progress($1, $2)', [workshop, at]);
    return rows.map(({ group_id, put_forward, ...counts }) => ({
      ...counts,
      group: groupId(group_id),
      putForward: put_forward,
    }));
  }

  async putForward(tx: Transaction, workshop: WorkshopId): Promise<readonly ForwardPoint[]> {
    const rows = await tx.query<PointRecord>(PUT_FORWARD, [workshop]);
    return rows.map(({ id, group_id, kind, body, addressee }) => ({
      id,
      group: groupId(group_id),
      kind,
      body,
      ...present('addressee', addressee),
    }));
  }

  async setTimer(tx: Transaction, workshop: WorkshopId, timer: Timer | undefined): Promise<void> {
    const endsAt = timer !== undefined && 'endsAt' in timer ? timer.endsAt : null;
    const left = timer !== undefined && 'left' in timer ? timer.left : null;
    const sql = 'UPDATE workshop SET timer_ends_at = $2, timer_left = $3 WHERE id = $1';
    await tx.query(sql, [workshop, endsAt, left]);
  }

  async setSession(tx: Transaction, workshop: WorkshopId, session: SessionId | undefined): Promise<void> {
    await tx.query('UPDATE workshop SET session_id = $2 WHERE id = $1', [workshop, session ?? null]);
  }

  async attendance(tx: Transaction, workshop: WorkshopId): Promise<readonly Attended[]> {
    const sql = 'SELECT participant_id, day, source FROM workshop_attendance WHERE workshop_id = $1';
    const rows = await tx.query<AttendedRecord>(sql, [workshop]);
    return rows.map(({ participant_id, day, source }) => ({ participant: participantId(participant_id), day, source }));
  }

  async noteSeen(tx: Transaction, seen: Parameters<WorkshopScreenStore['noteSeen']>[1]): Promise<void> {
    if (seen.participants.length === 0) return;
    await tx.query(SEEN, [seen.workshop, seen.participants, seen.day, seen.at]);
  }

  async noteAbsent(
    tx: Transaction,
    absent: { workshop: WorkshopId; day: string; participants: readonly ParticipantId[] },
  ): Promise<void> {
    if (absent.participants.length === 0) return;
    await tx.query(ABSENT, [absent.workshop, absent.participants, absent.day]);
  }
}
