import { createHash } from 'node:crypto';
import { resolveIntrinsics, type Scope, TemplateError } from './resolve-intrinsics.ts';
import { RUN_HERE, type RunHere, type Template, type TemplateResource } from './resources.ts';

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

export type Properties = Record<string, unknown>;

/** Names, ARNs and properties of a template's resources, each resolved when it is asked for. */
export class TemplateValues {
  private readonly scope: Scope;
  private readonly resolving = new Set<string>();
  private readonly properties = new Map<string, Properties>();

  constructor(
    readonly template: Template,
    readonly place: Place,
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

  each<T>(type: RunHere, read: (logicalId: string, properties: Properties) => T): T[] {
    return Object.entries(this.template.Resources)
      .filter(([, resource]) => resource.Type === type)
      .map(([logicalId]) => read(logicalId, this.propertiesOf(logicalId)));
  }

  resource(logicalId: string): TemplateResource {
    const resource = this.template.Resources[logicalId];
    if (!resource) throw new TemplateError(`The template refers to ${logicalId}, which is not in it.`);
    return resource;
  }

  /** A resource's properties, resolved once. Two that need each other are an error, as on AWS. */
  propertiesOf(logicalId: string): Properties {
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

  physicalName(logicalId: string, property: string): string {
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

  refOf(logicalId: string): string {
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
      case 'AWS::Events::EventBus':
        return this.physicalName(logicalId, 'Name');
      case 'AWS::SES::ConfigurationSet':
        return this.physicalName(logicalId, 'Name');
      case 'AWS::Cognito::UserPool':
        return `${region}_${logicalId}`;
      default:
        return logicalId;
    }
  }

  attributeOf(logicalId: string, attribute: string): string {
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
      case 'AWS::Events::EventBus Arn':
        return this.arn('events', `event-bus/${name}`);
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
}
