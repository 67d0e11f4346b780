import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FormBody } from '../shell/form-fields.js';
import type { AnswerForm } from './answer-form.js';
import type { QuestionParameters } from './question-address.js';

/** A form as it was sent, and what it is answered through. */
export interface Sent {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly parameters: QuestionParameters;
  readonly body: FormBody;
  readonly form: AnswerForm;
}
