import { Duration } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { Foundation } from './foundation.ts';
import { holdObjects, missObjects, preserveObjects, readObjects, tagObjects, useTable } from './grants.ts';
import { QueuedFunction } from './queued-function.ts';

/** Opens a case or adds to an open one, and preserves the original in the vault. */
export class OpenCase extends QueuedFunction {
  constructor(
    scope: Construct,
    foundation: Foundation,
    stores: { intake: Bucket; contacts: Bucket; vault: Bucket; cases: Table },
  ) {
    super(scope, 'OpenCase', foundation, {
      stage: 'open-case',
      description: 'Opens a case, or adds to an open one, and preserves the evidence',
      memoryMegabytes: 1024,
      timeout: Duration.seconds(30),
      batchSize: 5,
      maximumConcurrency: 20,
      queue: { name: 'cases', fifo: true, lateAfterSeconds: 240, holds: 'Assessments that ask for a case' },
      environment: {
        CONTACTS_BUCKET: stores.contacts.bucketName,
        INTAKE_BUCKET: stores.intake.bucketName,
        VAULT_BUCKET: stores.vault.bucketName,
        CASE_TABLE: stores.cases.tableName,
      },
    });
    readObjects(this, stores.contacts);
    // An earlier act of a pattern may not have been assessed; that must look like none, not like a refusal.
    missObjects(this, stores.contacts);
    tagObjects(this, stores.contacts, ['contacts/', 'assessments/']);
    readObjects(this, stores.intake);
    // An original that is gone is put on record; one that may not be read is a fault that is tried again.
    missObjects(this, stores.intake);
    preserveObjects(this, stores.vault, 'originals/');
    // What comes to a case that is on hold comes under the hold.
    holdObjects(this, stores.vault, 'originals/');
    useTable(this, stores.cases, ['GetItem', 'Query', 'PutItem']);
  }
}
