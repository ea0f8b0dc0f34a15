import { Duration } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { Foundation } from './foundation.ts';
import { readObjects, tagObjects, useTable, writeObjects } from './grants.ts';
import { QueuedFunction } from './queued-function.ts';

/** Scores a Contact against the rules, the model and the subject's history. */
export class Score extends QueuedFunction {
  constructor(scope: Construct, foundation: Foundation, stores: { contacts: Bucket; history: Table }) {
    super(scope, 'Score', foundation, {
      stage: 'score',
      description: 'Assesses a contact, alone and in the history of its subject',
      // One whole processor (Lambda gives one at 1,769 MB): scoring computes and hardly waits.
      memoryMegabytes: 1769,
      timeout: Duration.seconds(30),
      batchSize: 10,
      maximumConcurrency: 50,
      queue: { name: 'score', fifo: false, lateAfterSeconds: 300, holds: 'Contacts to be assessed' },
      environment: { CONTACTS_BUCKET: stores.contacts.bucketName, HISTORY_TABLE: stores.history.tableName },
    });
    readObjects(this, stores.contacts);
    writeObjects(this, stores.contacts, 'assessments/');
    tagObjects(this, stores.contacts, ['contacts/', 'assessments/']);
    // Written first and read back consistently after, so that of two contacts scored at once at least one sees both.
    useTable(this, stores.history, ['PutItem', 'UpdateItem', 'Query']);
  }
}
