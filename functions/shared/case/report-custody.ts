import type { Telemetry } from '../telemetry.ts';
import type { CaseRecord } from './store.ts';

/** A case whose chain does not hold is worked all the same, and raises the alarm on `CustodyBroken`, naming the place. */
export function reportCustody({ caseId, custody }: CaseRecord, { logger, metrics }: Telemetry): void {
  if (custody.intact) return;
  metrics.addMetric('CustodyBroken', 'Count', 1);
  logger.error('The chain of custody of a case does not hold', { caseId, event: custody.at, why: custody.message });
}
