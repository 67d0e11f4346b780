import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('file')
export class FileRow {
  @PrimaryColumn({ type: 'uuid' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'agency_id' })
  readonly agencyId!: string;

  @Column({ type: 'text' })
  readonly name!: string;

  @Column({ type: 'text', name: 'media_type' })
  readonly mediaType!: string;

  @Column({ type: 'bigint' })
  readonly size!: string;

  @Column({ type: 'text' })
  readonly sha256!: string;

  @Column({ type: 'timestamptz', name: 'created_at', default: () => 'now()' })
  readonly createdAt!: Date;

  /** Kinds of what was taken out before storing; null where nobody looked. */
  @Column({ type: 'text', array: true, nullable: true })
  readonly removed!: string[] | null;
}

@Entity('file_chunk')
export class FileChunkRow {
  @PrimaryColumn({ type: 'uuid', name: 'file_id' })
  readonly fileId!: string;

  @Column({ type: 'uuid', name: 'agency_id' })
  readonly agencyId!: string;

  @PrimaryColumn({ type: 'integer' })
  readonly position!: number;

  @Column({ type: 'bytea' })
  readonly bytes!: Buffer;
}
