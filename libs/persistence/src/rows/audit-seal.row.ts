import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('audit_seal')
export class AuditSealRow {
  @PrimaryColumn({ type: 'text' })
  readonly chain!: string;

  @PrimaryColumn({ type: 'integer' })
  readonly number!: number;

  @Column({ type: 'bigint', name: 'first_id' })
  readonly firstId!: string;

  @Column({ type: 'bigint', name: 'last_id' })
  readonly lastId!: string;

  @Column({ type: 'integer' })
  readonly rows!: number;

  @Column({ type: 'text' })
  readonly digest!: string;

  @Column({ type: 'text' })
  readonly previous!: string;

  @Column({ type: 'text' })
  readonly seal!: string;

  @Column({ type: 'timestamptz' })
  readonly at!: Date;
}
