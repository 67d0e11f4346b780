import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What an earlier assessment said, beside the new one. */
@Entity('carried_answer')
export class CarriedAnswerRow {
  @Column({ type: 'uuid', name: 'agency_id' })
  readonly agencyId!: string;

  @PrimaryColumn({ type: 'uuid', name: 'assessment_id' })
  readonly assessmentId!: string;

  @PrimaryColumn({ type: 'text', name: 'question_id' })
  readonly questionId!: string;

  @Column({ type: 'uuid', name: 'from_assessment_id' })
  readonly fromAssessmentId!: string;

  @Column({ type: 'json' })
  readonly body!: unknown;

  @Column({ type: 'boolean' })
  readonly prefilled!: boolean;
}
