import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('instrument_version')
export class InstrumentVersionRow {
  @PrimaryColumn({ type: 'text', name: 'instrument_id' })
  readonly instrumentId!: string;

  @PrimaryColumn({ type: 'text' })
  readonly version!: string;

  @Column({ type: 'text' })
  readonly sha256!: string;

  @Column({ type: 'jsonb' })
  readonly body!: unknown;

  @Column({ type: 'timestamptz', name: 'published_at', default: () => 'now()' })
  readonly publishedAt!: Date;

  @Column({ type: 'timestamptz', name: 'retired_at', nullable: true })
  readonly retiredAt!: Date | null;
}

@Entity('assessment')
export class AssessmentRow {
  @PrimaryColumn({ type: 'uuid' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'agency_id' })
  readonly agencyId!: string;

  @Column({ type: 'text', name: 'instrument_id' })
  readonly instrumentId!: string;

  @Column({ type: 'text', name: 'instrument_version' })
  readonly instrumentVersion!: string;

  @Column({ type: 'text' })
  readonly variant!: string;

  @Column({ type: 'text', name: 'agency_type' })
  readonly agencyType!: string;

  @Column({ type: 'date', name: 'reference_from', nullable: true })
  readonly referenceFrom!: string | null;

  @Column({ type: 'date', name: 'reference_to', nullable: true })
  readonly referenceTo!: string | null;

  @Column({ type: 'date', name: 'stock_date', nullable: true })
  readonly stockDate!: string | null;

  @Column({ type: 'text', default: () => "'draft'" })
  readonly state!: string;

  @Column({ type: 'integer', default: 1 })
  readonly revision!: number;

  @Column({ type: 'text' })
  readonly title!: string;

  @Column({ type: 'text', name: 'import_ref', nullable: true })
  readonly importRef!: string | null;

  @Column({ type: 'timestamptz', name: 'created_at', default: () => 'now()' })
  readonly createdAt!: Date;

  @Column({ type: 'text', name: 'created_by' })
  readonly createdBy!: string;

  @Column({ type: 'timestamptz', name: 'submitted_at', nullable: true })
  readonly submittedAt!: Date | null;

  @Column({ type: 'text', name: 'submitted_by', nullable: true })
  readonly submittedBy!: string | null;

  @Column({ type: 'text', name: 'reviewed_by', nullable: true })
  readonly reviewedBy!: string | null;

  @Column({ type: 'uuid', name: 'round_id', nullable: true })
  readonly roundId!: string | null;

  @Column({ type: 'uuid', nullable: true })
  readonly corrects!: string | null;
}

@Entity('answer')
export class AnswerRow {
  @Column({ type: 'uuid', name: 'agency_id' })
  readonly agencyId!: string;

  @PrimaryColumn({ type: 'uuid', name: 'assessment_id' })
  readonly assessmentId!: string;

  @PrimaryColumn({ type: 'text', name: 'question_id' })
  readonly questionId!: string;

  @Column({ type: 'json', nullable: true })
  readonly body!: unknown;

  @Column({ type: 'integer', default: 1 })
  readonly revision!: number;

  @Column({ type: 'text', name: 'changed_by' })
  readonly changedBy!: string;

  @Column({ type: 'timestamptz', name: 'changed_at', default: () => 'now()' })
  readonly changedAt!: Date;
}

@Entity('answer_history')
export class AnswerHistoryRow {
  @Column({ type: 'uuid', name: 'agency_id' })
  readonly agencyId!: string;

  @PrimaryColumn({ type: 'uuid', name: 'assessment_id' })
  readonly assessmentId!: string;

  @PrimaryColumn({ type: 'text', name: 'question_id' })
  readonly questionId!: string;

  @PrimaryColumn({ type: 'integer' })
  readonly revision!: number;

  @Column({ type: 'json', nullable: true })
  readonly body!: unknown;

  @Column({ type: 'text', name: 'changed_by' })
  readonly changedBy!: string;

  @Column({ type: 'timestamptz', name: 'changed_at', default: () => 'now()' })
  readonly changedAt!: Date;
}

/** A save of many answers: one row, and the revision that each of them got by it. */
@Entity('answer_set_history')
export class AnswerSetHistoryRow {
  @PrimaryColumn({ type: 'bigint', generated: 'identity', generatedIdentity: 'ALWAYS' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'agency_id' })
  readonly agencyId!: string;

  @PrimaryColumn({ type: 'uuid', name: 'assessment_id' })
  readonly assessmentId!: string;

  @Column({ type: 'text', array: true })
  readonly questions!: readonly string[];

  @Column({ type: 'integer', array: true })
  readonly revisions!: readonly number[];

  @Column({ type: 'json' })
  readonly answers!: unknown;

  @Column({ type: 'text', name: 'changed_by' })
  readonly changedBy!: string;

  @Column({ type: 'timestamptz', name: 'changed_at', default: () => 'now()' })
  readonly changedAt!: Date;
}

@Entity('comment')
export class CommentRow {
  @PrimaryColumn({ type: 'uuid' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'agency_id' })
  readonly agencyId!: string;

  @Column({ type: 'uuid', name: 'assessment_id' })
  readonly assessmentId!: string;

  @Column({ type: 'text', name: 'question_id' })
  readonly questionId!: string;

  @Column({ type: 'text', name: 'author_id' })
  readonly authorId!: string;

  @Column({ type: 'text' })
  readonly text!: string;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  readonly at!: Date;

  @Column({ type: 'boolean', default: false })
  readonly asks!: boolean;
}

@Entity('assignment')
export class AssignmentRow {
  @Column({ type: 'uuid', name: 'agency_id' })
  readonly agencyId!: string;

  @PrimaryColumn({ type: 'uuid', name: 'assessment_id' })
  readonly assessmentId!: string;

  @PrimaryColumn({ type: 'text', name: 'dimension_id' })
  readonly dimensionId!: string;

  @Column({ type: 'text', name: 'user_id' })
  readonly userId!: string;

  @Column({ type: 'date', nullable: true })
  readonly due!: string | null;
}

@Entity('evidence')
export class EvidenceRow {
  @PrimaryColumn({ type: 'uuid' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'agency_id' })
  readonly agencyId!: string;

  @Column({ type: 'uuid', name: 'assessment_id' })
  readonly assessmentId!: string;

  @Column({ type: 'text', name: 'question_id', nullable: true })
  readonly questionId!: string | null;

  @Column({ type: 'text', name: 'option_id', nullable: true })
  readonly optionId!: string | null;

  @Column({ type: 'text' })
  readonly kind!: string;

  @Column({ type: 'text' })
  readonly title!: string;

  @Column({ type: 'text', nullable: true })
  readonly number!: string | null;

  @Column({ type: 'date', nullable: true })
  readonly date!: string | null;

  @Column({ type: 'text', nullable: true })
  readonly holder!: string | null;

  @Column({ type: 'text', nullable: true })
  readonly page!: string | null;

  @Column({ type: 'text', nullable: true })
  readonly url!: string | null;

  @Column({ type: 'boolean', default: false })
  readonly restricted!: boolean;

  @Column({ type: 'uuid', name: 'file_id', nullable: true })
  readonly fileId!: string | null;

  @Column({ type: 'text', name: 'created_by' })
  readonly createdBy!: string;

  @Column({ type: 'timestamptz', name: 'created_at', default: () => 'now()' })
  readonly createdAt!: Date;

  @Column({ type: 'timestamptz', name: 'removed_at', nullable: true })
  readonly removedAt!: Date | null;
}

@Entity('approval')
export class ApprovalRow {
  @PrimaryColumn({ type: 'uuid', name: 'assessment_id' })
  readonly assessmentId!: string;

  @Column({ type: 'uuid', name: 'agency_id' })
  readonly agencyId!: string;

  @Column({ type: 'text' })
  readonly name!: string;

  @Column({ type: 'text' })
  readonly function!: string;

  @Column({ type: 'date' })
  readonly date!: string;

  @Column({ type: 'uuid', name: 'evidence_id', nullable: true })
  readonly evidenceId!: string | null;
}
