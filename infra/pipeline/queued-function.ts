import type { Construct } from 'constructs';
import type { Foundation } from './foundation.ts';
import { receive } from './grants.ts';
import { StageFunction, type StageFunctionOptions } from './stage-function.ts';
import { WorkQueue, type WorkQueueOptions } from './work-queue.ts';

export interface QueuedFunctionOptions extends StageFunctionOptions {
  readonly queue: Omit<WorkQueueOptions, 'functionTimeout'>;
  /** Messages handed over at once; each succeeds or fails by itself. */
  readonly batchSize: number;
  /** How many run side by side at most: a flood must not take the account's concurrency from the stages behind. */
  readonly maximumConcurrency: number;
}

/** A stage that is woken by its own queue: queue, dead-letter queue, function, mapping and alarms. */
export class QueuedFunction extends StageFunction {
  readonly work: WorkQueue;

  constructor(scope: Construct, id: string, foundation: Foundation, options: QueuedFunctionOptions) {
    super(scope, id, foundation, options);
    this.work = new WorkQueue(this, 'Work', foundation, { ...options.queue, functionTimeout: options.timeout });
    receive(this, this.work);
    this.function.addEventSourceMapping('Mapping', {
      eventSourceArn: this.work.queue.queueArn,
      batchSize: options.batchSize,
      maxConcurrency: options.maximumConcurrency,
      reportBatchItemFailures: true,
    });
  }
}
