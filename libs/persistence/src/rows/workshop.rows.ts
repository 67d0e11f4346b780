import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('workshop')
export class WorkshopRow {
  @PrimaryColumn({ type: 'uuid' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'region_id' })
  readonly regionId!: string;

  @Column({ type: 'text' })
  readonly title!: string;

  @Column({ type: 'text' })
  readonly place!: string;

  @Column({ type: 'date', name: 'starts_on' })
  readonly startsOn!: string;

  @Column({ type: 'date', name: 'ends_on' })
  readonly endsOn!: string;

  @Column({ type: 'text', name: 'time_zone' })
  readonly timeZone!: string;

  @Column({ type: 'text', array: true, default: () => "'{}'" })
  readonly organisers!: readonly string[];

  @Column({ type: 'text', array: true, default: () => "'{}'" })
  readonly donors!: readonly string[];

  @Column({ type: 'text', nullable: true })
  readonly purpose!: string | null;

  @Column({ type: 'text', name: 'instrument_id' })
  readonly instrumentId!: string;

  @Column({ type: 'text', name: 'instrument_version' })
  readonly instrumentVersion!: string;

  @Column({ type: 'text' })
  readonly variant!: string;

  @Column({ type: 'date', name: 'reference_from' })
  readonly referenceFrom!: string;

  @Column({ type: 'date', name: 'reference_to' })
  readonly referenceTo!: string;

  @Column({ type: 'text', array: true })
  readonly languages!: readonly string[];

  @Column({ type: 'boolean', default: false })
  readonly quiz!: boolean;

  @Column({ type: 'text', default: 'planned' })
  readonly state!: string;

  @Column({ type: 'text', name: 'join_code' })
  readonly joinCode!: string;

  @Column({ type: 'boolean', default: false })
  readonly joining!: boolean;

  @Column({ type: 'uuid', name: 'session_id', nullable: true })
  readonly sessionId!: string | null;

  @Column({ type: 'timestamptz', name: 'timer_ends_at', nullable: true })
  readonly timerEndsAt!: Date | null;

  @Column({ type: 'integer', name: 'timer_left', nullable: true })
  readonly timerLeft!: number | null;

  @Column({ type: 'timestamptz', name: 'clauses_locked_at', nullable: true })
  readonly clausesLockedAt!: Date | null;

  @Column({ type: 'boolean', name: 'figures_forgotten', default: false })
  readonly figuresForgotten!: boolean;

  @Column({ type: 'timestamptz', name: 'opened_at', nullable: true })
  readonly openedAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'closed_at', nullable: true })
  readonly closedAt!: Date | null;

  @Column({ type: 'text', name: 'created_by' })
  readonly createdBy!: string;

  @Column({ type: 'timestamptz', name: 'created_at' })
  readonly createdAt!: Date;

  @Column({ type: 'integer', default: 1 })
  readonly revision!: number;
}

@Entity('workshop_session')
export class WorkshopSessionRow {
  @PrimaryColumn({ type: 'uuid' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'workshop_id' })
  readonly workshopId!: string;

  @Column({ type: 'date' })
  readonly day!: string;

  @Column({ type: 'time without time zone' })
  readonly starts!: string;

  @Column({ type: 'time without time zone' })
  readonly ends!: string;

  @Column({ type: 'text' })
  readonly title!: string;

  @Column({ type: 'text' })
  readonly kind!: string;
}

@Entity('workshop_group')
export class WorkshopGroupRow {
  @PrimaryColumn({ type: 'uuid' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'workshop_id' })
  readonly workshopId!: string;

  @Column({ type: 'text' })
  readonly kind!: string;

  @Column({ type: 'text' })
  readonly name!: string;

  @Column({ type: 'uuid', name: 'agency_id', nullable: true })
  readonly agencyId!: string | null;

  @Column({ type: 'integer' })
  readonly position!: number;

  @Column({ type: 'timestamptz', name: 'created_at' })
  readonly createdAt!: Date;

  @Column({ type: 'timestamptz', name: 'sheet_sent_at', nullable: true })
  readonly sheetSentAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'sheet_returned_at', nullable: true })
  readonly sheetReturnedAt!: Date | null;
}

@Entity('workshop_participant')
export class WorkshopParticipantRow {
  @PrimaryColumn({ type: 'uuid' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'workshop_id' })
  readonly workshopId!: string;

  @Column({ type: 'text' })
  readonly name!: string;

  @Column({ type: 'uuid', name: 'country_id', nullable: true })
  readonly countryId!: string | null;

  @Column({ type: 'uuid', name: 'agency_id', nullable: true })
  readonly agencyId!: string | null;

  @Column({ type: 'text', nullable: true })
  readonly organisation!: string | null;

  @Column({ type: 'text', nullable: true })
  readonly function!: string | null;

  @Column({ type: 'text' })
  readonly sex!: string;

  @Column({ type: 'text' })
  readonly language!: string;

  @Column({ type: 'text', nullable: true })
  readonly email!: string | null;

  @Column({ type: 'uuid', name: 'agency_group_id', nullable: true })
  readonly agencyGroupId!: string | null;

  @Column({ type: 'uuid', name: 'mixed_group_id', nullable: true })
  readonly mixedGroupId!: string | null;

  @Column({ type: 'text', name: 'badge_code' })
  readonly badgeCode!: string;

  @Column({ type: 'text', name: 'seat_sha256', nullable: true })
  readonly seatSha256!: string | null;

  @Column({ type: 'timestamptz', name: 'joined_at', nullable: true })
  readonly joinedAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'seen_at', nullable: true })
  readonly seenAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'removed_at', nullable: true })
  readonly removedAt!: Date | null;

  @Column({ type: 'boolean', name: 'focal_point', default: false })
  readonly focalPoint!: boolean;

  @Column({ type: 'text', nullable: true })
  readonly contact!: string | null;

  @Column({ type: 'timestamptz', name: 'listed_at', nullable: true })
  readonly listedAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'created_at' })
  readonly createdAt!: Date;

  @Column({ type: 'integer', default: 1 })
  readonly revision!: number;
}

@Entity('workshop_attendance')
export class WorkshopAttendanceRow {
  @Column({ type: 'uuid', name: 'workshop_id' })
  readonly workshopId!: string;

  @PrimaryColumn({ type: 'uuid', name: 'participant_id' })
  readonly participantId!: string;

  @PrimaryColumn({ type: 'date' })
  readonly day!: string;

  @Column({ type: 'text' })
  readonly source!: string;

  @Column({ type: 'timestamptz', name: 'noted_at' })
  readonly notedAt!: Date;
}
