import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand, S3ServiceException } from '@aws-sdk/client-s3';
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { CaseActor } from '../../contracts/case.ts';
import type { ReportForm } from '../../contracts/report-form.ts';
import { Instant, Sha256 } from '../../contracts/vocabulary.ts';
import { s3Client } from '../../shared/clients.ts';
import { UndertoneError } from '../../shared/errors.ts';
import { sha256Hex } from '../../shared/hash.ts';
import { contactIdOf } from '../../shared/ids.ts';

/** The report of that id was another one: its key was used before, with another form. */
export class ReportConflictError extends UndertoneError {
  override readonly name = 'ReportConflictError';
}

/** Another request with the same key is being stored at this moment. */
export class ReportBusyError extends UndertoneError {
  override readonly name = 'ReportBusyError';
}

/**
 * That somebody reported: who, when, which report, and the hash of what was stored. Never a word of it. Written once, before the
 * report is stored, and never changed: `REPORT#{reportId}` / `RECEIPT`.
 */
const Receipt = z.object({
  reportId: z.string(),
  at: Instant,
  actor: CaseActor,
  /** Of the form as it was sent, without who sent it: by this a retry is told from another report under the same key. */
  formSha256: Sha256,
});
export type Receipt = z.infer<typeof Receipt>;

/** Where it went: `REPORT#{reportId}` / `STORED`, from which its contact follows. */
const Stored = z.object({ contactId: z.string() });

/** Where reports are put in the intake bucket; nothing else may be written there by this stage. */
export const FORM_PREFIX = 'form/';

/** Reports by the form: each has a receipt in the table of cases and one object in the intake bucket, from which `ingest` takes it. */
export class ReportStore {
  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly table: string,
    private readonly intakeBucket: string,
  ) {}

  /**
   * Takes a report in. The same form under the same id is the same report however often it comes, and lands once.
   * @returns its receipt, and whether this was the first time.
   * @throws ReportConflictError for another form under that id; ReportBusyError while the same one is being stored.
   */
  async accept(report: ReportForm, receipt: Receipt): Promise<{ receipt: Receipt; first: boolean }> {
    const first = await this.putOnce({ ...receipt }, 'RECEIPT', receipt.reportId);
    const held = first ? receipt : await this.receiptOf(receipt.reportId);
    if (held === null || held.formSha256 !== receipt.formSha256) {
      throw new ReportConflictError('This key came with another report before.');
    }
    const body = JSON.stringify(report);
    const key = `${FORM_PREFIX}${receipt.reportId}.json`;
    // Again for a retry: the first try may have ended between the receipt and here.
    const versionId = await this.putObjectOnce(key, body);
    if (versionId !== undefined) {
      const contactId = contactIdOf({ key, versionId, sha256: sha256Hex(Buffer.from(body)) });
      await this.putOnce({ contactId }, 'STORED', receipt.reportId);
    }
    return { receipt: held, first };
  }

  async receiptOf(reportId: string): Promise<Receipt | null> {
    const item = await this.item(reportId, 'RECEIPT');
    return item === undefined ? null : Receipt.parse(item);
  }

  /** The contact that `ingest` makes of it; null while it is not stored, and where a crash lost the note of where it is. */
  async contactIdOf(reportId: string): Promise<string | null> {
    const item = await this.item(reportId, 'STORED');
    return item === undefined ? null : Stored.parse(item).contactId;
  }

  private async item(reportId: string, sk: string): Promise<Record<string, unknown> | undefined> {
    const Key = { pk: `REPORT#${reportId}`, sk };
    const { Item } = await this.client.send(new GetCommand({ TableName: this.table, Key, ConsistentRead: true }));
    return Item;
  }

  private async putOnce(item: Record<string, unknown>, sk: string, reportId: string): Promise<boolean> {
    try {
      await this.client.send(
        new PutCommand({
          TableName: this.table,
          Item: { pk: `REPORT#${reportId}`, sk, ...item },
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }

  /** The version that was written, null in a bucket without versions; undefined when the object is there already. */
  private async putObjectOnce(Key: string, Body: string): Promise<string | null | undefined> {
    try {
      const { VersionId } = await s3Client().send(
        new PutObjectCommand({
          Bucket: this.intakeBucket,
          Key,
          Body,
          ContentType: 'application/json',
          IfNoneMatch: '*',
        }),
      );
      return VersionId === undefined || VersionId === 'null' ? null : VersionId;
    } catch (error) {
      const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
      if (status === 412) return undefined;
      // Two conditional writes at once (Amazon S3 user guide, "Conditional requests").
      if (status === 409)
        throw new ReportBusyError('The same report is being stored at this moment.', { cause: error });
      throw error;
    }
  }
}
