import { CfnOutput, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi, HttpMethod, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpUserPoolAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { Foundation } from '../pipeline/foundation.ts';
import {
  askFunction,
  holdObjects,
  missObjects,
  queryIndex,
  readObjects,
  redriveDeadLetters,
  sendTo,
  useTable,
  writeObjects,
} from '../pipeline/grants.ts';
import type { Packets } from '../pipeline/packets.ts';
import type { Rescore } from '../pipeline/rescore.ts';
import type { Retention } from '../pipeline/retention.ts';
import { StageFunction } from '../pipeline/stage-function.ts';
import { BY_STATUS } from '../pipeline/storage.ts';
import type { Try } from '../pipeline/try.ts';
import type { WorkQueue } from '../pipeline/work-queue.ts';
import type { Users } from './users.ts';

/** Far more than all the people of a company who work cases do, and little enough that a stolen token cannot copy them all at once. */
const REQUESTS_PER_SECOND = 25;
const BURST_REQUESTS = 50;

/** JSON by role, behind a token of the user pool: no route is open. */
export class ConsoleApi extends StageFunction {
  readonly api: HttpApi;

  constructor(
    scope: Construct,
    foundation: Foundation,
    stores: {
      intake: Bucket;
      cases: Table;
      history: Table;
      contacts: Bucket;
      vault: Bucket;
      rescore: Rescore;
      try: Try;
      packets: Packets;
      retention: Retention;
      notify: WorkQueue;
      workQueues: readonly WorkQueue[];
    },
    users: Users,
  ) {
    super(scope, 'Api', foundation, {
      stage: 'console-api',
      description: 'Answers the console, by the role of who asks',
      memoryMegabytes: 1024,
      // API Gateway gives up after 30 seconds.
      timeout: Duration.seconds(25),
      environment: {
        CASE_TABLE: stores.cases.tableName,
        HISTORY_TABLE: stores.history.tableName,
        INTAKE_BUCKET: stores.intake.bucketName,
        CONTACTS_BUCKET: stores.contacts.bucketName,
        VAULT_BUCKET: stores.vault.bucketName,
        PACKETS_BUCKET: stores.packets.bucket.bucketName,
        RESCORE_TABLE: stores.rescore.table.tableName,
        RETENTION_TABLE: stores.retention.table.tableName,
      },
    });
    // It writes too: an acknowledgement, and every view, is an event of the case, and a report has its receipt there.
    useTable(this, stores.cases, ['GetItem', 'Query', 'PutItem']);
    queryIndex(this, stores.cases, BY_STATUS);
    // What a subject did; and, written by people: what they were told, who they are one with, and who looked.
    useTable(this, stores.history, ['Query', 'PutItem']);
    readObjects(this, stores.contacts);
    // A contact that is in the case and not assessed yet is shown without its signals.
    missObjects(this, stores.contacts);
    readObjects(this, stores.vault, 'originals/');
    // Legal places a hold on what is there; open-case on what comes later.
    holdObjects(this, stores.vault, 'originals/');

    // A packet is asked for here, made by its stage, and fetched by a link; one that is deleted must look like none. An export of custody that
    // is too large for an answer is put there too.
    sendTo(this, stores.packets.stage.work, 'PACKETS_QUEUE_URL');
    readObjects(this, stores.packets.bucket);
    missObjects(this, stores.packets.bucket);
    writeObjects(this, stores.packets.bucket, 'custody/');

    // An employee's report is an original like any other, and read by the same way. It can be put there and not read back.
    writeObjects(this, stores.intake, 'form/');

    // What a person does may have to be told to others: a case handed over, reopened or raised.
    sendTo(this, stores.notify, 'NOTIFY_QUEUE_URL');

    // A request for deletion is entered and looked at here; the stage does it, for nothing here may delete.
    useTable(this, stores.retention.table, ['GetItem', 'Query', 'PutItem']);
    sendTo(this, stores.retention.stage.work, 'RETENTION_QUEUE_URL');

    // An operator looks at what failed to its last try, and has it tried again.
    redriveDeadLetters(this, stores.workQueues, 'DEAD_LETTERS');

    // An operator begins a re-scoring, looks at what differs, and has it applied; the stage does it.
    useTable(this, stores.rescore.table, ['GetItem', 'Query', 'PutItem']);
    sendTo(this, stores.rescore.stage.work, 'RESCORE_QUEUE_URL');

    // An operator tries a text, which is answered at once and kept nowhere.
    askFunction(this, stores.try, 'TRY_FUNCTION');

    const { settings, keys, alarms } = foundation;
    const accessLog = new LogGroup(this, 'AccessLog', {
      logGroupName: `/${settings.deploymentName}/console-api-access`,
      retention: RetentionDays.ONE_YEAR,
      encryptionKey: keys.records,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.api = new HttpApi(this, 'HttpApi', {
      apiName: `${settings.deploymentName}-console`,
      description: 'Undertone console',
      createDefaultStage: false,
    });
    new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: REQUESTS_PER_SECOND, burstLimit: BURST_REQUESTS },
      detailedMetricsEnabled: true,
      accessLogSettings: {
        destination: new LogGroupLogDestination(accessLog),
        // Who asked for what and what came of it; never a query or a body.
        format: AccessLogFormat.custom(
          JSON.stringify({
            time: '$context.requestTime',
            requestId: '$context.requestId',
            person: '$context.authorizer.claims.sub',
            sourceIp: '$context.identity.sourceIp',
            method: '$context.httpMethod',
            path: '$context.path',
            status: '$context.status',
            latencyMs: '$context.responseLatency',
            refused: '$context.authorizer.error',
          }),
        ),
      },
    });
    this.api.addRoutes({
      path: '/api/{proxy+}',
      methods: [HttpMethod.ANY],
      integration: new HttpLambdaIntegration('Integration', this.function),
      authorizer: new HttpUserPoolAuthorizer('Tokens', users.pool, { userPoolClients: [users.client] }),
    });
    alarms.add(this, {
      section: 'console-api-failing',
      meaning: 'The console’s API answers with server errors: people cannot work their cases.',
      metric: this.api.metricServerError({ statistic: 'Sum' }),
      threshold: 3,
    });
    new CfnOutput(this, 'Address', { description: 'The API without the site', value: this.api.apiEndpoint });
  }
}
