import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('workshop_answer')
export class WorkshopAnswerRow {
  @Column({ type: 'uuid', name: 'workshop_id' })
  readonly workshopId!: string;

  @Column({ type: 'uuid', name: 'group_id' })
  readonly groupId!: string;

  @PrimaryColumn({ type: 'uuid', name: 'participant_id' })
  readonly participantId!: string;

  @PrimaryColumn({ type: 'text', name: 'question_id' })
  readonly questionId!: string;

  @Column({ type: 'jsonb' })
  readonly answer!: unknown;

  @Column({ type: 'text', nullable: true })
  readonly note!: string | null;

  @Column({ type: 'integer', default: 1 })
  readonly revision!: number;

  @Column({ type: 'timestamptz', name: 'changed_at' })
  readonly changedAt!: Date;
}

@Entity('workshop_consensus')
export class WorkshopConsensusRow {
  @Column({ type: 'uuid', name: 'workshop_id' })
  readonly workshopId!: string;

  @PrimaryColumn({ type: 'uuid', name: 'group_id' })
  readonly groupId!: string;

  @PrimaryColumn({ type: 'text', name: 'question_id' })
  readonly questionId!: string;

  @Column({ type: 'jsonb' })
  readonly answer!: unknown;

  @Column({ type: 'text', nullable: true })
  readonly note!: string | null;

  @Column({ type: 'text' })
  readonly origin!: string;

  @Column({ type: 'integer', default: 1 })
  readonly revision!: number;

  @Column({ type: 'text', name: 'changed_by' })
  readonly changedBy!: string;

  @Column({ type: 'timestamptz', name: 'changed_at' })
  readonly changedAt!: Date;
}

@Entity('workshop_consensus_history')
export class WorkshopConsensusHistoryRow {
  @Column({ type: 'uuid', name: 'workshop_id' })
  readonly workshopId!: string;

  @PrimaryColumn({ type: 'uuid', name: 'group_id' })
  readonly groupId!: string;

  @PrimaryColumn({ type: 'text', name: 'question_id' })
  readonly questionId!: string;

  @PrimaryColumn({ type: 'integer' })
  readonly revision!: number;

  @Column({ type: 'jsonb' })
  readonly answer!: unknown;

  @Column({ type: 'text', nullable: true })
  readonly note!: string | null;

  @Column({ type: 'text' })
  readonly origin!: string;

  @Column({ type: 'text', name: 'changed_by' })
  readonly changedBy!: string;

  @Column({ type: 'timestamptz', name: 'changed_at' })
  readonly changedAt!: Date;
}

@Entity('workshop_agreement')
export class WorkshopAgreementRow {
  @Column({ type: 'uuid', name: 'workshop_id' })
  readonly workshopId!: string;

  @PrimaryColumn({ type: 'uuid', name: 'group_id' })
  readonly groupId!: string;

  @PrimaryColumn({ type: 'text', name: 'question_id' })
  readonly questionId!: string;

  @PrimaryColumn({ type: 'uuid', name: 'participant_id' })
  readonly participantId!: string;

  @Column({ type: 'boolean' })
  readonly agrees!: boolean;

  @Column({ type: 'text', nullable: true })
  readonly view!: string | null;

  @Column({ type: 'integer', name: 'of_revision' })
  readonly ofRevision!: number;

  @Column({ type: 'timestamptz', name: 'said_at' })
  readonly saidAt!: Date;
}

@Entity('workshop_point')
export class WorkshopPointRow {
  @PrimaryColumn({ type: 'uuid' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'workshop_id' })
  readonly workshopId!: string;

  @Column({ type: 'uuid', name: 'group_id' })
  readonly groupId!: string;

  @Column({ type: 'text' })
  readonly kind!: string;

  @Column({ type: 'text' })
  readonly body!: string;

  @Column({ type: 'text', nullable: true })
  readonly addressee!: string | null;

  @Column({ type: 'text', name: 'dimension_id', nullable: true })
  readonly dimensionId!: string | null;

  @Column({ type: 'text', name: 'rule_id', nullable: true })
  readonly ruleId!: string | null;

  @Column({ type: 'uuid', name: 'participant_id' })
  readonly participantId!: string;

  @Column({ type: 'integer', default: 1 })
  readonly revision!: number;

  @Column({ type: 'timestamptz', name: 'created_at' })
  readonly createdAt!: Date;

  @Column({ type: 'timestamptz', name: 'changed_at' })
  readonly changedAt!: Date;

  @Column({ type: 'timestamptz', name: 'put_forward_at', nullable: true })
  readonly putForwardAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'withdrawn_at', nullable: true })
  readonly withdrawnAt!: Date | null;
}

@Entity('workshop_choice')
export class WorkshopChoiceRow {
  @PrimaryColumn({ type: 'bigint' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'workshop_id' })
  readonly workshopId!: string;

  @Column({ type: 'uuid', name: 'group_id' })
  readonly groupId!: string;

  @Column({ type: 'text' })
  readonly about!: string;

  @Column({ type: 'text' })
  readonly choice!: string;

  @Column({ type: 'uuid', name: 'participant_id', nullable: true })
  readonly participantId!: string | null;

  @Column({ type: 'timestamptz', name: 'chosen_at' })
  readonly chosenAt!: Date;
}

@Entity('workshop_receipt')
export class WorkshopReceiptRow {
  @Column({ type: 'uuid', name: 'workshop_id' })
  readonly workshopId!: string;

  @PrimaryColumn({ type: 'uuid', name: 'participant_id' })
  readonly participantId!: string;

  @PrimaryColumn({ type: 'uuid' })
  readonly key!: string;

  @Column({ type: 'jsonb' })
  readonly reply!: unknown;

  @Column({ type: 'timestamptz', name: 'received_at' })
  readonly receivedAt!: Date;
}

@Entity('workshop_quiz_sheet')
export class WorkshopQuizSheetRow {
  @Column({ type: 'uuid', name: 'workshop_id' })
  readonly workshopId!: string;

  @PrimaryColumn({ type: 'uuid', name: 'participant_id' })
  readonly participantId!: string;

  @PrimaryColumn({ type: 'text' })
  readonly phase!: string;

  @Column({ type: 'jsonb' })
  readonly answers!: unknown;

  @Column({ type: 'timestamptz', name: 'handed_in_at' })
  readonly handedInAt!: Date;

  @Column({ type: 'bigint' })
  readonly nr!: string;
}
