import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('workshop_outcome')
export class WorkshopOutcomeRow {
  @PrimaryColumn({ type: 'uuid' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'workshop_id' })
  readonly workshopId!: string;

  @Column({ type: 'integer' })
  readonly revision!: number;

  @Column({ type: 'jsonb' })
  readonly body!: unknown;

  @Column({ type: 'text' })
  readonly sha256!: string;

  @Column({ type: 'uuid', array: true })
  readonly agencies!: readonly string[];

  @Column({ type: 'text', name: 'frozen_by' })
  readonly frozenBy!: string;

  @Column({ type: 'timestamptz', name: 'frozen_at' })
  readonly frozenAt!: Date;
}

@Entity('workshop_document')
export class WorkshopDocumentRow {
  @PrimaryColumn({ type: 'text' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'workshop_id' })
  readonly workshopId!: string;

  @Column({ type: 'uuid', name: 'outcome_id', nullable: true })
  readonly outcomeId!: string | null;

  @Column({ type: 'text' })
  readonly kind!: string;

  @Column({ type: 'uuid', name: 'participant_id', nullable: true })
  readonly participantId!: string | null;

  @Column({ type: 'text', array: true })
  readonly languages!: readonly string[];

  @Column({ type: 'text' })
  readonly arrangement!: string;

  @Column({ type: 'text' })
  readonly format!: string;

  @Column({ type: 'jsonb', nullable: true })
  readonly facts!: unknown;

  @Column({ type: 'text', default: 'queued' })
  readonly state!: string;

  @Column({ type: 'integer', default: 0 })
  readonly attempts!: number;

  @Column({ type: 'text', name: 'requested_by' })
  readonly requestedBy!: string;

  @Column({ type: 'timestamptz', name: 'requested_at' })
  readonly requestedAt!: Date;

  @Column({ type: 'timestamptz', name: 'started_at', nullable: true })
  readonly startedAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'finished_at', nullable: true })
  readonly finishedAt!: Date | null;

  @Column({ type: 'text', nullable: true })
  readonly failure!: string | null;

  @Column({ type: 'integer', nullable: true })
  readonly size!: number | null;

  @Column({ type: 'text', nullable: true })
  readonly sha256!: string | null;

  @Column({ type: 'bytea', nullable: true })
  readonly bytes!: Buffer | null;
}
