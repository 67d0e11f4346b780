import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('round')
export class RoundRow {
  @PrimaryColumn({ type: 'uuid' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'region_id' })
  readonly regionId!: string;

  @Column({ type: 'text' })
  readonly name!: string;

  @Column({ type: 'text', name: 'instrument_id' })
  readonly instrumentId!: string;

  @Column({ type: 'text', name: 'instrument_version' })
  readonly instrumentVersion!: string;

  @Column({ type: 'text' })
  readonly variant!: string;

  @Column({ type: 'text', array: true, name: 'agency_types', default: () => "'{}'" })
  readonly agencyTypes!: string[];

  @Column({ type: 'uuid', array: true, default: () => "'{}'" })
  readonly countries!: string[];

  @Column({ type: 'date', name: 'opens_on' })
  readonly opensOn!: string;

  @Column({ type: 'date', name: 'closes_on' })
  readonly closesOn!: string;

  @Column({ type: 'date', name: 'reference_from' })
  readonly referenceFrom!: string;

  @Column({ type: 'date', name: 'reference_to' })
  readonly referenceTo!: string;

  @Column({ type: 'date', name: 'stock_date', nullable: true })
  readonly stockDate!: string | null;

  @Column({ type: 'uuid', name: 'previous_id', nullable: true })
  readonly previousId!: string | null;

  @Column({ type: 'text', default: () => "'planned'" })
  readonly state!: string;

  @Column({ type: 'timestamptz', name: 'closed_at', nullable: true })
  readonly closedAt!: Date | null;

  @Column({ type: 'text', name: 'created_by' })
  readonly createdBy!: string;

  @Column({ type: 'timestamptz', name: 'created_at' })
  readonly createdAt!: Date;

  @Column({ type: 'integer', default: 1 })
  readonly revision!: number;
}

@Entity('participation')
export class ParticipationRow {
  @PrimaryColumn({ type: 'uuid', name: 'round_id' })
  readonly roundId!: string;

  @PrimaryColumn({ type: 'uuid', name: 'agency_id' })
  readonly agencyId!: string;

  @Column({ type: 'timestamptz', name: 'invited_at' })
  readonly invitedAt!: Date;

  @Column({ type: 'text', name: 'invited_by' })
  readonly invitedBy!: string;

  @Column({ type: 'timestamptz', name: 'reminded_at', nullable: true })
  readonly remindedAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'declined_at', nullable: true })
  readonly declinedAt!: Date | null;
}

@Entity('sharing')
export class SharingRow {
  @PrimaryColumn({ type: 'bigint' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'round_id' })
  readonly roundId!: string;

  @Column({ type: 'uuid', name: 'agency_id' })
  readonly agencyId!: string;

  @Column({ type: 'text' })
  readonly choice!: string;

  @Column({ type: 'text', name: 'chosen_by' })
  readonly chosenBy!: string;

  @Column({ type: 'timestamptz', name: 'chosen_at' })
  readonly chosenAt!: Date;
}
