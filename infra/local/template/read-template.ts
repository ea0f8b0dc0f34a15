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
import { type LifecycleProperties, readLifecycle } from './read-lifecycle.ts';
import { TemplateError } from './resolve-intrinsics.ts';
import { IGNORED, RUN_HERE, type Template } from './resources.ts';
import { type Place, type Properties, TemplateValues } from './template-values.ts';

/**
 * Reads a synthesized template into a plan. Nothing is guessed: a value that cannot be resolved, a type that is neither run nor
 * listed as ignored, a mapping to a function that is not there: each is an error that names the resource.
 */
export function readTemplate(template: Template, place: Place): Plan {
  return new TemplateReader(new TemplateValues(template, place)).read();
}

class TemplateReader {
  constructor(private readonly values: TemplateValues) {}

  read(): Plan {
    const ignored = new Map<string, number>();
    for (const [logicalId, { Type }] of Object.entries(this.values.template.Resources)) {
      if ((RUN_HERE as readonly string[]).includes(Type)) continue;
      if (!Object.hasOwn(IGNORED, Type)) {
        throw new TemplateError(
          `${logicalId} is a ${Type}, which has no meaning here yet. Run it in infra/local, or list it in infra/local/template/resources.ts with the reason why not.`,
        );
      }
      ignored.set(Type, (ignored.get(Type) ?? 0) + 1);
    }
    const others = this.values.each('AWS::Lambda::Function', (_, { Runtime }) => runtimeOfOthers(Runtime));
    for (const runtime of others.flat()) {
      const name = `AWS::Lambda::Function of ${runtime}`;
      ignored.set(name, (ignored.get(name) ?? 0) + 1);
    }
    return {
      buckets: this.values.each('AWS::S3::Bucket', (id, properties) => this.bucket(id, properties)),
      queues: this.values.each('AWS::SQS::Queue', (id, properties) => this.queue(id, properties)),
      tables: this.values.each('AWS::DynamoDB::Table', (id, properties) => this.table(id, properties)),
      functions: this.values
        .each('AWS::Lambda::Function', (id, properties) =>
          runtimeOfOthers(properties.Runtime).length > 0 ? [] : [this.function(id, properties)],
        )
        .flat(),
      mappings: this.values.each('AWS::Lambda::EventSourceMapping', (id, properties) => this.mapping(id, properties)),
      schedules: this.values.each('AWS::Events::Rule', (id, properties) => this.schedules(id, properties)).flat(),
      identities: this.values.each('AWS::SES::EmailIdentity', (_, { EmailIdentity }) => String(EmailIdentity)),
      mailEvents: this.values
        .each('AWS::SES::ConfigurationSetEventDestination', (id, properties) => this.mailEvents(id, properties))
        .flat(),
      receipt: this.values.each('AWS::SES::ReceiptRule', (id, properties) => readReceipt(id, properties))[0] ?? null,
      api: this.values.each('AWS::ApiGatewayV2::Api', (id) => this.api(id))[0] ?? null,
      groups: this.values.each('AWS::Cognito::UserPoolGroup', (_, { GroupName }) => String(GroupName)),
      ignored,
    };
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
    const rules = (properties.LifecycleConfiguration as { Rules?: LifecycleProperties[] } | undefined)?.Rules ?? [];
    const others = Object.keys(notification).filter((name) => name !== 'QueueConfigurations');
    if (others.length > 0)
      throw new TemplateError(`${logicalId} notifies by ${others.join(', ')}; only queues are told here.`);
    return {
      logicalId,
      name: this.values.refOf(logicalId),
      versioned: versioning?.Status === 'Enabled',
      objectLock: properties.ObjectLockEnabled === true,
      defaultRetention: retention
        ? {
            mode: retention.Mode as DefaultRetention['mode'],
            days: retention.Days ?? null,
            years: retention.Years ?? null,
          }
        : null,
      lifecycle: rules.map((rule) => readLifecycle(logicalId, rule)),
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
      name: this.values.physicalName(logicalId, 'QueueName'),
      url: this.values.refOf(logicalId),
      arn: this.values.attributeOf(logicalId, 'Arn'),
      attributes,
      deadLetterArn: redrive?.deadLetterTargetArn ?? null,
    };
  }

  private table(logicalId: string, properties: Properties): TablePlan {
    const { AttributeDefinitions, KeySchema, GlobalSecondaryIndexes } =
      properties as unknown as TablePlan['definition'];
    return {
      logicalId,
      name: this.values.refOf(logicalId),
      definition: {
        AttributeDefinitions,
        KeySchema,
        ...(GlobalSecondaryIndexes ? { GlobalSecondaryIndexes } : {}),
      },
    };
  }

  private function(logicalId: string, properties: Properties): FunctionPlan {
    const asset = this.values.resource(logicalId).Metadata?.['aws:asset:path'];
    if (typeof asset !== 'string') {
      throw new TemplateError(`${logicalId} has no aws:asset:path; synthesize with asset metadata on.`);
    }
    const [module = '', exportName = ''] = String(properties.Handler).split('.');
    const environment =
      (properties.Environment as { Variables?: Record<string, unknown> } | undefined)?.Variables ?? {};
    return {
      logicalId,
      name: this.values.refOf(logicalId),
      arn: this.values.attributeOf(logicalId, 'Arn'),
      folder: join(this.values.place.assemblyFolder, asset),
      module,
      exportName,
      environment: Object.fromEntries(
        // The site has no certificate here, so what the template addresses by https is reached by http.
        Object.entries(environment).map(([name, value]) => [
          name,
          String(value).replaceAll(`https://${this.values.place.webHost}`, `http://${this.values.place.webHost}`),
        ]),
      ),
      timeoutSeconds: Number(properties.Timeout ?? 3),
      memoryMegabytes: Number(properties.MemorySize ?? 128),
    };
  }

  private functionArn(logicalId: string, reference: unknown): string {
    const arns = this.values.each('AWS::Lambda::Function', (id) => ({
      name: this.values.refOf(id),
      arn: this.values.attributeOf(id, 'Arn'),
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
    // A rule that waits for an event of a bus posts to a chat; what a laptop puts on a bus is kept and posted to nobody.
    if (properties.ScheduleExpression === undefined && properties.EventBusName !== undefined) return [];
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

  /** From the configuration set by its topic to each queue that takes from it. */
  private mailEvents(logicalId: string, properties: Properties): Plan['mailEvents'] {
    const { MatchingEventTypes = [], SnsDestination } = properties.EventDestination as {
      MatchingEventTypes?: string[];
      SnsDestination?: { TopicARN: string };
    };
    const topic = SnsDestination?.TopicARN;
    const queues = this.values
      .each('AWS::SNS::Subscription', (_, subscription) => subscription)
      .filter(({ TopicArn, Protocol }) => TopicArn === topic && Protocol === 'sqs');
    if (topic === undefined || queues.length === 0) {
      throw new TemplateError(`${logicalId} publishes to no queue by a topic; nothing else is told here.`);
    }
    return queues.map(({ Endpoint, RawMessageDelivery }) => {
      if (RawMessageDelivery !== true) {
        throw new TemplateError(
          `The queue of ${logicalId} takes its topic’s messages in an envelope; only raw ones run here.`,
        );
      }
      return {
        configurationSet: String(properties.ConfigurationSetName),
        eventTypes: MatchingEventTypes,
        queueArn: String(Endpoint),
      };
    });
  }

  private api(apiId: string): ApiPlan {
    const routes = this.values.each('AWS::ApiGatewayV2::Route', (logicalId, properties) => {
      const target = String(properties.Target).replace('integrations/', '');
      const integration = this.values.propertiesOf(target);
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
    const { JwtConfiguration } = this.values.propertiesOf(String(route.AuthorizerId)) as {
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

/** The runtime of a function that is CDK's own and is woken by CloudFormation alone; ours are all of Node. What else wakes it is an error. */
function runtimeOfOthers(runtime: unknown): string[] {
  return typeof runtime === 'string' && !runtime.startsWith('nodejs') ? [runtime] : [];
}
