import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import * as z from 'zod';
import { PacketMessage } from '../contracts/messages.ts';
import { Roster } from '../contracts/roster.ts';
import { readAsset, readAssetBytes } from '../shared/assets.ts';
import { processQueue } from '../shared/batch.ts';
import { CaseStore } from '../shared/case/store.ts';
import { documentClient } from '../shared/clients.ts';
import { readEnvironment } from '../shared/env.ts';
import { telemetry } from '../shared/telemetry.ts';
import { now } from '../shared/time.ts';
import { ArchiveFileError } from './archive/write-archive.ts';
import { makePacket } from './make-packet.ts';

const environment = readEnvironment(
  z.object({
    CONTACTS_BUCKET: z.string().min(1),
    PACKETS_BUCKET: z.string().min(1),
    CASE_TABLE: z.string().min(1),
  }),
);
const roster = readAsset('roster.json', Roster);
const fonts = {
  sans: readAssetBytes('fonts/sans.ttf'),
  bold: readAssetBytes('fonts/bold.ttf'),
  mono: readAssetBytes('fonts/mono.ttf'),
};
const tools = telemetry('packets');
const store = new CaseStore(documentClient(), environment.CASE_TABLE);

/** SQS FIFO `packets`, grouped by case: somebody asked for a packet for a court. */
export async function handler(event: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  return processQueue(event, context, tools, async ({ body }) => {
    const message = PacketMessage.parse(JSON.parse(body));
    tools.logger.appendKeys({ caseId: message.caseId, packetId: message.packetId });
    const run = await makePacket(message, {
      store,
      contactsBucket: environment.CONTACTS_BUCKET,
      packetsBucket: environment.PACKETS_BUCKET,
      roster,
      fonts,
      now,
      tools,
    }).catch((error: unknown) => {
      if (error instanceof ArchiveFileError) tools.metrics.addMetric('CustodyBroken', 'Count', 1);
      throw error;
    });
    tools.logger.info('A packet was asked for', { ...run });
  });
}
