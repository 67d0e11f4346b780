import { InputRefused, type IncomingAnswer } from '@isonomia/application';
import type { Fault } from '@isonomia/instrument';
import { UnprocessableEntityException } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

/** For the description of the API alone: no instance is made, which would cost more than reading a questionnaire. */
export class AnswersBody {
  @ApiProperty({
    type: 'object',
    additionalProperties: { oneOf: [{ $ref: '#/components/schemas/Answer' }, { type: 'null' }] },
  })
  readonly answers!: Readonly<Record<string, unknown>>;

  @ApiPropertyOptional({ type: 'object', additionalProperties: { type: 'integer', minimum: 0 } })
  readonly revisions?: Readonly<Record<string, unknown>>;

  @ApiPropertyOptional({ description: 'Replace whatever stands where no revision is given.' })
  readonly replace?: boolean;
}

/**
 * The body's shape is checked here; what an answer may be is the question's to say. Throws `InputRefused` for a revision
 * that is none: taken for absent, it would let an answer be overwritten unseen.
 */
export function incomingAnswers(body: unknown): readonly IncomingAnswer[] {
  const { answers, revisions = {}, replace = false } = shaped(body);
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

const KEYS: ReadonlySet<string> = new Set(['answers', 'revisions', 'replace'] satisfies (keyof AnswersBody)[]);

/** In the words that the bodies of other addresses are refused with. */
function shaped(body: unknown): AnswersBody {
  const given = isObject(body) ? body : {};
  const { answers, revisions, replace } = given;
  const complaints = Object.keys(given)
    .filter((key) => !KEYS.has(key))
    .map((key) => `property ${key} should not exist`);
  if (!isObject(answers)) complaints.push('answers must be an object');
  if (revisions !== undefined && !isObject(revisions)) complaints.push('revisions must be an object');
  if (replace !== undefined && typeof replace !== 'boolean') complaints.push('replace must be a boolean value');
  if (complaints.length > 0) throw new UnprocessableEntityException(complaints);
  return given as unknown as AnswersBody;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isRevision = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0;
