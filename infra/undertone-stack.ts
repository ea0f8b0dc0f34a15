import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Settings } from './config.ts';
import { Console } from './console/console.ts';
import { Alarms } from './pipeline/alarms.ts';
import { addDashboard } from './pipeline/dashboard.ts';
import type { Foundation } from './pipeline/foundation.ts';
import { EncryptionKeys } from './pipeline/keys.ts';
import { countedByAny } from './pipeline/metrics.ts';
import { Pipeline } from './pipeline/pipeline.ts';

/**
 * The whole of a deployment, in the order of the data. One stack, because a notification links to the console and the console
 * reads the cases: two stacks would each need the other (docs/decisions/0002-one-stack.md).
 */
export class UndertoneStack extends Stack {
  constructor(
    scope: Construct,
    id: string,
    settings: Settings,
    built: Pick<Foundation, 'functionsFolder' | 'pageFolder'>,
    props?: StackProps,
  ) {
    super(scope, id, props);
    const keys = new EncryptionKeys(this, 'Keys', settings.deploymentName);
    const alarms = new Alarms(this, 'Alarms', settings, keys.records);
    const foundation: Foundation = { settings, keys, alarms, ...built };

    const pipeline = new Pipeline(this, 'Pipeline', foundation);
    const console = new Console(this, 'Console', foundation, pipeline);
    pipeline.linkNotificationsTo(console.site.url);
    alarms.add(this, {
      section: 'custody-broken',
      meaning:
        'The chain of custody of a case does not hold: one of its events, or an original in the vault, was changed or removed.',
      metric: countedByAny(
        ['open-case', 'notify', 'mail-feedback', 'digest', 'clock', 'dead-letters', 'sweep', 'packets', 'console-api'],
        'CustodyBroken',
      ),
      threshold: 1,
    });
    alarms.add(this, {
      section: 'original-missing',
      meaning: 'An original of a case is deleted or changed, and is not in the vault: its bytes are no evidence.',
      metric: countedByAny(['open-case', 'dead-letters'], 'OriginalsMissing'),
      threshold: 1,
    });
    addDashboard(this, foundation, [...pipeline.stages, console.api]);
  }
}
