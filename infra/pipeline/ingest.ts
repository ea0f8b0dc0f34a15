import { Duration } from 'aws-cdk-lib';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { Foundation } from './foundation.ts';
import { readObjects, tagObjects, writeObjects } from './grants.ts';
import { QueuedFunction } from './queued-function.ts';

/** Reads raw, hostile bytes into a Contact. It may read intake, write contacts and send to `score`: nothing else. */
export class Ingest extends QueuedFunction {
  constructor(scope: Construct, foundation: Foundation, stores: { intake: Bucket; contacts: Bucket }) {
    super(scope, 'Ingest', foundation, {
      stage: 'ingest',
      description: 'Reads what was received into a contact',
      // A mail of 40 MB, SES's most, is held as bytes, as decoded parts and as text at once.
      memoryMegabytes: 2048,
      timeout: Duration.seconds(60),
      batchSize: 5,
      maximumConcurrency: 50,
      queue: { name: 'intake', fifo: false, lateAfterSeconds: 600, holds: 'Received originals' },
      environment: {
        INTAKE_BUCKET: stores.intake.bucketName,
        CONTACTS_BUCKET: stores.contacts.bucketName,
        DKIM_LOOK_UPS: foundation.settings.dkimLookUps,
        DKIM_DOMAINS: foundation.settings.dkimDomains.join(','),
      },
    });
    readObjects(this, stores.intake);
    writeObjects(this, stores.contacts, 'contacts/');
    tagObjects(this, stores.contacts, ['contacts/']);
  }
}
