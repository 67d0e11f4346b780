import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('review_step')
export class ReviewStepRow {
  @PrimaryColumn({ type: 'bigint', generated: 'identity', generatedIdentity: 'ALWAYS' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'agency_id' })
  readonly agencyId!: string;

  @Column({ type: 'uuid', name: 'assessment_id' })
  readonly assessmentId!: string;

  @Column({ type: 'text' })
  readonly step!: string;

  @Column({ type: 'text', nullable: true })
  readonly note!: string | null;

  @Column({ type: 'text' })
  readonly by!: string;

  @Column({ type: 'timestamptz' })
  readonly at!: Date;
}

@Entity('review_decision')
export class ReviewDecisionRow {
  @PrimaryColumn({ type: 'bigint', generated: 'identity', generatedIdentity: 'ALWAYS' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'agency_id' })
  readonly agencyId!: string;

  @Column({ type: 'uuid', name: 'assessment_id' })
  readonly assessmentId!: string;

  @Column({ type: 'text', name: 'question_id' })
  readonly questionId!: string;

  @Column({ type: 'text' })
  readonly subject!: string;

  @Column({ type: 'integer', name: 'answer_revision', nullable: true })
  readonly answerRevision!: number | null;

  @Column({ type: 'uuid', name: 'evidence_id', nullable: true })
  readonly evidenceId!: string | null;

  @Column({ type: 'text' })
  readonly decision!: string;

  @Column({ type: 'text', nullable: true })
  readonly note!: string | null;

  @Column({ type: 'text' })
  readonly by!: string;

  @Column({ type: 'timestamptz' })
  readonly at!: Date;
}
