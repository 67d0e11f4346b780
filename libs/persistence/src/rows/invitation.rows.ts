import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('invitation')
export class InvitationRow {
  @PrimaryColumn({ type: 'uuid' })
  readonly id!: string;

  @Column({ type: 'text' })
  readonly email!: string;

  @Column({ type: 'text' })
  readonly role!: string;

  @Column({ type: 'uuid', name: 'agency_id', nullable: true })
  readonly agencyId!: string | null;

  @Column({ type: 'uuid', name: 'region_id', nullable: true })
  readonly regionId!: string | null;

  @Column({ type: 'text' })
  readonly language!: string;

  @Column({ type: 'text', name: 'token_sha256' })
  readonly tokenSha256!: string;

  @Column({ type: 'text', name: 'invited_by' })
  readonly invitedBy!: string;

  @Column({ type: 'timestamptz', name: 'invited_at' })
  readonly invitedAt!: Date;

  @Column({ type: 'timestamptz', name: 'expires_at' })
  readonly expiresAt!: Date;

  @Column({ type: 'integer', default: 1 })
  readonly sent!: number;

  @Column({ type: 'timestamptz', name: 'accepted_at', nullable: true })
  readonly acceptedAt!: Date | null;

  @Column({ type: 'text', name: 'accepted_by', nullable: true })
  readonly acceptedBy!: string | null;

  @Column({ type: 'timestamptz', name: 'revoked_at', nullable: true })
  readonly revokedAt!: Date | null;

  @Column({ type: 'text', name: 'revoked_by', nullable: true })
  readonly revokedBy!: string | null;
}
