import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('answer_draft')
export class AnswerDraftRow {
  @Column({ type: 'uuid', name: 'agency_id' })
  readonly agencyId!: string;

  @PrimaryColumn({ type: 'uuid', name: 'assessment_id' })
  readonly assessmentId!: string;

  @PrimaryColumn({ type: 'text', name: 'question_id' })
  readonly questionId!: string;

  @Column({ type: 'jsonb' })
  readonly fields!: unknown;

  @Column({ type: 'integer' })
  readonly mark!: number;

  @Column({ type: 'integer', name: 'from_revision' })
  readonly fromRevision!: number;

  @Column({ type: 'text', nullable: true })
  readonly page!: string | null;

  @Column({ type: 'text', name: 'kept_by' })
  readonly keptBy!: string;

  @Column({ type: 'timestamptz', name: 'kept_at', default: () => 'now()' })
  readonly keptAt!: Date;

  @Column({ type: 'jsonb', nullable: true })
  readonly replaced!: unknown;
}
