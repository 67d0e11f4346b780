import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('installation')
export class InstallationRow {
  @PrimaryColumn({ type: 'text' })
  readonly key!: string;

  @Column({ type: 'jsonb' })
  readonly value!: unknown;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  readonly at!: Date;
}

@Entity('region')
export class RegionRow {
  @PrimaryColumn({ type: 'uuid' })
  readonly id!: string;

  @Column({ type: 'text' })
  readonly name!: string;

  @Column({ type: 'boolean', default: false })
  readonly fictional!: boolean;
}

@Entity('country')
export class CountryRow {
  @PrimaryColumn({ type: 'uuid' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'region_id' })
  readonly regionId!: string;

  @Column({ type: 'text' })
  readonly code!: string;

  @Column({ type: 'text' })
  readonly name!: string;
}

@Entity('agency')
export class AgencyRow {
  @PrimaryColumn({ type: 'uuid' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'country_id' })
  readonly countryId!: string;

  @Column({ type: 'text' })
  readonly type!: string;

  @Column({ type: 'text' })
  readonly name!: string;

  @Column({ type: 'text', name: 'legal_frame', nullable: true })
  readonly legalFrame!: string | null;

  @Column({ type: 'text', nullable: true })
  readonly marking!: string | null;

  @Column({ type: 'text', nullable: true })
  readonly currency!: string | null;

  @Column({ type: 'text', name: 'time_zone', default: () => "'UTC'" })
  readonly timeZone!: string;

  @Column({ type: 'jsonb', default: () => "'[]'" })
  readonly ranks!: unknown;

  @Column({ type: 'jsonb', default: () => "'[]'" })
  readonly units!: unknown;

  @Column({ type: 'uuid', name: 'logo_file_id', nullable: true })
  readonly logoFileId!: string | null;

  @Column({ type: 'date', name: 'reference_from', nullable: true })
  readonly referenceFrom!: string | null;

  @Column({ type: 'date', name: 'reference_to', nullable: true })
  readonly referenceTo!: string | null;

  @Column({ type: 'date', name: 'stock_date', nullable: true })
  readonly stockDate!: string | null;

  @Column({ type: 'text', name: 'external_ref', nullable: true })
  readonly externalRef!: string | null;

  @Column({ type: 'boolean', default: false })
  readonly fictional!: boolean;

  @Column({ type: 'integer', default: 1 })
  readonly revision!: number;

  @Column({ type: 'timestamptz', name: 'created_at', default: () => 'now()' })
  readonly createdAt!: Date;

  @Column({ type: 'timestamptz', name: 'retired_at', nullable: true })
  readonly retiredAt!: Date | null;

  @Column({ type: 'text', nullable: true })
  readonly ministry!: string | null;
}

@Entity('membership')
export class MembershipRow {
  @PrimaryColumn({ type: 'uuid', default: () => 'gen_random_uuid()' })
  readonly id!: string;

  @Column({ type: 'text', name: 'user_id' })
  readonly userId!: string;

  @Column({ type: 'text' })
  readonly role!: string;

  @Column({ type: 'uuid', name: 'agency_id', nullable: true })
  readonly agencyId!: string | null;

  @Column({ type: 'uuid', name: 'region_id', nullable: true })
  readonly regionId!: string | null;

  @Column({ type: 'timestamptz', name: 'created_at', default: () => 'now()' })
  readonly createdAt!: Date;
}
