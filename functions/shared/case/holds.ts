import { PutObjectLegalHoldCommand } from '@aws-sdk/client-s3';
import { type DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Evidence } from '../../contracts/case.ts';
import { s3Client } from '../clients.ts';
import { sha256Hex } from '../hash.ts';

const Held = z.object({ sk: z.string(), held: z.boolean() });

/**
 * The legal holds on originals in the vault (requirement 36): which cases hold which, so that the end of one case's hold does not free what
 * another holds too. `HOLD#{hash of the version}` / `CASE#{caseId}`; S3 itself knows only on and off.
 */
export class HoldStore {
  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly table: string,
  ) {}

  /** From its return on nobody can delete the original, whatever its retention, until the last case lets it go. Safe to run again. */
  async hold(original: Evidence, caseId: string): Promise<void> {
    await this.note(original, caseId, true);
    await setLegalHold(original, 'ON');
  }

  /** The original stays under its retention, and under the hold of any other case. Safe to run again. */
  async release(original: Evidence, caseId: string): Promise<void> {
    await this.note(original, caseId, false);
    if (await this.isHeld(original)) return;
    await setLegalHold(original, 'OFF');
    // Another case may have come to hold it between the look and the release; its own note came first.
    if (await this.isHeld(original)) await setLegalHold(original, 'ON');
  }

  private async note(original: Evidence, caseId: string, held: boolean): Promise<void> {
    await this.client.send(
      new PutCommand({ TableName: this.table, Item: { pk: keyOf(original), sk: `CASE#${caseId}`, held } }),
    );
  }

  private async isHeld(original: Evidence): Promise<boolean> {
    let after: Record<string, unknown> | undefined;
    do {
      const page = await this.client.send(
        new QueryCommand({
          TableName: this.table,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': keyOf(original) },
          ConsistentRead: true,
          ...(after === undefined ? {} : { ExclusiveStartKey: after }),
        }),
      );
      if ((page.Items ?? []).some((item) => Held.parse(item).held)) return true;
      after = page.LastEvaluatedKey;
    } while (after !== undefined);
    return false;
  }
}

const keyOf = ({ key, versionId }: Evidence): string => `HOLD#${sha256Hex(`${key}\n${versionId}`)}`;

async function setLegalHold({ bucket, key, versionId }: Evidence, Status: 'ON' | 'OFF'): Promise<void> {
  await s3Client().send(
    new PutObjectLegalHoldCommand({ Bucket: bucket, Key: key, VersionId: versionId, LegalHold: { Status } }),
  );
}
