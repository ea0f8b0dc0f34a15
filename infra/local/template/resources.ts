/** One resource as CloudFormation writes it. */
export interface TemplateResource {
  Type: string;
  Properties?: Record<string, unknown>;
  Metadata?: Record<string, unknown>;
  Condition?: string;
}

export interface Template {
  Resources: Record<string, TemplateResource>;
  Parameters?: Record<string, { Type: string; Default?: unknown }>;
  Conditions?: Record<string, unknown>;
  Mappings?: Record<string, Record<string, Record<string, unknown>>>;
  Outputs?: Record<string, { Value: unknown; Export?: { Name: unknown } }>;
}

/** Types that have a meaning here: each is created or run. */
export const RUN_HERE = [
  'AWS::S3::Bucket',
  'AWS::SQS::Queue',
  'AWS::DynamoDB::Table',
  'AWS::Lambda::Function',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Events::Rule',
  'AWS::Events::EventBus',
  'AWS::SES::EmailIdentity',
  'AWS::SES::ReceiptRule',
  'AWS::SES::ConfigurationSet',
  'AWS::SES::ConfigurationSetEventDestination',
  'AWS::SNS::Subscription',
  'AWS::Cognito::UserPool',
  'AWS::Cognito::UserPoolClient',
  'AWS::Cognito::UserPoolGroup',
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::Integration',
  'AWS::ApiGatewayV2::Route',
  'AWS::ApiGatewayV2::Authorizer',
  'AWS::CloudFront::Distribution',
] as const;
export type RunHere = (typeof RUN_HERE)[number];

/** Types that mean nothing on a laptop, each with the reason. A type that is in neither list is an error: somebody decides. */
export const IGNORED: Readonly<Record<string, string>> = {
  'AWS::KMS::Key': 'disks of a laptop are encrypted by its owner or not at all',
  'AWS::KMS::Alias': 'names a key',
  'AWS::IAM::Role': 'nothing here asks for rights; the template tests check them',
  'AWS::IAM::Policy': 'nothing here asks for rights; the template tests check them',
  'AWS::S3::BucketPolicy': 'nothing here asks for rights; the template tests check them',
  'AWS::SQS::QueuePolicy': 'nothing here asks for rights; the template tests check them',
  'AWS::Lambda::Permission': 'nothing here asks for rights; the template tests check them',
  'AWS::Lambda::EventInvokeConfig': 'a schedule that fails is not tried again here either',
  'AWS::Logs::LogGroup': 'logs go to files below .undertone/logs',
  'AWS::CloudWatch::Alarm': 'nobody is on call for a laptop; dead letters are shown on the screen',
  'AWS::CloudWatch::Dashboard': 'nobody is on call for a laptop',
  'AWS::Events::Connection': 'posts of a laptop go to nobody',
  'AWS::Events::ApiDestination': 'posts of a laptop go to nobody',
  'AWS::SNS::Topic': 'stands for its subscriptions; alarms go to nobody here',
  'AWS::SNS::TopicPolicy': 'nothing here asks for rights; the template tests check them',
  'AWS::SES::ReceiptRuleSet': 'holds the receipt rule, which is run',
  'AWS::ApiGatewayV2::Stage': 'limits and access logs of the API',
  'AWS::Cognito::UserPoolDomain': 'there is no sign-in page here; the API gives tokens',
  'AWS::CloudFront::OriginAccessControl': 'the console is served here without CloudFront',
  'AWS::CloudFront::ResponseHeadersPolicy': 'the console is served here without CloudFront',
  'AWS::CloudFront::Function':
    'the console is served here without CloudFront, by the same rule (infra/local/start/site-files.ts)',
  'Custom::CDKBucketDeployment': 'the page is built and served here from its folder',
  'AWS::Lambda::LayerVersion': 'belongs to what puts the page into its bucket',
  'AWS::CDK::Metadata': 'tells AWS which CDK was used',
};
