import { InputRefused, type IncomingAnswer } from '@isonomia/application';
import type { Fault } from '@isonomia/instrument';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsObject, IsOptional } from 'class-validator';

/** Its shape; what an answer may be is the question's to say. */
export class AnswersBody {
  @ApiProperty({
    type: 'object',
    additionalProperties: { oneOf: [{ $ref: '#/components/schemas/Answer' }, { type: 'null' }] },
  })
  @IsObject()
  readonly answers!: Readonly<Record<string, unknown>>;

  @ApiPropertyOptional({ type: 'object', additionalProperties: { type: 'integer', minimum: 0 } })
  @IsOptional()
  @IsObject()
  readonly revisions?: Readonly<Record<string, unknown>>;

  @ApiPropertyOptional({ description: 'Replace whatever stands where no revision is given.' })
  @IsOptional()
  @IsBoolean()
  readonly replace?: boolean;
}

/** Throws `InputRefused` for a revision that is none: taken for absent, it would let an answer be overwritten unseen. */
export function incomingAnswers({ answers, revisions = {}, replace = false }: AnswersBody): readonly IncomingAnswer[] {
  const faults: Fault[] = Object.entries(revisions)
    .filter(([, revision]) => !isRevision(revision))
    .map(([question]) => ({ code: 'input.not-a-revision', path: `revisions.${question}`, detail: {} }));
  if (faults.length > 0) throw new InputRefused(faults);
  return Object.entries(answers).map(([question, answer]) => {
    const named = Object.hasOwn(revisions, question) ? revisions[question] : undefined;
    const expected = isRevision(named) ? named : undefined;
    return {
      question,
      ...(answer !== null && { answer }),
      ...(expected !== undefined && { expected }),
      ...(expected === undefined && !replace && { expected: 0 }),
    };
  });
}

const isRevision = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0;
