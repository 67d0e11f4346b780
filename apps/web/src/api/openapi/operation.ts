import { applyDecorators } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiExtraModels,
  ApiHeader,
  ApiOperation,
  ApiProduces,
  ApiResponse,
  getSchemaPath,
} from '@nestjs/swagger';
import { type JsonSchema as Schema, ref } from './schema-parts.js';

type Model = abstract new (...args: never[]) => object;

export interface OperationOptions {
  readonly summary: string;
  readonly description?: string;
  readonly status?: 200 | 201 | 202 | 204;
  /** A named schema of `schemas.ts`, a class, or a schema written out. */
  readonly answers?: string | Model | Schema;
  readonly takes?: string | Model | Schema;
  /** Statuses of problem details, beside 401 and 404. */
  readonly problems?: readonly number[];
  /** `required`: refused with 428 without it; `optional`: only what is there already demands it. */
  readonly ifMatch?: 'required' | 'optional';
  readonly file?: boolean;
  readonly open?: boolean;
}

/** One line above a handler says all that the description needs to know of it. */
export function Operation(options: OperationOptions): MethodDecorator {
  const { summary, description, status = 200, ifMatch, problems = [] } = options;
  const always = options.open === true ? [404] : [401, 403, 404];
  const conditional = ifMatch === undefined ? [] : [400, 412, 428];
  const statuses = [...new Set([...always, ...problems, ...conditional])].sort();
  return applyDecorators(
    ApiOperation({
      summary,
      ...(description !== undefined && { description }),
      ...(options.open === true && { security: [] }),
    }),
    ...bodyOf(options),
    ...(ifMatch === undefined ? [] : [ifMatchHeader(ifMatch)]),
    answerOf(options, status),
    ...statuses.map((code) =>
      ApiResponse({
        status: code,
        description: PROBLEMS[code] ?? 'Refused',
        content: { 'application/problem+json': { schema: ref('Problem') } },
      }),
    ),
  );
}

const ifMatchHeader = (need: 'required' | 'optional'): MethodDecorator =>
  ApiHeader({
    name: 'If-Match',
    required: need === 'required',
    description: 'The ETag of what is changed.',
    schema: { type: 'string', example: '"7"' },
  });

function bodyOf({ takes }: OperationOptions): MethodDecorator[] {
  if (takes === undefined) return [];
  if (typeof takes === 'function') return [ApiExtraModels(takes) as MethodDecorator, ApiBody({ type: takes })];
  const schema = schemaOf(takes);
  const multipart = 'x-multipart' in schema;
  return [ApiConsumes(multipart ? 'multipart/form-data' : 'application/json'), ApiBody({ schema })];
}

function answerOf({ answers, file }: OperationOptions, status: number): MethodDecorator {
  const description = status === 204 ? 'Done.' : 'What was asked for.';
  if (file === true) {
    return applyDecorators(
      ApiProduces('application/octet-stream'),
      ApiResponse({
        status,
        description,
        content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
      }),
    );
  }
  if (answers === undefined) return ApiResponse({ status, description });
  const content = { 'application/json': { schema: schemaOf(answers) } };
  const models = typeof answers === 'function' ? [ApiExtraModels(answers)] : [];
  return applyDecorators(...models, ApiResponse({ status, description, content }));
}

function schemaOf(given: string | Model | Schema): Schema {
  if (typeof given === 'string') return ref(given);
  return typeof given === 'function' ? { $ref: getSchemaPath(given) } : given;
}

const PROBLEMS: Readonly<Record<number, string>> = {
  400: 'The request cannot be read.',
  401: 'Nobody is signed in.',
  403: 'Your role does not allow it, or a second factor is still owed.',
  404: 'There is no such thing, or it is not yours to see.',
  409: 'Not possible in the state it is in.',
  412: 'Somebody changed it meanwhile; `current` is what stands now.',
  413: 'Too large.',
  415: 'Not a kind of content that is read here.',
  422: 'What was sent does not fit; `faults` says where and why.',
  428: 'If-Match is missing; `current` is what stands now.',
  429: 'Too many attempts; see Retry-After.',
};
