import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('report')
export class ReportRow {
  @PrimaryColumn({ type: 'text' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'release_id' })
  readonly releaseId!: string;

  @Column({ type: 'text', array: true })
  readonly languages!: readonly string[];

  @Column({ type: 'text', default: () => "'single'" })
  readonly arrangement!: string;

  @Column({ type: 'text', default: () => "'pdf'" })
  readonly format!: string;

  @Column({ type: 'text', default: () => "'queued'" })
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

  @Column({ type: 'jsonb', nullable: true })
  readonly facts!: unknown;

  @Column({ type: 'jsonb', nullable: true })
  readonly named!: unknown;

  @Column({ type: 'integer', nullable: true })
  readonly size!: number | null;

  @Column({ type: 'text', nullable: true })
  readonly sha256!: string | null;

  @Column({ type: 'bytea', nullable: true })
  readonly bytes!: Uint8Array | null;
}
