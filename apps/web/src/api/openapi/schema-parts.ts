export type JsonSchema = Readonly<Record<string, unknown>>;

const OPTIONAL = Symbol('optional');
type Member = JsonSchema & { readonly [OPTIONAL]?: true };

export const text: JsonSchema = { type: 'string' };
export const type = (name: string): JsonSchema => ({ type: name });
export const constant = (value: unknown): JsonSchema => ({ const: value });
export const ref = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` });
export const arrayOf = (items: JsonSchema): JsonSchema => ({ type: 'array', items });
export const mapOf = (values: JsonSchema): JsonSchema => ({ type: 'object', additionalProperties: values });
export const oneOf = (...choices: readonly JsonSchema[]): JsonSchema => ({ oneOf: choices });
export const optional = (schema: JsonSchema): Member => ({ ...schema, [OPTIONAL]: true });

/** Every member is required unless it is marked `optional`. */
export const object = (properties: Readonly<Record<string, Member>>): JsonSchema => ({
  type: 'object',
  required: Object.keys(properties).filter((name) => properties[name]?.[OPTIONAL] !== true),
  properties: Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, { ...schema }])),
});
