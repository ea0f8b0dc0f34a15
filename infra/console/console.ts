import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Foundation } from '../pipeline/foundation.ts';
import type { Intake } from '../pipeline/intake.ts';
import type { Notify } from '../pipeline/notify.ts';
import type { Packets } from '../pipeline/packets.ts';
import type { Rescore } from '../pipeline/rescore.ts';
import type { Retention } from '../pipeline/retention.ts';
import type { Storage } from '../pipeline/storage.ts';
import type { Try } from '../pipeline/try.ts';
import type { Vault } from '../pipeline/vault.ts';
import type { WorkQueue } from '../pipeline/work-queue.ts';
import { ConsoleApi } from './console-api.ts';
import { PageFiles } from './page-files.ts';
import { Site } from './site.ts';
import { Users } from './users.ts';

/** What the people who work the queue use: the page, who may sign in, and the API behind it. */
export class Console extends Construct {
  readonly site: Site;
  readonly users: Users;
  readonly api: ConsoleApi;

  constructor(
    scope: Construct,
    id: string,
    foundation: Foundation,
    stores: {
      intake: Intake;
      storage: Storage;
      vault: Vault;
      rescore: Rescore;
      try: Try;
      packets: Packets;
      retention: Retention;
      notify: Notify;
      workQueues: readonly WorkQueue[];
      accessLogs: IBucket;
    },
  ) {
    super(scope, id);
    const { settings } = foundation;
    this.site = new Site(this, 'Site', settings, stores.accessLogs);
    this.users = new Users(this, 'Users', settings.deploymentName, this.site.url);
    const { cases, history, contacts } = stores.storage;
    this.api = new ConsoleApi(
      this,
      foundation,
      {
        intake: stores.intake.bucket,
        cases,
        history,
        contacts,
        vault: stores.vault.bucket,
        rescore: stores.rescore,
        try: stores.try,
        packets: stores.packets,
        retention: stores.retention,
        notify: stores.notify.work,
        workQueues: stores.workQueues,
      },
      this.users,
    );
    this.site.serve(this.api.api);
    const { site, users } = this;
    if (foundation.pageFolder !== null) {
      const { bucket, distribution } = site;
      new PageFiles(this, 'PageFiles', { foundation, pageFolder: foundation.pageFolder, bucket, distribution, users });
    }
  }
}
