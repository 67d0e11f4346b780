import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Numbers in the order of the instrument; `claimed` to `levels` with the overall score first. */
@Entity('contribution')
export class ContributionRow {
  @PrimaryColumn({ type: 'uuid', name: 'assessment_id' })
  readonly assessmentId!: string;

  @Column({ type: 'uuid', name: 'agency_id' })
  readonly agencyId!: string;

  @Column({ type: 'uuid', name: 'round_id' })
  readonly roundId!: string;

  @Column({ type: 'uuid', name: 'region_id' })
  readonly regionId!: string;

  @Column({ type: 'uuid', name: 'country_id' })
  readonly countryId!: string;

  @Column({ type: 'text' })
  readonly holding!: string;

  @Column({ type: 'text', name: 'agency_type' })
  readonly agencyType!: string;

  @Column({ type: 'text', name: 'size_band' })
  readonly sizeBand!: string;

  @Column({ type: 'text', name: 'instrument_id' })
  readonly instrumentId!: string;

  @Column({ type: 'text', name: 'instrument_version' })
  readonly instrumentVersion!: string;

  @Column({ type: 'text' })
  readonly variant!: string;

  @Column({ type: 'date', name: 'reference_from' })
  readonly referenceFrom!: string;

  @Column({ type: 'date', name: 'reference_to' })
  readonly referenceTo!: string;

  @Column({ type: 'timestamptz', name: 'validated_at' })
  readonly validatedAt!: Date;

  @Column({ type: 'uuid', name: 'superseded_by', nullable: true })
  readonly supersededBy!: string | null;

  @Column({ type: 'double precision', array: true })
  readonly claimed!: readonly (number | null)[];

  @Column({ type: 'double precision', array: true })
  readonly evidenced!: readonly (number | null)[];

  @Column({ type: 'double precision', array: true })
  readonly low!: readonly (number | null)[];

  @Column({ type: 'double precision', array: true })
  readonly high!: readonly (number | null)[];

  @Column({ type: 'integer', array: true })
  readonly levels!: readonly (number | null)[];

  @Column({ type: 'double precision', array: true })
  readonly items!: readonly (number | null)[];

  @Column({ type: 'integer', array: true })
  readonly gates!: readonly (number | null)[];

  @Column({ type: 'double precision', array: true })
  readonly coverage!: readonly (number | null)[];

  @Column({ type: 'integer', array: true })
  readonly women!: readonly number[];

  @Column({ type: 'integer', array: true })
  readonly men!: readonly number[];

  @Column({ type: 'integer', array: true, nullable: true })
  readonly hires!: readonly number[] | null;

  @Column({ type: 'integer', array: true, nullable: true })
  readonly leavers!: readonly number[] | null;
}

@Entity('release')
export class ReleaseRow {
  @PrimaryColumn({ type: 'uuid' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'round_id' })
  readonly roundId!: string;

  @Column({ type: 'uuid', name: 'region_id' })
  readonly regionId!: string;

  @Column({ type: 'integer' })
  readonly number!: number;

  @Column({ type: 'text', default: () => "'building'" })
  readonly state!: string;

  @Column({ type: 'text', name: 'created_by' })
  readonly createdBy!: string;

  @Column({ type: 'timestamptz', name: 'created_at' })
  readonly createdAt!: Date;

  @Column({ type: 'integer', default: 0 })
  readonly attempts!: number;

  @Column({ type: 'timestamptz', name: 'started_at', nullable: true })
  readonly startedAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'finished_at', nullable: true })
  readonly finishedAt!: Date | null;

  @Column({ type: 'text', nullable: true })
  readonly failure!: string | null;

  @Column({ type: 'text', nullable: true })
  readonly sha256!: string | null;

  @Column({ type: 'jsonb', nullable: true })
  readonly statement!: unknown;
}

@Entity('release_table')
export class ReleaseTableRow {
  @PrimaryColumn({ type: 'uuid', name: 'release_id' })
  readonly releaseId!: string;

  @PrimaryColumn({ type: 'text' })
  readonly grouping!: string;

  @PrimaryColumn({ type: 'text', name: 'group_id' })
  readonly groupId!: string;

  @Column({ type: 'integer' })
  readonly position!: number;

  @Column({ type: 'jsonb' })
  readonly body!: unknown;
}

@Entity('release_member')
export class ReleaseMemberRow {
  @PrimaryColumn({ type: 'uuid', name: 'release_id' })
  readonly releaseId!: string;

  @PrimaryColumn({ type: 'uuid', name: 'assessment_id' })
  readonly assessmentId!: string;

  @Column({ type: 'text' })
  readonly holding!: string;

  @Column({ type: 'text', name: 'country_id' })
  readonly countryId!: string;

  @Column({ type: 'text', name: 'agency_type' })
  readonly agencyType!: string;

  @Column({ type: 'text', name: 'size_band' })
  readonly sizeBand!: string;
}
