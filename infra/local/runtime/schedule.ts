import { randomUUID } from 'node:crypto';
import type { EventBridgeEvent } from 'aws-lambda';

export interface ScheduleOptions {
  everySeconds: number;
  region: string;
  account: string;
  invoke: (event: EventBridgeEvent<'Scheduled Event', Record<string, never>>) => Promise<unknown>;
  onFailure?: (reason: string) => void;
}

/** Wakes a function at a rate, as EventBridge does; a run that is still at work is not joined by another. Returns what ends it. */
export function startSchedule(options: ScheduleOptions): () => void {
  let running = false;
  const timer = setInterval(() => {
    if (running) return;
    running = true;
    options
      .invoke({
        version: '0',
        id: randomUUID(),
        'detail-type': 'Scheduled Event',
        source: 'aws.events',
        account: options.account,
        time: new Date().toISOString().replace(/\.\d+Z$/, 'Z'),
        region: options.region,
        resources: [],
        detail: {},
      })
      .catch((error: Error) => options.onFailure?.(error.message))
      .finally(() => {
        running = false;
      });
  }, options.everySeconds * 1000);
  return () => clearInterval(timer);
}
