import {
  BatchProcessor,
  EventType,
  processPartialResponse,
  SqsFifoPartialProcessorAsync,
} from '@aws-lambda-powertools/batch';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { Telemetry } from './telemetry.ts';

/**
 * Handles each record of a batch by itself: one that throws goes back to its queue, alone (with a FIFO queue, with those
 * behind it in its group), and after its last try to the dead-letter queue. The others are done.
 */
export async function processQueue(
  event: SQSEvent,
  context: Context,
  { logger, metrics }: Telemetry,
  handleRecord: (record: SQSRecord) => Promise<void>,
): Promise<SQSBatchResponse> {
  const fifo = event.Records.some((record) => record.eventSourceARN.endsWith('.fifo'));
  const processor = fifo ? new SqsFifoPartialProcessorAsync() : new BatchProcessor(EventType.SQS);
  try {
    return await processPartialResponse(
      event,
      async (record: SQSRecord) => {
        logger.resetKeys();
        logger.appendKeys({ sqsMessageId: record.messageId, receiveCount: record.attributes.ApproximateReceiveCount });
        try {
          await handleRecord(record);
        } catch (error) {
          // The name and our own message only: an error that a library throws may quote the bytes it choked on.
          logger.error('A record failed and goes back to its queue', { failure: describeFailure(error) });
          throw error;
        }
      },
      processor,
      {
        context,
        throwOnFullBatchFailure: false,
        ...(fifo ? { skipGroupOnError: true } : {}),
      } as Parameters<typeof processPartialResponse>[3],
    );
  } finally {
    if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
  }
}

/** The error's class and, for errors whose message is ours or AWS's (never a library's, which may quote a contact), its message. */
export function describeFailure(error: unknown): { name: string; message?: string; causes?: string[] } {
  if (!(error instanceof Error)) return { name: typeof error };
  const ours = error.constructor.name.endsWith('Error') && 'safeToLog' in error && error.safeToLog === true;
  const aws = '$metadata' in error;
  const causes: string[] = [];
  for (let cause = error.cause; cause instanceof Error && causes.length < 5; cause = cause.cause)
    causes.push(cause.name);
  return { name: error.name, ...(ours || aws ? { message: error.message } : {}), ...(causes.length ? { causes } : {}) };
}
