import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('outcome')
export class OutcomeRow {
  @PrimaryColumn({ type: 'uuid' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'agency_id' })
  readonly agencyId!: string;

  @Column({ type: 'uuid', name: 'assessment_id' })
  readonly assessmentId!: string;

  @Column({ type: 'integer' })
  readonly revision!: number;

  @Column({ type: 'text' })
  readonly sha256!: string;

  @Column({ type: 'text' })
  readonly body!: string;

  @Column({ type: 'text', name: 'instrument_part' })
  readonly instrumentPart!: string;

  @Column({ type: 'text', name: 'references_part' })
  readonly referencesPart!: string;

  @Column({ type: 'text', name: 'rules_part' })
  readonly rulesPart!: string;

  @Column({ type: 'text', name: 'texts_part' })
  readonly textsPart!: string;

  @Column({ type: 'text', name: 'practices_part', nullable: true })
  readonly practicesPart!: string | null;

  @Column({ type: 'timestamptz', name: 'created_at', default: () => 'now()' })
  readonly createdAt!: Date;

  @Column({ type: 'text', default: () => "'submitted'" })
  readonly status!: string;
}

@Entity('outcome_part')
export class OutcomePartRow {
  @PrimaryColumn({ type: 'text' })
  readonly sha256!: string;

  @Column({ type: 'text' })
  readonly body!: string;
}

@Entity('decision')
export class DecisionRow {
  @Column({ type: 'uuid', name: 'agency_id' })
  readonly agencyId!: string;

  @PrimaryColumn({ type: 'uuid', name: 'outcome_id' })
  readonly outcomeId!: string;

  @PrimaryColumn({ type: 'text', name: 'rule_id' })
  readonly ruleId!: string;

  @Column({ type: 'text' })
  readonly decision!: string;

  @Column({ type: 'text', nullable: true })
  readonly reason!: string | null;

  @Column({ type: 'text', name: 'adapted_text', nullable: true })
  readonly adaptedText!: string | null;

  @Column({ type: 'text', nullable: true })
  readonly owner!: string | null;

  @Column({ type: 'date', nullable: true })
  readonly due!: string | null;

  @Column({ type: 'integer', default: 1 })
  readonly revision!: number;

  @Column({ type: 'boolean', name: 'taken_back', default: false })
  readonly takenBack!: boolean;

  @Column({ type: 'text', name: 'decided_by' })
  readonly decidedBy!: string;

  @Column({ type: 'timestamptz', name: 'decided_at', default: () => 'now()' })
  readonly decidedAt!: Date;
}

@Entity('document')
export class DocumentRow {
  @PrimaryColumn({ type: 'text' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'agency_id' })
  readonly agencyId!: string;

  @Column({ type: 'uuid', name: 'outcome_id', nullable: true })
  readonly outcomeId!: string | null;

  @Column({ type: 'uuid', name: 'assessment_id' })
  readonly assessmentId!: string;

  @Column({ type: 'text' })
  readonly kind!: string;

  @Column({ type: 'text' })
  readonly edition!: string;

  @Column({ type: 'text', array: true })
  readonly languages!: readonly string[];

  @Column({ type: 'text', default: () => "'single'" })
  readonly arrangement!: string;

  @Column({ type: 'text', default: () => "'pdf'" })
  readonly format!: string;

  @Column({ type: 'text', default: () => "'queued'" })
  readonly state!: string;

  @Column({ type: 'integer', default: 0 })
  readonly attempts!: number;

  @Column({ type: 'text', name: 'requested_by' })
  readonly requestedBy!: string;

  @Column({ type: 'timestamptz', name: 'requested_at', default: () => 'now()' })
  readonly requestedAt!: Date;

  @Column({ type: 'timestamptz', name: 'started_at', nullable: true })
  readonly startedAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'finished_at', nullable: true })
  readonly finishedAt!: Date | null;

  @Column({ type: 'uuid', name: 'file_id', nullable: true })
  readonly fileId!: string | null;

  @Column({ type: 'text', nullable: true })
  readonly sha256!: string | null;

  @Column({ type: 'text', name: 'outcome_sha256', nullable: true })
  readonly outcomeSha256!: string | null;

  @Column({ type: 'jsonb', nullable: true })
  readonly decisions!: unknown;

  @Column({ type: 'text', nullable: true })
  readonly failure!: string | null;
}

@Entity('audit')
export class AuditRow {
  @PrimaryColumn({ type: 'bigint', generated: 'identity', generatedIdentity: 'ALWAYS' })
  readonly id!: string;

  @Column({ type: 'uuid', name: 'agency_id', nullable: true })
  readonly agencyId!: string | null;

  @Column({ type: 'text', name: 'actor_id' })
  readonly actorId!: string;

  @Column({ type: 'text' })
  readonly action!: string;

  @Column({ type: 'text', name: 'subject_kind' })
  readonly subjectKind!: string;

  @Column({ type: 'text', name: 'subject_id' })
  readonly subjectId!: string;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  readonly at!: Date;

  @Column({ type: 'jsonb', default: () => "'{}'" })
  readonly detail!: unknown;
}
