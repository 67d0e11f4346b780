import type { Schema } from './openapi.js';

export type Schemas = Readonly<Record<string, Schema>>;

const REF = '#/components/schemas/';

export function resolve(schema: Schema, schemas: Schemas): Schema {
  const ref = schema['$ref'];
  if (typeof ref !== 'string') return schema;
  return resolve(schemas[ref.slice(REF.length)] ?? {}, schemas);
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const IS_TYPE: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  integer: (value) => Number.isInteger(value),
  boolean: (value) => typeof value === 'boolean',
  null: (value) => value === null,
  array: Array.isArray,
  object: isObject,
};

/** Where a value does not fit its schema: the parts of JSON Schema that the description uses. Nothing: it fits. */
export function misfit(value: unknown, given: Schema, schemas: Schemas, path = '$'): string | undefined {
  const schema = merged(resolve(given, schemas), schemas);
  return (
    misfitOfKind(value, schema, path) ??
    misfitOfChoice(value, schema, schemas, path) ??
    (Array.isArray(value) ? misfitOfItems(value, schema, schemas, path) : undefined) ??
    (isObject(value) ? misfitOfMembers(value, schema, schemas, path) : undefined)
  );
}

function misfitOfKind(value: unknown, { type, enum: choices, const: only, nullable }: Schema, path: string) {
  if (nullable === true && value === null) return undefined;
  const types = [type].flat().filter((one): one is string => typeof one === 'string');
  if (types.length > 0 && !types.some((one) => IS_TYPE[one]?.(value) ?? true))
    return `${path} is no ${types.join(' or ')}`;
  if (Array.isArray(choices) && !choices.includes(value)) return `${path} is none of ${choices.join(', ')}`;
  if (only !== undefined && value !== only) return `${path} is not ${JSON.stringify(only)}`;
  return undefined;
}

function misfitOfChoice(value: unknown, schema: Schema, schemas: Schemas, path: string): string | undefined {
  for (const word of ['oneOf', 'anyOf'] as const) {
    const choices = schema[word] as readonly Schema[] | undefined;
    if (choices !== undefined && choices.every((one) => misfit(value, one, schemas, path) !== undefined))
      return `${path} fits none of ${word}`;
  }
  return undefined;
}

/** `allOf` adds members to one object: each part alone would miss those of the others. */
function merged(schema: Schema, schemas: Schemas): Schema {
  const parts = ((schema['allOf'] ?? []) as readonly Schema[]).map((one) => merged(resolve(one, schemas), schemas));
  if (parts.length === 0) return schema;
  const all = [schema, ...parts];
  return {
    ...schema,
    type: 'object',
    properties: Object.assign({}, ...all.map((one) => one['properties'] ?? {})) as Schemas,
    required: all.flatMap((one) => (one['required'] ?? []) as readonly string[]),
  };
}

function misfitOfItems(value: readonly unknown[], schema: Schema, schemas: Schemas, path: string): string | undefined {
  const items = schema['items'] as Schema | undefined;
  if (items === undefined) return undefined;
  return value.map((item, index) => misfit(item, items, schemas, `${path}[${index}]`)).find((one) => one !== undefined);
}

function misfitOfMembers(
  value: Readonly<Record<string, unknown>>,
  schema: Schema,
  schemas: Schemas,
  path: string,
): string | undefined {
  const properties = (schema['properties'] ?? {}) as Schemas;
  const missing = ((schema['required'] ?? []) as readonly string[]).find((name) => !(name in value));
  if (missing !== undefined) return `${path}.${missing} is missing`;
  const others = schema['additionalProperties'];
  return Object.entries(value)
    .map(([name, member]) => {
      const own = properties[name] ?? (isObject(others) ? others : undefined);
      if (own !== undefined) return misfit(member, own, schemas, `${path}.${name}`);
      // Checklist 17: what nobody described should not be told, either.
      return 'properties' in schema && others !== true ? `${path}.${name} is not described` : undefined;
    })
    .find((one) => one !== undefined);
}
