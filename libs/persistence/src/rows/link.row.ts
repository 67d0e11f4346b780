import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('personal_link')
export class PersonalLinkRow {
  @PrimaryColumn({ type: 'uuid' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'agency_id', nullable: true })
  readonly agencyId!: string | null;

  @Column({ type: 'uuid', name: 'round_id', nullable: true })
  readonly roundId!: string | null;

  @Column({ type: 'uuid', name: 'assessment_id', nullable: true })
  readonly assessmentId!: string | null;

  @Column({ type: 'boolean' })
  readonly reports!: boolean;

  @Column({ type: 'boolean' })
  readonly editable!: boolean;

  @Column({ type: 'text' })
  readonly recipient!: string;

  @Column({ type: 'text' })
  readonly language!: string;

  @Column({ type: 'text', name: 'token_sha256' })
  readonly tokenSha256!: string;

  @Column({ type: 'text', name: 'given_by' })
  readonly givenBy!: string;

  @Column({ type: 'timestamptz', name: 'given_at' })
  readonly givenAt!: Date;

  @Column({ type: 'timestamptz', name: 'expires_at' })
  readonly expiresAt!: Date;

  @Column({ type: 'timestamptz', name: 'revoked_at', nullable: true })
  readonly revokedAt!: Date | null;

  @Column({ type: 'text', name: 'revoked_by', nullable: true })
  readonly revokedBy!: string | null;

  @Column({ type: 'integer', default: 0 })
  readonly opened!: number;

  @Column({ type: 'integer', default: 0 })
  readonly downloaded!: number;

  @Column({ type: 'integer', default: 0 })
  readonly ordered!: number;

  @Column({ type: 'timestamptz', name: 'last_used_at', nullable: true })
  readonly lastUsedAt!: Date | null;
}
