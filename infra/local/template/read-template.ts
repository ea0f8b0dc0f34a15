import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { DefaultRetention } from '../services/s3/object-lock.ts';
import type {
  ApiPlan,
  BucketPlan,
  FunctionPlan,
  MappingPlan,
  Plan,
  QueuePlan,
  SchedulePlan,
  TablePlan,
} from './plan.ts';
import { resolveIntrinsics, type Scope, TemplateError } from './resolve-intrinsics.ts';
import { IGNORED, RUN_HERE, type RunHere, type Template, type TemplateResource } from './resources.ts';

export interface Place {
  stackName: string;
  region: string;
  account: string;
  /** The URL of a queue, from its name. */
  queueUrlOf: (name: string) => string;
  /** Host and port at which the console and its API are reached here, such as `127.0.0.1:8787`. */
  webHost: string;
  /** The folder of the cloud assembly: assets are below it. */
  assemblyFolder: string;
  exports?: Readonly<Record<string, string>>;
}

type Properties = Record<string, unknown>;

/**
 * Reads a synthesized template into a plan. Nothing is guessed: a value that cannot be resolved, a type that is neither run nor
 * listed as ignored, a mapping to a function that is not there: each is an error that names the resource.
 */
export function readTemplate(template: Template, place: Place): Plan {
  return new TemplateReader(template, place).read();
}

class TemplateReader {
  private readonly scope: Scope;
  private readonly resolving = new Set<string>();
  private readonly properties = new Map<string, Properties>();

  constructor(
    private readonly template: Template,
    private readonly place: Place,
  ) {
    const { region, account, stackName } = place;
    const own = Object.entries(template.Parameters ?? {}).map(([name, { Default }]) => [name, String(Default ?? '')]);
    this.scope = {
      parameters: {
        ...Object.fromEntries(own),
        'AWS::Region': region,
        'AWS::AccountId': account,
        'AWS::Partition': 'aws',
        'AWS::URLSuffix': 'amazonaws.com',
        'AWS::StackName': stackName,
        'AWS::StackId': `arn:aws:cloudformation:${region}:${account}:stack/${stackName}/local`,
      },
      refOf: (logicalId) => this.refOf(logicalId),
      attributeOf: (logicalId, attribute) => this.attributeOf(logicalId, attribute),
      ...(place.exports ? { exports: place.exports } : {}),
      ...(template.Conditions ? { conditions: template.Conditions } : {}),
      ...(template.Mappings ? { mappings: template.Mappings } : {}),
    };
  }

  read(): Plan {
    const ignored = new Map<string, number>();
    for (const [logicalId, { Type }] of Object.entries(this.template.Resources)) {
      if ((RUN_HERE as readonly string[]).includes(Type)) continue;
      if (!Object.hasOwn(IGNORED, Type)) {
        throw new TemplateError(
          `${logicalId} is a ${Type}, which has no meaning here yet. Run it in infra/local, or list it in infra/local/template/resources.ts with the reason why not.`,
        );
      }
      ignored.set(Type, (ignored.get(Type) ?? 0) + 1);
    }
    return {
      buckets: this.each('AWS::S3::Bucket', (id, properties) => this.bucket(id, properties)),
      queues: this.each('AWS::SQS::Queue', (id, properties) => this.queue(id, properties)),
      tables: this.each('AWS::DynamoDB::Table', (id, properties) => this.table(id, properties)),
      functions: this.each('AWS::Lambda::Function', (id, properties) => this.function(id, properties)),
      mappings: this.each('AWS::Lambda::EventSourceMapping', (id, properties) => this.mapping(id, properties)),
      schedules: this.each('AWS::Events::Rule', (id, properties) => this.schedules(id, properties)).flat(),
      identities: this.each('AWS::SES::EmailIdentity', (_, { EmailIdentity }) => String(EmailIdentity)),
      receipt: this.each('AWS::SES::ReceiptRule', (id, properties) => readReceipt(id, properties))[0] ?? null,
      api: this.each('AWS::ApiGatewayV2::Api', (id) => this.api(id))[0] ?? null,
      groups: this.each('AWS::Cognito::UserPoolGroup', (_, { GroupName }) => String(GroupName)),
      ignored,
    };
  }

  private each<T>(type: RunHere, read: (logicalId: string, properties: Properties) => T): T[] {
    return Object.entries(this.template.Resources)
      .filter(([, resource]) => resource.Type === type)
      .map(([logicalId]) => read(logicalId, this.propertiesOf(logicalId)));
  }

  private resource(logicalId: string): TemplateResource {
    const resource = this.template.Resources[logicalId];
    if (!resource) throw new TemplateError(`The template refers to ${logicalId}, which is not in it.`);
    return resource;
  }

  /** A resource's properties, resolved once. Two that need each other are an error, as on AWS. */
  private propertiesOf(logicalId: string): Properties {
    const known = this.properties.get(logicalId);
    if (known) return known;
    if (this.resolving.has(logicalId)) throw new TemplateError(`${logicalId} depends on itself.`);
    this.resolving.add(logicalId);
    const resolved = resolveIntrinsics(this.resource(logicalId).Properties ?? {}, this.scope) as Properties;
    this.resolving.delete(logicalId);
    this.properties.set(logicalId, resolved);
    return resolved;
  }

  /** One property alone, so that a name can be known while the rest of the resource still waits for others. */
  private property(logicalId: string, name: string): unknown {
    return resolveIntrinsics(this.resource(logicalId).Properties?.[name], this.scope);
  }

  private physicalName(logicalId: string, property: string): string {
    const given = this.property(logicalId, property);
    if (typeof given === 'string') return given;
    const { stackName } = this.place;
    const suffix = createHash('sha256').update(`${stackName}/${logicalId}`).digest('hex').slice(0, 8);
    const base = `${stackName}-${logicalId}`.slice(0, 50);
    switch (this.resource(logicalId).Type) {
      case 'AWS::S3::Bucket':
        return `${base}-${suffix}`.toLowerCase();
      case 'AWS::SQS::Queue':
        return this.property(logicalId, 'FifoQueue') === true ? `${base}-${suffix}.fifo` : `${base}-${suffix}`;
      default:
        return `${base}-${suffix}`;
    }
  }

  private arn(service: string, rest: string): string {
    return `arn:aws:${service}:${this.place.region}:${this.place.account}:${rest}`;
  }

  private refOf(logicalId: string): string {
    const { Type } = this.resource(logicalId);
    const { region, queueUrlOf } = this.place;
    switch (Type) {
      case 'AWS::S3::Bucket':
        return this.physicalName(logicalId, 'BucketName');
      case 'AWS::SQS::Queue':
        return queueUrlOf(this.physicalName(logicalId, 'QueueName'));
      case 'AWS::DynamoDB::Table':
        return this.physicalName(logicalId, 'TableName');
      case 'AWS::Lambda::Function':
        return this.physicalName(logicalId, 'FunctionName');
      case 'AWS::Cognito::UserPool':
        return `${region}_${logicalId}`;
      default:
        return logicalId;
    }
  }

  private attributeOf(logicalId: string, attribute: string): string {
    const { Type } = this.resource(logicalId);
    const name = this.refOf(logicalId);
    const { region, webHost } = this.place;
    switch (`${Type} ${attribute}`) {
      case 'AWS::S3::Bucket Arn':
        return `arn:aws:s3:::${name}`;
      case 'AWS::S3::Bucket DomainName':
        return `${name}.s3.amazonaws.com`;
      case 'AWS::S3::Bucket RegionalDomainName':
        return `${name}.s3.${region}.amazonaws.com`;
      case 'AWS::SQS::Queue Arn':
        return this.arn('sqs', this.physicalName(logicalId, 'QueueName'));
      case 'AWS::SQS::Queue QueueName':
        return this.physicalName(logicalId, 'QueueName');
      case 'AWS::SQS::Queue QueueUrl':
        return name;
      case 'AWS::DynamoDB::Table Arn':
        return this.arn('dynamodb', `table/${name}`);
      case 'AWS::Lambda::Function Arn':
        return this.arn('lambda', `function:${name}`);
      case 'AWS::Cognito::UserPool Arn':
        return this.arn('cognito-idp', `userpool/${name}`);
      case 'AWS::Cognito::UserPool ProviderName':
        return `cognito-idp.${region}.amazonaws.com/${name}`;
      case 'AWS::Cognito::UserPool ProviderURL':
        return `https://cognito-idp.${region}.amazonaws.com/${name}`;
      case 'AWS::ApiGatewayV2::Api ApiEndpoint':
        return `http://${webHost}`;
      case 'AWS::CloudFront::Distribution DomainName':
        return webHost;
      default:
        if ((RUN_HERE as readonly string[]).includes(Type)) {
          throw new TemplateError(
            `The template asks for ${attribute} of ${logicalId}, a ${Type}, which is not known here.`,
          );
        }
        return attribute === 'Arn' ? this.arn('local', logicalId) : `${logicalId}.${attribute}`;
    }
  }

  private bucket(logicalId: string, properties: Properties): BucketPlan {
    const versioning = properties.VersioningConfiguration as { Status?: string } | undefined;
    const lock = properties.ObjectLockConfiguration as
      | { Rule?: { DefaultRetention?: { Mode: string; Days?: number; Years?: number } } }
      | undefined;
    const retention = lock?.Rule?.DefaultRetention;
    const notification = (properties.NotificationConfiguration ?? {}) as {
      QueueConfigurations?: {
        Event: string;
        Queue: string;
        Filter?: { S3Key: { Rules: { Name: string; Value: string }[] } };
      }[];
    };
    const others = Object.keys(notification).filter((name) => name !== 'QueueConfigurations');
    if (others.length > 0)
      throw new TemplateError(`${logicalId} notifies by ${others.join(', ')}; only queues are told here.`);
    return {
      logicalId,
      name: this.refOf(logicalId),
      versioned: versioning?.Status === 'Enabled',
      objectLock: properties.ObjectLockEnabled === true,
      defaultRetention: retention
        ? {
            mode: retention.Mode as DefaultRetention['mode'],
            days: retention.Days ?? null,
            years: retention.Years ?? null,
          }
        : null,
      notifications: (notification.QueueConfigurations ?? []).map((configuration, index) => {
        const rule = (name: string): string =>
          configuration.Filter?.S3Key.Rules.find((one) => one.Name.toLowerCase() === name)?.Value ?? '';
        return {
          id: `${logicalId}-${index + 1}`,
          queueArn: configuration.Queue,
          events: [configuration.Event],
          prefix: rule('prefix'),
          suffix: rule('suffix'),
        };
      }),
    };
  }

  private queue(logicalId: string, properties: Properties): QueuePlan {
    const attributes: Record<string, string> = {};
    for (const name of ['VisibilityTimeout', 'MessageRetentionPeriod', 'DelaySeconds', 'ContentBasedDeduplication']) {
      if (properties[name] !== undefined) attributes[name] = String(properties[name]);
    }
    if (properties.FifoQueue === true) attributes.FifoQueue = 'true';
    const redrive = properties.RedrivePolicy as { deadLetterTargetArn: string; maxReceiveCount: number } | undefined;
    if (redrive) attributes.RedrivePolicy = JSON.stringify(redrive);
    return {
      logicalId,
      name: this.physicalName(logicalId, 'QueueName'),
      url: this.refOf(logicalId),
      arn: this.attributeOf(logicalId, 'Arn'),
      attributes,
      deadLetterArn: redrive?.deadLetterTargetArn ?? null,
    };
  }

  private table(logicalId: string, properties: Properties): TablePlan {
    const { AttributeDefinitions, KeySchema, GlobalSecondaryIndexes } =
      properties as unknown as TablePlan['definition'];
    return {
      logicalId,
      name: this.refOf(logicalId),
      definition: {
        AttributeDefinitions,
        KeySchema,
        ...(GlobalSecondaryIndexes ? { GlobalSecondaryIndexes } : {}),
      },
    };
  }

  private function(logicalId: string, properties: Properties): FunctionPlan {
    const asset = this.resource(logicalId).Metadata?.['aws:asset:path'];
    if (typeof asset !== 'string') {
      throw new TemplateError(`${logicalId} has no aws:asset:path; synthesize with asset metadata on.`);
    }
    const [module = '', exportName = ''] = String(properties.Handler).split('.');
    const environment =
      (properties.Environment as { Variables?: Record<string, unknown> } | undefined)?.Variables ?? {};
    return {
      logicalId,
      name: this.refOf(logicalId),
      arn: this.attributeOf(logicalId, 'Arn'),
      folder: join(this.place.assemblyFolder, asset),
      module,
      exportName,
      environment: Object.fromEntries(
        // The site has no certificate here, so what the template addresses by https is reached by http.
        Object.entries(environment).map(([name, value]) => [
          name,
          String(value).replaceAll(`https://${this.place.webHost}`, `http://${this.place.webHost}`),
        ]),
      ),
      timeoutSeconds: Number(properties.Timeout ?? 3),
      memoryMegabytes: Number(properties.MemorySize ?? 128),
    };
  }

  private functionArn(logicalId: string, reference: unknown): string {
    const arns = this.each('AWS::Lambda::Function', (id) => ({
      name: this.refOf(id),
      arn: this.attributeOf(id, 'Arn'),
    }));
    const found = arns.find(({ name, arn }) => reference === name || reference === arn);
    if (!found)
      throw new TemplateError(`${logicalId} wakes ${String(reference)}, which is no function of the template.`);
    return found.arn;
  }

  private mapping(logicalId: string, properties: Properties): MappingPlan {
    const types = properties.FunctionResponseTypes as string[] | undefined;
    return {
      functionArn: this.functionArn(logicalId, properties.FunctionName),
      queueArn: String(properties.EventSourceArn),
      batchSize: Number(properties.BatchSize ?? 10),
      reportBatchItemFailures: types?.includes('ReportBatchItemFailures') ?? false,
    };
  }

  private schedules(logicalId: string, properties: Properties): SchedulePlan[] {
    const rate = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(String(properties.ScheduleExpression));
    if (!rate)
      throw new TemplateError(
        `${logicalId} is woken by ${String(properties.ScheduleExpression)}; only rates run here.`,
      );
    const seconds = { minute: 60, hour: 3600, day: 86_400 }[rate[2] as 'minute' | 'hour' | 'day'];
    return (properties.Targets as { Arn: string }[]).map((target) => ({
      name: logicalId,
      functionArn: this.functionArn(logicalId, target.Arn),
      everySeconds: Number(rate[1]) * seconds,
    }));
  }

  private api(apiId: string): ApiPlan {
    const routes = this.each('AWS::ApiGatewayV2::Route', (logicalId, properties) => {
      const target = String(properties.Target).replace('integrations/', '');
      const integration = this.propertiesOf(target);
      return {
        routeKey: String(properties.RouteKey),
        functionArn: this.functionArn(logicalId, integration.IntegrationUri),
        authorizer: this.authorizer(logicalId, properties),
      };
    });
    return { id: apiId, routes };
  }

  private authorizer(logicalId: string, route: Properties): { issuer: string; audience: string[] } | null {
    const type = route.AuthorizationType ?? 'NONE';
    if (type === 'NONE') return null;
    if (type !== 'JWT')
      throw new TemplateError(`${logicalId} is authorized by ${String(type)}; only JWT is checked here.`);
    const { JwtConfiguration } = this.propertiesOf(String(route.AuthorizerId)) as {
      JwtConfiguration?: { Issuer?: string; Audience?: string[] };
    };
    if (!JwtConfiguration?.Issuer || !JwtConfiguration.Audience?.length) {
      throw new TemplateError(`The authorizer of ${logicalId} names no issuer or no audience.`);
    }
    return { issuer: JwtConfiguration.Issuer, audience: JwtConfiguration.Audience };
  }
}

function readReceipt(logicalId: string, properties: Properties): NonNullable<Plan['receipt']> {
  const rule = properties.Rule as {
    Recipients?: string[];
    Actions: { S3Action?: { BucketName: string; ObjectKeyPrefix?: string } }[];
  };
  const action = rule.Actions.find((one) => one.S3Action)?.S3Action;
  if (!action) throw new TemplateError(`${logicalId} stores nothing in S3, so received mail would be lost.`);
  return { bucket: action.BucketName, prefix: action.ObjectKeyPrefix ?? '', recipients: rule.Recipients ?? [] };
}
