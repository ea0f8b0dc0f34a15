import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { SubjectLink } from '../../contracts/identity.ts';
import type { Notice } from '../../contracts/notice.ts';
import type { Instant } from '../../contracts/vocabulary.ts';
import { decideLink, readLinks } from '../../shared/history/links.ts';
import { readNotices, recordNotice } from '../../shared/history/notices.ts';
import { readSightingsPage, type SightingsPage } from '../../shared/history/subject-acts.ts';
import { type LinkDecision, readDecisions, recordDecision, recordView } from '../../shared/history/subject-record.ts';

/** Subjects as the history table has them. */
export class SubjectStore {
  constructor(
    private readonly client: DynamoDBDocumentClient,
    private readonly table: string,
  ) {}

  /** See {@link readSightingsPage}. */
  sightings(subjectId: string, limit: number, cursor?: string): Promise<SightingsPage> {
    return readSightingsPage(this.client, this.table, subjectId, limit, cursor);
  }

  notices(subjectId: string): Promise<Notice[]> {
    return readNotices(this.client, this.table, subjectId);
  }

  links(subjectId: string): Promise<SubjectLink[]> {
    return readLinks(this.client, this.table, subjectId);
  }

  decisions(subjectId: string): Promise<LinkDecision[]> {
    return readDecisions(this.client, this.table, subjectId);
  }

  /** Whether anything was ever kept of a subject. */
  async isKnown(subjectId: string): Promise<boolean> {
    const [{ sightings }, notices] = await Promise.all([this.sightings(subjectId, 1), this.notices(subjectId)]);
    return sightings.length > 0 || notices.length > 0;
  }

  /** See {@link recordNotice}. */
  tell(notice: Notice): Promise<{ notice: Notice; first: boolean }> {
    return recordNotice(this.client, this.table, notice);
  }

  /** Puts the decision on record and then makes it: what cannot be recorded is not done. */
  async decide(subjectId: string, decided: LinkDecision): Promise<void> {
    await recordDecision(this.client, this.table, subjectId, decided);
    const { otherId, decision, by, at } = decided;
    await decideLink(this.client, this.table, subjectId, otherId, decision, by, at);
  }

  viewed(subjectId: string, at: Instant, by: string): Promise<void> {
    return recordView(this.client, this.table, { subjectId, at, by });
  }
}
