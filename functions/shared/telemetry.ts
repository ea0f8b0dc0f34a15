import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { Tracer } from '@aws-lambda-powertools/tracer';

export interface Telemetry {
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly tracer: Tracer;
}

/**
 * Structured logs, metrics and traces of one stage. Log ids, counts, versions and error names; never an event, a body or any
 * text of a contact: logs are read by more people than cases are.
 */
export function telemetry(stage: string): Telemetry {
  const serviceName = `undertone-${stage}`;
  return {
    logger: new Logger({ serviceName }),
    metrics: new Metrics({ namespace: 'Undertone', serviceName, singleMetric: false }),
    tracer: new Tracer({ serviceName, captureHTTPsRequests: false }),
  };
}
