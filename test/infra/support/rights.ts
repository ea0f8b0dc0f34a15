import type { Resource, Synthesized } from './synthesized.ts';

interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | string[];
  readonly Resource: unknown;
  readonly Condition?: unknown;
}

/**
 * What a role may do, one line a right: `s3:GetObject Intake/Bucket/*`. Resources are named by the path of their construct, so
 * that a line reads like the design's table.
 */
export function rightsOf(synthesized: Synthesized, role: string): string[] {
  const { resources } = synthesized;
  const lines = new Set<string>();
  for (const resource of Object.values(resources)) {
    for (const statement of statementsFor(resource, role)) {
      if (statement.Effect !== 'Allow') continue;
      for (const action of [statement.Action].flat()) {
        for (const target of Array.isArray(statement.Resource) ? statement.Resource : [statement.Resource]) {
          const condition = statement.Condition === undefined ? '' : ` if ${JSON.stringify(statement.Condition)}`;
          lines.add(`${action} ${nameOf(resources, target)}${condition}`);
        }
      }
    }
  }
  return [...lines].sort();
}

function statementsFor(resource: Resource, role: string): Statement[] {
  const attached = (policy: unknown) =>
    (policy as { PolicyDocument: { Statement: Statement[] } }).PolicyDocument.Statement;
  if (resource.Type === 'AWS::IAM::Policy' || resource.Type === 'AWS::IAM::ManagedPolicy') {
    const roles = resource.Properties.Roles as { Ref?: string }[] | undefined;
    return roles?.some(({ Ref }) => Ref === role) ? attached(resource.Properties) : [];
  }
  return [];
}

function nameOf(resources: Synthesized['resources'], value: unknown): string {
  if (typeof value === 'string') return value;
  const intrinsic = value as {
    Ref?: string;
    'Fn::GetAtt'?: [string, string];
    'Fn::Join'?: [string, unknown[]];
    'Fn::Sub'?: string;
  };
  if (intrinsic['Fn::Sub'] !== undefined) return intrinsic['Fn::Sub'].replace(/\$\{([^}]+)\}/g, '<$1>');
  if (intrinsic['Fn::Join']) {
    const [separator, parts] = intrinsic['Fn::Join'];
    return parts.map((part) => nameOf(resources, part)).join(separator);
  }
  const id = intrinsic['Fn::GetAtt']?.[0] ?? intrinsic.Ref;
  if (id === undefined) throw new Error(`The test cannot name ${JSON.stringify(value)}.`);
  const path = resources[id]?.Metadata?.['aws:cdk:path'];
  if (path === undefined) return `<${id}>`;
  return path
    .split('/')
    .slice(1, -1)
    .join('/')
    .replace(/^Pipeline\//, '');
}
