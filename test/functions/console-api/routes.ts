import type { Action } from '../../../functions/console-api/access/access.ts';
import type { clientOf } from './client.ts';

type Ask = ReturnType<typeof clientOf>;

/** A JSON schema of the OpenAPI document, as far as examples are made from it. */
interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly minimum?: number;
  readonly minLength?: number;
  readonly pattern?: string;
  readonly format?: string;
}

type Known = Readonly<Record<string, Schema>>;

export interface Route {
  readonly method: string;
  readonly path: string;
  readonly action: Action;
  readonly parameters: readonly {
    readonly name: string;
    readonly in: string;
    readonly schema: Schema;
    required?: boolean;
  }[];
  /** The smallest body that its schema takes; undefined where it takes none. */
  readonly body: unknown;
}

interface Operation {
  readonly 'x-action': Action;
  readonly parameters?: Route['parameters'];
  readonly requestBody?: { readonly content?: { readonly 'application/json'?: { readonly schema: Schema } } };
}

/** Every route of the API, from the document that it gives out of itself: one that is added is in here. */
export async function routesOf(ask: Ask): Promise<Route[]> {
  const { body: document } = await ask('GET', '/api/openapi.json');
  const paths = document.paths as Record<string, Record<string, Operation>>;
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { 'x-action': action, parameters = [], requestBody }]) => {
      const schema = requestBody?.content?.['application/json']?.schema;
      const body = schema && exampleOf(schema, document.components?.schemas ?? {});
      return { method: method.toUpperCase(), path, action, parameters, body };
    }),
  );
}

/** What our patterns ask for, by the letters that they begin with; the first that fits is taken. */
const SAMPLES = [
  '2026-07-15T14:00:00.000Z',
  '2026-07-15',
  '14:00',
  'a',
  'a1',
  '1',
  'review-1',
  'threat/implied/taste-of-it',
  'A sentence.',
  'someone@harborline.example',
];

function exampleOf(schema: Schema, known: Known): unknown {
  if (schema.$ref !== undefined) return exampleOf(known[schema.$ref.split('/').at(-1) ?? ''] ?? {}, known);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  const [one] = schema.anyOf ?? schema.oneOf ?? [];
  if (one !== undefined) return exampleOf(one, known);
  if (schema.allOf !== undefined) return Object.assign({}, ...schema.allOf.map((each) => exampleOf(each, known)));
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  switch (type) {
    case 'object':
      return objectOf(schema, known);
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () => exampleOf(schema.items ?? {}, known));
    case 'integer':
    case 'number':
      return schema.minimum ?? 1;
    case 'boolean':
      return true;
    case 'string':
      return textOf(schema);
    default:
      return null;
  }
}

/** Of one that asks for nothing, the first that it takes: what is empty is often refused. A record's key is a name of one letter. */
function objectOf({ required = [], properties = {}, additionalProperties }: Schema, known: Known) {
  const names = required.length > 0 ? required : Object.keys(properties).slice(0, 1);
  const members = names.map((name) => [name, exampleOf(properties[name] ?? {}, known)] as const);
  if (typeof additionalProperties !== 'object') return Object.fromEntries(members);
  return Object.fromEntries([...members, ['a', exampleOf(additionalProperties, known)]]);
}

function textOf({ pattern, minLength = 0, format }: Schema): string {
  // An id is its kind and hexadecimal digits: the pattern itself says which.
  const id = pattern
    ?.replace(/^\^|\$$/g, '')
    .replace(/\[0-9a-f\]\{(\d+)\}/g, (_, digits) => '0'.repeat(Number(digits)));
  const fits = [...SAMPLES, id ?? ''].filter(
    (sample) => pattern === undefined || new RegExp(pattern, 'u').test(sample),
  );
  const found = fits.find((sample) => sample.length >= minLength && (format !== 'date' || sample.length === 10));
  // One that fits no pattern is refused, and the walk says of which route: a sample is then added above.
  return found ?? 'x'.repeat(Math.max(minLength, 1));
}

/** A body with what there is in place of the samples, so that it is about something. */
export function bodyOf(body: unknown, named: Readonly<Record<string, string>>): unknown {
  const kinds = Object.entries(named).map(
    ([name, id]) => [`${name.replace(/Id$/, '')}-${'0'.repeat(32)}`, id] as const,
  );
  const text = kinds.reduce((so, [sample, id]) => so.replaceAll(sample, id), JSON.stringify(body));
  return JSON.parse(text);
}

/** The path and query of a route, with what it is asked for; what is not named is made from its schema. */
export function urlOf({ path, parameters }: Route, named: Readonly<Record<string, string>>): string {
  const valueIn = (name: string): string => {
    const schema = parameters.find((each) => each.name === name)?.schema ?? {};
    return named[name] ?? String(exampleOf(schema, {}));
  };
  const query = parameters
    .filter((each) => each.in === 'query' && each.required)
    .map(({ name }) => `${name}=${encodeURIComponent(valueIn(name))}`);
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => valueIn(name));
  return query.length === 0 ? filled : `${filled}?${query.join('&')}`;
}
