import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { FeedbackItem } from '../../contracts/case-feedback.ts';
import type { Instant } from '../../contracts/vocabulary.ts';
import { type DayCount, readCounts } from '../../shared/feedback/detection-counts.ts';
import { noteFeedback, readFeedback } from '../../shared/feedback/feedback-items.ts';

/** What fired and what people said of it, as the history table has it. */
export class FeedbackStore {
  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly table: string,
  ) {}

  note(item: FeedbackItem): Promise<void> {
    return noteFeedback(this.client, this.table, item);
  }

  feedback(from: Instant, to: Instant): Promise<FeedbackItem[]> {
    return readFeedback(this.client, this.table, from, to);
  }

  counts(from: Instant, to: Instant): Promise<DayCount[]> {
    return readCounts(this.client, this.table, from, to);
  }
}
