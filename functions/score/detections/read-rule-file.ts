import { isMap, isNode, isScalar, LineCounter, parseDocument, type Scalar, visit } from 'yaml';
import type { z } from 'zod';
import type { RuleOrigin } from './detection.ts';
import { RuleError } from './rule-error.ts';

type Path = readonly PropertyKey[];

/** A YAML file whose values know where they stand. */
export interface RuleFile<T> {
  readonly value: T;
  readonly origin: RuleOrigin;
  /** An error at a value, or `offset` characters into the text of it where the file has that text on one line as it is. */
  error(path: Path, problem: string, offset?: number): RuleError;
}

/**
 * Reads one rule file and checks its shape.
 * @throws the first RuleError by place in the file; the others are in `all`, which the caller may read.
 */
export function readRuleFile<T>(
  yaml: string,
  file: string,
  schema: z.ZodType<T>,
  all: RuleError[],
): RuleFile<T> | null {
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines, uniqueKeys: true, version: '1.2' });
  const at = (offset: number): { line: number; column: number } => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const errorAt = (offset: number, problem: string): RuleError => {
    const { line, column } = at(offset);
    return new RuleError(file, line, column, problem);
  };
  for (const problem of document.errors) all.push(errorAt(problem.pos[0], `not YAML: ${firstLine(problem.message)}`));
  // Aliases of aliases can stand for more than memory holds; a rule has no need of them.
  visit(document, {
    Alias: (_, { source, range }) => {
      all.push(errorAt(range?.[0] ?? 0, `*${source} stands for another part of the file: write it out`));
    },
  });
  if (all.length > 0) return null;

  const startOf = (path: Path): number => {
    for (let length = path.length; length >= 0; length -= 1) {
      const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
      if (isNode(node) && node.range) return node.range[0];
    }
    return 0;
  };
  const keyStart = (path: Path, key: string): number => {
    const map = path.length === 0 ? document.contents : document.getIn(path, true);
    if (!isMap(map)) return startOf(path);
    for (const { key: node } of map.items) if (isScalar(node) && node.value === key && node.range) return node.range[0];
    return startOf(path);
  };
  const textStart = (path: Path, offset: number): number => {
    const node = document.getIn(path, true);
    if (!isScalar(node) || !node.range) return startOf(path);
    const written = yaml.slice(node.range[0], node.range[1]);
    const quote = isQuoted(node) ? 1 : 0;
    const asIs = written.slice(quote, written.length - quote) === node.value;
    return node.range[0] + (asIs ? quote + offset : 0);
  };

  const value: unknown = document.toJS({ maxAliasCount: 0 });
  const checked = schema.safeParse(value);
  if (!checked.success) {
    for (const issue of checked.error.issues) {
      if (issue.code === 'unrecognized_keys') {
        for (const key of issue.keys) all.push(errorAt(keyStart(issue.path, key), unknownKey(key, issue.path, schema)));
      } else {
        all.push(errorAt(startOf(issue.path), describe(issue, value)));
      }
    }
    return null;
  }
  const places: Record<string, { line: number; column: number }> = {};
  for (const path of pathsOf(value)) places[path.join('.')] = at(textStart(path, 0));
  return {
    value: checked.data,
    origin: { file, places },
    error: (path, problem, offset) => errorAt(offset === undefined ? startOf(path) : textStart(path, offset), problem),
  };
}

const isQuoted = (node: Scalar): boolean => node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE';
const firstLine = (message: string): string => message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? '';

function unknownKey(key: string, path: Path, schema: z.ZodType): string {
  const known = keysAt(schema, path);
  const advice = known.length === 0 ? 'remove it' : `remove it, or write one of ${known.join(', ')}`;
  return `unknown key ${key}${path.length > 0 ? ` in ${nameOf(path)}` : ''}: ${advice}`;
}

function keysAt(schema: z.ZodType, path: Path): string[] {
  let at: unknown = schema;
  for (const step of path) at = unwrap((unwrap(at) as { shape?: Record<PropertyKey, unknown> }).shape?.[step]);
  return Object.keys((unwrap(at) as { shape?: object } | undefined)?.shape ?? {});
}

function unwrap(schema: unknown): unknown {
  let at = schema as { unwrap?: () => unknown } | undefined;
  while (typeof at?.unwrap === 'function') at = at.unwrap() as typeof at;
  return at;
}

const nameOf = (path: Path): string =>
  path
    .map((step, index) => (typeof step === 'number' ? ` ${step + 1}` : `${index > 0 ? '.' : ''}${String(step)}`))
    .join('');

function describe(issue: z.core.$ZodIssue, value: unknown): string {
  const name = issue.path.length === 0 ? 'the file' : nameOf(issue.path);
  const found = issue.path.reduce<unknown>(
    (part, step) => (part as Record<PropertyKey, unknown> | undefined)?.[step],
    value,
  );
  if (found === undefined) return `${name} is missing: add it`;
  if (issue.code === 'too_small' && issue.origin === 'array') {
    return `${name} has ${(found as unknown[]).length}: write at least ${String(issue.minimum)}`;
  }
  if (issue.code === 'too_small' && issue.origin === 'string') return `${name} is empty: write it, or remove the line`;
  if (issue.code === 'invalid_value')
    return `${name} is ${show(found)}: write one of ${issue.values.map(String).join(', ')}`;
  if (issue.code === 'invalid_type' && issue.expected === 'string') {
    return `${name} is ${show(found)}, read as a ${typeof found} and not as text: put it in quotes`;
  }
  return `${name} is ${show(found)}: ${issue.message}`;
}

const show = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
};

function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [
    path,
    ...Object.entries(value).flatMap(([key, part]) =>
      pathsOf(part, [...path, Array.isArray(value) ? Number(key) : key]),
    ),
  ];
}
