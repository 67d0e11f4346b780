import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Somebody wants an agency erased; another person has to confirm it. */
@Entity('agency_erasure')
export class AgencyErasureRow {
  @PrimaryColumn({ type: 'uuid', name: 'agency_id' })
  readonly agencyId!: string;

  @Column({ type: 'text', name: 'asked_by' })
  readonly askedBy!: string;

  @Column({ type: 'timestamptz', name: 'asked_at' })
  readonly askedAt!: Date;

  @Column({ type: 'timestamptz', name: 'expires_at' })
  readonly expiresAt!: Date;
}
