import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('workshop_clause')
export class WorkshopClauseRow {
  @PrimaryColumn({ type: 'uuid' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'workshop_id' })
  readonly workshopId!: string;

  @Column({ type: 'text' })
  readonly addressee!: string;

  @Column({ type: 'integer' })
  readonly position!: number;

  @Column({ type: 'jsonb' })
  readonly texts!: unknown;

  @Column({ type: 'text', name: 'dimension_id', nullable: true })
  readonly dimensionId!: string | null;

  @Column({ type: 'uuid', name: 'point_id', nullable: true })
  readonly pointId!: string | null;

  @Column({ type: 'text', default: 'open' })
  readonly mark!: string;

  @Column({ type: 'integer', default: 1 })
  readonly revision!: number;

  @Column({ type: 'text', name: 'changed_by' })
  readonly changedBy!: string;

  @Column({ type: 'timestamptz', name: 'changed_at' })
  readonly changedAt!: Date;

  @Column({ type: 'timestamptz', name: 'withdrawn_at', nullable: true })
  readonly withdrawnAt!: Date | null;
}

@Entity('workshop_clause_version')
export class WorkshopClauseVersionRow {
  @Column({ type: 'uuid', name: 'workshop_id' })
  readonly workshopId!: string;

  @PrimaryColumn({ type: 'uuid', name: 'clause_id' })
  readonly clauseId!: string;

  @PrimaryColumn({ type: 'integer' })
  readonly revision!: number;

  @Column({ type: 'text' })
  readonly event!: string;

  @Column({ type: 'text' })
  readonly addressee!: string;

  @Column({ type: 'jsonb' })
  readonly texts!: unknown;

  @Column({ type: 'text' })
  readonly mark!: string;

  @Column({ type: 'text' })
  readonly by!: string;

  @Column({ type: 'timestamptz' })
  readonly at!: Date;
}

@Entity('workshop_comment')
export class WorkshopCommentRow {
  @PrimaryColumn({ type: 'uuid' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'workshop_id' })
  readonly workshopId!: string;

  @Column({ type: 'uuid', name: 'clause_id' })
  readonly clauseId!: string;

  @Column({ type: 'uuid', name: 'group_id' })
  readonly groupId!: string;

  @Column({ type: 'uuid', name: 'participant_id', nullable: true })
  readonly participantId!: string | null;

  @Column({ type: 'text' })
  readonly body!: string;

  @Column({ type: 'timestamptz', name: 'said_at' })
  readonly saidAt!: Date;

  @Column({ type: 'timestamptz', name: 'settled_at', nullable: true })
  readonly settledAt!: Date | null;
}

@Entity('workshop_position')
export class WorkshopPositionRow {
  @Column({ type: 'uuid', name: 'workshop_id' })
  readonly workshopId!: string;

  @PrimaryColumn({ type: 'uuid', name: 'clause_id' })
  readonly clauseId!: string;

  @PrimaryColumn({ type: 'uuid', name: 'group_id' })
  readonly groupId!: string;

  @Column({ type: 'text' })
  readonly stance!: string;

  @Column({ type: 'text', nullable: true })
  readonly reason!: string | null;

  @Column({ type: 'integer', name: 'of_revision' })
  readonly ofRevision!: number;

  @Column({ type: 'uuid', name: 'participant_id', nullable: true })
  readonly participantId!: string | null;

  @Column({ type: 'timestamptz', name: 'said_at' })
  readonly saidAt!: Date;
}

@Entity('workshop_commitment')
export class WorkshopCommitmentRow {
  @PrimaryColumn({ type: 'uuid' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'workshop_id' })
  readonly workshopId!: string;

  @Column({ type: 'uuid', name: 'group_id' })
  readonly groupId!: string;

  @Column({ type: 'integer' })
  readonly position!: number;

  @Column({ type: 'text' })
  readonly what!: string;

  @Column({ type: 'text' })
  readonly owner!: string;

  @Column({ type: 'date' })
  readonly due!: string;

  @Column({ type: 'text', nullable: true })
  readonly help!: string | null;

  @Column({ type: 'text', name: 'rule_id', nullable: true })
  readonly ruleId!: string | null;

  @Column({ type: 'uuid', name: 'participant_id', nullable: true })
  readonly participantId!: string | null;

  @Column({ type: 'uuid', name: 'task_id', nullable: true })
  readonly taskId!: string | null;

  @Column({ type: 'integer', default: 1 })
  readonly revision!: number;

  @Column({ type: 'timestamptz', name: 'changed_at' })
  readonly changedAt!: Date;
}

@Entity('workshop_offer')
export class WorkshopOfferRow {
  @PrimaryColumn({ type: 'uuid' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'workshop_id' })
  readonly workshopId!: string;

  @Column({ type: 'uuid', name: 'group_id' })
  readonly groupId!: string;

  @Column({ type: 'text' })
  readonly kind!: string;

  @Column({ type: 'text', name: 'dimension_id' })
  readonly dimensionId!: string;

  @Column({ type: 'text' })
  readonly body!: string;

  @Column({ type: 'text', default: 'open' })
  readonly state!: string;

  @Column({ type: 'uuid', name: 'participant_id', nullable: true })
  readonly participantId!: string | null;

  @Column({ type: 'integer', default: 1 })
  readonly revision!: number;

  @Column({ type: 'timestamptz', name: 'changed_at' })
  readonly changedAt!: Date;
}
