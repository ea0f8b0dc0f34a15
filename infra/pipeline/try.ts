import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Foundation } from './foundation.ts';
import { StageFunction } from './stage-function.ts';

/** Scores a text that an operator types into the console. It has no store and no queue, so that nothing of the text can be kept. */
export class Try extends StageFunction {
  constructor(scope: Construct, foundation: Foundation) {
    super(scope, 'Try', foundation, {
      stage: 'try',
      description: 'Scores a text that somebody tries in the console, and keeps nothing of it',
      // As `score`, whose parts it is made of.
      memoryMegabytes: 1769,
      // A person waits, and so does `console-api`, which has 25 seconds. Without a text before it rules and model are read first.
      timeout: Duration.seconds(20),
      environment: {},
    });
  }
}
