import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Mails on their way, and which have gone. */
@Entity('mail')
export class MailRow {
  @PrimaryColumn({ type: 'uuid' })
  readonly id!: string;

  @Column({ type: 'text' })
  readonly recipient!: string;

  @Column({ type: 'text' })
  readonly language!: string;

  @Column({ type: 'text' })
  readonly template!: string;

  /** Emptied once the mail has gone: secret links are in it. */
  @Column({ type: 'jsonb' })
  readonly params!: object;

  @Column({ type: 'text', default: 'queued' })
  readonly state!: 'queued' | 'sending' | 'handed-over' | 'sent' | 'failed';

  @Column({ type: 'integer', default: 0 })
  readonly attempts!: number;

  @Column({ type: 'text', nullable: true })
  readonly failure!: string | null;

  @Column({ type: 'timestamptz', name: 'created_at', default: () => 'now()' })
  readonly createdAt!: Date;

  @Column({ type: 'timestamptz', name: 'changed_at', default: () => 'now()' })
  readonly changedAt!: Date;
}
