import type { Client } from './client.js';

export type Schema = Readonly<Record<string, unknown>>;

export interface Operation {
  /** `GET /api/agencies/{agency}` */
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly isOpen: boolean;
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly schema: Schema }[];
  /** Of a JSON body; the fuzzer sends no other. */
  readonly body: Schema | undefined;
  readonly takesFile: boolean;
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> }>
  >;
}

export interface Description {
  readonly operations: readonly Operation[];
  readonly schemas: Readonly<Record<string, Schema>>;
}

interface RawOperation {
  readonly security?: readonly unknown[];
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema?: Schema }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema?: Schema }>> };
  readonly responses: Operation['responses'];
}
interface Raw {
  readonly paths: Readonly<Record<string, Readonly<Record<string, RawOperation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

export async function readDescription(client: Client): Promise<Description> {
  const raw = (await client.read('/api/openapi.json')) as Raw;
  const operations = Object.entries(raw.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => operationOf(method.toUpperCase(), path, operation)),
  );
  return { operations, schemas: raw.components.schemas };
}

function operationOf(method: string, path: string, raw: RawOperation): Operation {
  const content = raw.requestBody?.content ?? {};
  return {
    name: `${method} ${path}`,
    method,
    path,
    isOpen: raw.security?.length === 0,
    parameters: (raw.parameters ?? []).map(({ name, in: place, schema = {} }) => ({ name, in: place, schema })),
    body: content['application/json']?.schema,
    takesFile: 'multipart/form-data' in content,
    responses: raw.responses,
  };
}
