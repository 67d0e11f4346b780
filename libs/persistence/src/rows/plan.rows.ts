import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('plan_task')
export class PlanTaskRow {
  @PrimaryColumn({ type: 'uuid' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'agency_id' })
  readonly agencyId!: string;

  @Column({ type: 'uuid', name: 'outcome_id', nullable: true })
  readonly outcomeId!: string | null;

  @Column({ type: 'uuid', name: 'assessment_id', nullable: true })
  readonly assessmentId!: string | null;

  @Column({ type: 'text', name: 'instrument_id', nullable: true })
  readonly instrumentId!: string | null;

  @Column({ type: 'text', name: 'instrument_version', nullable: true })
  readonly instrumentVersion!: string | null;

  @Column({ type: 'text', name: 'rule_id', nullable: true })
  readonly ruleId!: string | null;

  @Column({ type: 'text', name: 'dimension_id', nullable: true })
  readonly dimensionId!: string | null;

  @Column({ type: 'text', nullable: true })
  readonly what!: string | null;

  @Column({ type: 'text', name: 'owner_role', nullable: true })
  readonly ownerRole!: string | null;

  @Column({ type: 'text', name: 'owner_name', nullable: true })
  readonly ownerName!: string | null;

  @Column({ type: 'text', name: 'owner_id', nullable: true })
  readonly ownerId!: string | null;

  @Column({ type: 'date', nullable: true })
  readonly due!: string | null;

  @Column({ type: 'date', name: 'due_set_on' })
  readonly dueSetOn!: string;

  @Column({ type: 'text' })
  readonly state!: string;

  @Column({ type: 'text', nullable: true })
  readonly reason!: string | null;

  @Column({ type: 'boolean', default: false })
  readonly withdrawn!: boolean;

  @Column({ type: 'text', nullable: true })
  readonly indicator!: string | null;

  @Column({ type: 'text', nullable: true })
  readonly target!: string | null;

  @Column({ type: 'text', nullable: true })
  readonly measured!: string | null;

  @Column({ type: 'boolean', default: true })
  readonly reminders!: boolean;

  @Column({ type: 'integer', default: 1 })
  readonly revision!: number;

  @Column({ type: 'text', name: 'created_by' })
  readonly createdBy!: string;

  @Column({ type: 'timestamptz', name: 'created_at' })
  readonly createdAt!: Date;
}

@Entity('plan_event')
export class PlanEventRow {
  @PrimaryColumn({ type: 'bigint' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'agency_id' })
  readonly agencyId!: string;

  @Column({ type: 'uuid', name: 'task_id' })
  readonly taskId!: string;

  @Column({ type: 'integer' })
  readonly revision!: number;

  @Column({ type: 'text' })
  readonly kind!: string;

  @Column({ type: 'jsonb' })
  readonly body!: unknown;

  @Column({ type: 'text', nullable: true })
  readonly note!: string | null;

  @Column({ type: 'uuid', name: 'outcome_id', nullable: true })
  readonly outcomeId!: string | null;

  @Column({ type: 'text' })
  readonly by!: string;

  @Column({ type: 'timestamptz' })
  readonly at!: Date;
}

@Entity('plan_evidence')
export class PlanEvidenceRow {
  @PrimaryColumn({ type: 'uuid' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'agency_id' })
  readonly agencyId!: string;

  @Column({ type: 'uuid', name: 'task_id' })
  readonly taskId!: string;

  @Column({ type: 'text' })
  readonly kind!: string;

  @Column({ type: 'text' })
  readonly title!: string;

  @Column({ type: 'text', nullable: true })
  readonly number!: string | null;

  @Column({ type: 'date', nullable: true })
  readonly date!: string | null;

  @Column({ type: 'text', nullable: true })
  readonly holder!: string | null;

  @Column({ type: 'text', nullable: true })
  readonly page!: string | null;

  @Column({ type: 'text', nullable: true })
  readonly url!: string | null;

  @Column({ type: 'boolean', default: false })
  readonly restricted!: boolean;

  @Column({ type: 'uuid', name: 'file_id', nullable: true })
  readonly fileId!: string | null;

  @Column({ type: 'text', name: 'created_by' })
  readonly createdBy!: string;

  @Column({ type: 'timestamptz', name: 'created_at' })
  readonly createdAt!: Date;

  @Column({ type: 'timestamptz', name: 'removed_at', nullable: true })
  readonly removedAt!: Date | null;
}

@Entity('plan_notice')
export class PlanNoticeRow {
  @Column({ type: 'uuid', name: 'agency_id' })
  readonly agencyId!: string;

  @PrimaryColumn({ type: 'uuid' })
  readonly subject!: string;

  @PrimaryColumn({ type: 'text' })
  readonly kind!: string;

  @PrimaryColumn({ type: 'date' })
  readonly day!: string;

  @Column({ type: 'timestamptz' })
  readonly at!: Date;
}

@Entity('plan_sharing')
export class PlanSharingRow {
  @PrimaryColumn({ type: 'bigint' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'round_id' })
  readonly roundId!: string;

  @Column({ type: 'uuid', name: 'agency_id' })
  readonly agencyId!: string;

  @Column({ type: 'boolean' })
  readonly shown!: boolean;

  @Column({ type: 'text', name: 'chosen_by' })
  readonly chosenBy!: string;

  @Column({ type: 'timestamptz', name: 'chosen_at' })
  readonly chosenAt!: Date;
}

@Entity('follow_up')
export class FollowUpRow {
  @PrimaryColumn({ type: 'text', name: 'document_id' })
  readonly documentId!: string;

  @Column({ type: 'uuid', name: 'agency_id' })
  readonly agencyId!: string;

  @Column({ type: 'jsonb' })
  readonly body!: unknown;
}
