/** The template asks for something that this machine cannot give; the message names the resource or the function. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
}

/** What the rest of CloudFormation knows when it resolves a value. */
export interface Scope {
  /** Pseudo parameters (`AWS::Region` …) and the template's own, by name. */
  parameters: Readonly<Record<string, string>>;
  /** What `Ref` of a resource gives. */
  refOf: (logicalId: string) => string;
  /** What `Fn::GetAtt` gives. */
  attributeOf: (logicalId: string, attribute: string) => string;
  /** Exports of other stacks, for `Fn::ImportValue`. */
  exports?: Readonly<Record<string, string>>;
  /** The template's conditions, each resolved to true or false when it is needed. */
  conditions?: Readonly<Record<string, unknown>>;
  mappings?: Readonly<Record<string, Record<string, Record<string, unknown>>>>;
}

/** Resolves a value of a template to plain JSON: every intrinsic function that CDK writes. An unknown one is an error. */
export function resolveIntrinsics(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value))
    return value.map((item) => resolveIntrinsics(item, scope)).filter((item) => item !== NO_VALUE);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value);
  const [first] = entries;
  if (
    entries.length === 1 &&
    first &&
    (first[0] === 'Ref' || first[0] === 'Condition' || first[0].startsWith('Fn::'))
  ) {
    return callIntrinsic(first[0], first[1], scope);
  }
  return Object.fromEntries(
    entries
      .map(([name, item]) => [name, resolveIntrinsics(item, scope)] as const)
      .filter(([, item]) => item !== NO_VALUE),
  );
}

/** `Ref: AWS::NoValue`: the property is left out. */
const NO_VALUE = Symbol('AWS::NoValue');

function callIntrinsic(name: string, argument: unknown, scope: Scope): unknown {
  const resolved = (): unknown => resolveIntrinsics(argument, scope);
  switch (name) {
    case 'Ref':
      return resolveRef(argument as string, scope);
    case 'Fn::GetAtt': {
      const [logicalId, attribute] = Array.isArray(argument) ? argument : String(argument).split(/\.(.*)/s);
      return scope.attributeOf(logicalId as string, resolveIntrinsics(attribute, scope) as string);
    }
    case 'Fn::Join': {
      const [delimiter, parts] = resolved() as [string, unknown[]];
      return parts.join(delimiter);
    }
    case 'Fn::Split': {
      const [delimiter, text] = resolved() as [string, string];
      return text.split(delimiter);
    }
    case 'Fn::Select': {
      const [index, list] = resolved() as [number | string, unknown[]];
      const chosen = list[Number(index)];
      if (chosen === undefined) throw new TemplateError(`Fn::Select wants item ${index} of a list of ${list.length}.`);
      return chosen;
    }
    case 'Fn::Sub':
      return substitute(argument, scope);
    case 'Fn::ImportValue': {
      const exported = scope.exports?.[resolved() as string];
      if (exported === undefined) throw new TemplateError(`No stack exports ${resolved()}.`);
      return exported;
    }
    case 'Fn::FindInMap': {
      const [map, first, second] = resolved() as [string, string, string];
      const found = scope.mappings?.[map]?.[first]?.[second];
      if (found === undefined) throw new TemplateError(`The mapping ${map} has no ${first} / ${second}.`);
      return found;
    }
    case 'Fn::If': {
      const [condition, whenTrue, whenFalse] = argument as [string, unknown, unknown];
      return resolveIntrinsics(holds(condition, scope) ? whenTrue : whenFalse, scope);
    }
    case 'Condition':
      return typeof argument === 'string' && scope.conditions && argument in scope.conditions
        ? holds(argument, scope)
        : { Condition: resolved() };
    case 'Fn::Equals': {
      const [left, right] = resolved() as [unknown, unknown];
      return left === right;
    }
    case 'Fn::And':
      return (resolved() as unknown[]).every(Boolean);
    case 'Fn::Or':
      return (resolved() as unknown[]).some(Boolean);
    case 'Fn::Not':
      return !(resolved() as unknown[])[0];
    default:
      throw new TemplateError(`The template calls ${name}, which is not resolved here.`);
  }
}

function resolveRef(name: string, scope: Scope): unknown {
  if (name === 'AWS::NoValue') return NO_VALUE;
  return Object.hasOwn(scope.parameters, name) ? scope.parameters[name] : scope.refOf(name);
}

function holds(condition: string, scope: Scope): boolean {
  if (!scope.conditions || !Object.hasOwn(scope.conditions, condition)) {
    throw new TemplateError(`The template has no condition ${condition}.`);
  }
  return resolveIntrinsics(scope.conditions[condition], scope) === true;
}

function substitute(argument: unknown, scope: Scope): string {
  const [text, variables] = Array.isArray(argument) ? argument : [argument, {}];
  const values = resolveIntrinsics(variables, scope) as Record<string, string>;
  return String(text).replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
    // `${!Literal}` stays as `${Literal}`.
    if (literal) return `\${${name}}`;
    if (Object.hasOwn(values, name)) return String(values[name]);
    const dot = name.indexOf('.');
    if (dot > 0) return scope.attributeOf(name.slice(0, dot), name.slice(dot + 1));
    return String(resolveRef(name, scope));
  });
}
