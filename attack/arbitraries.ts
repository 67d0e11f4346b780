import fc from 'fast-check';
import type { Schema } from './openapi.js';
import { resolve, type Schemas } from './schema.js';

const MOST_DEPTH = 5;

const day = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2035-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const FORMATS: Readonly<Record<string, fc.Arbitrary<string>>> = {
  uuid: fc.uuid(),
  date: day,
  'date-time': day.map((date) => `${date}T00:00:00Z`),
  email: fc.emailAddress(),
};

/** Values that a schema describes. */
export function valid(given: Schema, schemas: Schemas, depth = 0): fc.Arbitrary<unknown> {
  const schema = resolve(given, schemas);
  const choices = (schema['oneOf'] ?? schema['anyOf']) as readonly Schema[] | undefined;
  if (choices !== undefined) return fc.oneof(...choices.map((one) => valid(one, schemas, depth + 1)));
  if ('const' in schema) return fc.constant(schema['const']);
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...(schema['enum'] as readonly unknown[]));
  return ofType(schema, schemas, depth);
}

function ofType(schema: Schema, schemas: Schemas, depth: number): fc.Arbitrary<unknown> {
  const make = MAKERS[String([schema['type']].flat()[0])];
  if (make !== undefined) return make(schema, schemas, depth);
  return depth > MOST_DEPTH ? fc.constant(null) : fc.jsonValue({ maxDepth: 3 });
}

type Maker = (schema: Schema, schemas: Schemas, depth: number) => fc.Arbitrary<unknown>;

const MAKERS: Readonly<Record<string, Maker>> = {
  string: ({ format }) => FORMATS[String(format)] ?? fc.string({ unit: 'grapheme', maxLength: 60 }),
  integer: ({ minimum = -5, maximum = 10_000 }) => fc.integer({ min: Number(minimum), max: Number(maximum) }),
  number: () => fc.double({ min: 0, max: 10_000, noNaN: true }),
  boolean: () => fc.boolean(),
  array: ({ items = {} }, schemas, depth) =>
    depth > MOST_DEPTH ? fc.constant([]) : fc.array(valid(items as Schema, schemas, depth + 1), { maxLength: 4 }),
  object,
};

function object(schema: Schema, schemas: Schemas, depth: number): fc.Arbitrary<unknown> {
  const properties = (schema['properties'] ?? {}) as Schemas;
  const required = new Set((schema['required'] ?? []) as readonly string[]);
  const members = Object.fromEntries(
    Object.entries(properties)
      .filter(([name]) => required.has(name) || depth <= MOST_DEPTH)
      .map(([name, one]) => [name, valid(one, schemas, depth + 1)]),
  );
  const others = schema['additionalProperties'];
  if (Object.keys(members).length === 0 && typeof others === 'object' && others !== null)
    return fc.dictionary(
      fc.constantFrom('GOV1', 'GOV2', 'BUD2', 'WFC1', 'none'),
      valid(others as Schema, schemas, depth + 1),
    );
  return fc.record(members, { requiredKeys: [...required].filter((name) => name in members) });
}

/** Bodies that no reading of the schema allows: of another type, without what is required, or with what is not there. */
export function broken(given: Schema, schemas: Schemas): fc.Arbitrary<unknown> {
  const schema = resolve(given, schemas);
  const required = (schema['required'] ?? []) as readonly string[];
  const wrong = fc.constantFrom<unknown>([], 'text', 7, true, [[]], ['a']);
  if (schema['type'] !== 'object') return wrong;
  const whole = valid(schema, schemas).map((value): Record<string, unknown> => ({ ...(value as object) }));
  const extra = whole.map((value) => ({ ...value, notDescribed: 1 }));
  if (required.length === 0) return fc.oneof(wrong, extra);
  const without = fc.tuple(whole, fc.constantFrom(...required)).map(([value, name]) => {
    const { [name]: _, ...rest } = value;
    return rest;
  });
  const mistyped = fc
    .tuple(whole, fc.constantFrom(...required), fc.constantFrom<unknown>(null, [{}], { a: { b: [] } }))
    .map(([value, name, other]) => ({ ...value, [name]: other }));
  return fc.oneof(wrong, extra, without, mistyped);
}
