import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('good_practice')
export class GoodPracticeRow {
  @PrimaryColumn({ type: 'uuid' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'region_id' })
  readonly regionId!: string;

  @Column({ type: 'text', name: 'instrument_id' })
  readonly instrumentId!: string;

  @Column({ type: 'text' })
  readonly language!: string;

  @Column({ type: 'text' })
  readonly country!: string;

  @Column({ type: 'text' })
  readonly kind!: string;

  @Column({ type: 'text' })
  readonly organisation!: string;

  @Column({ type: 'text' })
  readonly what!: string;

  @Column({ type: 'integer', nullable: true })
  readonly since!: number | null;

  @Column({ type: 'text', nullable: true })
  readonly result!: string | null;

  @Column({ type: 'text', name: 'source_publisher' })
  readonly sourcePublisher!: string;

  @Column({ type: 'text', name: 'source_title' })
  readonly sourceTitle!: string;

  @Column({ type: 'integer', name: 'source_year' })
  readonly sourceYear!: number;

  @Column({ type: 'text', name: 'source_url' })
  readonly sourceUrl!: string;

  @Column({ type: 'text', array: true, default: () => "'{}'" })
  readonly dimensions!: string[];

  @Column({ type: 'text', array: true, default: () => "'{}'" })
  readonly items!: string[];

  @Column({ type: 'text', array: true, default: () => "'{}'" })
  readonly rules!: string[];

  @Column({ type: 'date', name: 'checked_on', nullable: true })
  readonly checkedOn!: string | null;

  @Column({ type: 'text', name: 'checked_by', nullable: true })
  readonly checkedBy!: string | null;

  @Column({ type: 'text', default: () => "'draft'" })
  readonly state!: string;

  @Column({ type: 'text', name: 'created_by' })
  readonly createdBy!: string;

  @Column({ type: 'timestamptz', name: 'created_at' })
  readonly createdAt!: Date;

  @Column({ type: 'integer', default: 1 })
  readonly revision!: number;
}
