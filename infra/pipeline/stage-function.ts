import { join } from 'node:path';
import { type Duration, RemovalPolicy, type Size, Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Foundation } from './foundation.ts';

/** The stages in the order of the data; also the names of their folders, functions and sections of the runbook. */
export const STAGES = [
  'ingest',
  'score',
  'open-case',
  'notify',
  'mail-feedback',
  'digest',
  'clock',
  'dead-letters',
  'sweep',
  'rescore',
  'try',
  'packets',
  'retention',
  'console-api',
] as const;
export type StageName = (typeof STAGES)[number];

/** Where a stage's code is: a folder that it shares with another, where it is made of the same parts, and the module in it. */
export function codeOf(stage: StageName): { readonly folder: StageName; readonly module: string } {
  const shared = SHARED_FOLDERS[stage];
  return shared === undefined ? { folder: stage, module: 'index' } : { folder: shared, module: stage };
}

/** Stages that are made of the parts of another. */
const SHARED_FOLDERS: Partial<Record<StageName, StageName>> = {
  'mail-feedback': 'notify',
  digest: 'notify',
  rescore: 'score',
  try: 'score',
};

export interface StageFunctionOptions {
  readonly stage: StageName;
  readonly description: string;
  readonly memoryMegabytes: number;
  readonly timeout: Duration;
  /** Of its own disk, for what is too large for its memory; left out for what Lambda gives. */
  readonly diskSpace?: Size;
  readonly environment: Readonly<Record<string, string>>;
}

/** The newest that CDK knows. */
const RUNTIME = Runtime.NODEJS_24_X;

/** Long enough to look into a case that is a year old; no text of a contact is in a log. */
const LOG_RETENTION = RetentionDays.ONE_YEAR;

const TRACES = 'X-Ray knows no resources: its two write actions are granted on everything or not at all.';

/**
 * A stage's function with its own role, log group and alarms. The role begins with nothing but its own log and traces: every
 * further right is one of grants.ts, so that the table in the design can be checked against the template.
 */
export class StageFunction extends Construct {
  readonly stage: StageName;
  readonly function: LambdaFunction;
  readonly role: Role;
  readonly logGroup: LogGroup;
  private readonly acknowledged = new Set<string>();

  constructor(scope: Construct, id: string, foundation: Foundation, options: StageFunctionOptions) {
    super(scope, id);
    const { settings, keys, alarms, functionsFolder } = foundation;
    const { stage } = options;
    const code = codeOf(stage);
    this.stage = stage;

    this.logGroup = new LogGroup(this, 'Log', {
      logGroupName: `/${settings.deploymentName}/${stage}`,
      retention: LOG_RETENTION,
      encryptionKey: keys.records,
      // What must be kept is in the case's own events; a log with a fixed name that outlives its stack stops the next deploy.
      removalPolicy: RemovalPolicy.DESTROY,
    });
    // Not the managed AWSLambdaBasicExecutionRole: it may create and write every log group of the account.
    this.role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: `What ${stage} of ${settings.deploymentName} may do`,
    });
    this.allow(['logs:CreateLogStream', 'logs:PutLogEvents'], [this.logGroup.logGroupArn]);
    this.acknowledgeWildcard('*', TRACES);

    this.function = new LambdaFunction(this, 'Function', {
      functionName: `${settings.deploymentName}-${stage}`,
      description: options.description,
      runtime: RUNTIME,
      architecture: Architecture.ARM_64,
      code: Code.fromAsset(join(functionsFolder, code.folder)),
      handler: `${code.module}.handler`,
      role: this.role,
      memorySize: options.memoryMegabytes,
      timeout: options.timeout,
      ...(options.diskSpace === undefined ? {} : { ephemeralStorageSize: options.diskSpace }),
      tracing: Tracing.ACTIVE,
      logGroup: this.logGroup,
      loggingFormat: LoggingFormat.JSON,
      environment: {
        POWERTOOLS_SERVICE_NAME: `undertone-${stage}`,
        POWERTOOLS_METRICS_NAMESPACE: 'Undertone',
        NODE_OPTIONS: '--enable-source-maps',
        ...options.environment,
      },
    });

    alarms.add(this, {
      section: `${stage}-errors`,
      // A record that fails goes back to its queue and is no error of the function: what is counted here is a crash, a
      // timeout, memory run out or a broken build, none of which is ever normal.
      meaning: `The ${stage} function crashed, ran out of time or memory, or could not start.`,
      metric: this.function.metricErrors(),
      threshold: 1,
    });
    alarms.add(this, {
      section: `${stage}-throttles`,
      meaning: `Lambda refused to run ${stage}: the account has no concurrency left.`,
      metric: this.function.metricThrottles(),
      threshold: 1,
      periods: 3,
      badPeriods: 2,
    });
  }

  /**
   * Gives the role these actions on these resources.
   * @param because why a resource ends in a wildcard; without it the template check fails for one that does.
   */
  allow(
    actions: readonly string[],
    resources: readonly string[],
    because?: string,
    conditions?: Record<string, Record<string, string>>,
  ): void {
    this.role.addToPrincipalPolicy(
      new PolicyStatement({ actions: [...actions], resources: [...resources], ...(conditions ? { conditions } : {}) }),
    );
    if (because !== undefined) for (const resource of resources) this.acknowledgeWildcard(resource, because);
  }

  /** Once for each resource: several rights on one are one finding. */
  private acknowledgeWildcard(resource: string, reason: string): void {
    const id = `AwsSolutions-IAM5[Resource::${nameArn(Stack.of(this).resolve(resource))}]`;
    if (this.acknowledged.has(id)) return;
    this.acknowledged.add(id);
    Validations.of(this.role).acknowledge({ id, reason });
  }
}

/** A resolved ARN as cdk-nag names it: `<LogicalId.Attribute>` for what only CloudFormation knows. */
function nameArn(value: unknown): string {
  if (typeof value === 'string') return value;
  const intrinsic = value as { Ref?: string; 'Fn::GetAtt'?: [string, string]; 'Fn::Join'?: [string, unknown[]] };
  if (intrinsic.Ref !== undefined) return `<${intrinsic.Ref}>`;
  if (intrinsic['Fn::GetAtt']) return `<${intrinsic['Fn::GetAtt'].join('.')}>`;
  if (intrinsic['Fn::Join']) return intrinsic['Fn::Join'][1].map(nameArn).join(intrinsic['Fn::Join'][0]);
  throw new TypeError(`A resource of a grant is no ARN that can be named: ${JSON.stringify(value)}`);
}
