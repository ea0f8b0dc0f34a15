import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Notice } from '../../../functions/contracts/notice.ts';
import { identityStore } from '../../../functions/score/history/links-store.ts';
import { readFacts } from '../../../functions/score/history/read-facts.ts';
import { recordNotice } from '../../../functions/shared/history/notices.ts';
import { noticeIdOf } from '../../../functions/shared/ids.ts';
import { type StoreUnderTest, startCaseStore } from '../case-support/case-store.ts';

let service: StoreUnderTest;
beforeAll(async () => {
  service = await startCaseStore('history');
});
afterAll(() => service.stop());

async function tell(subjectId: string, kind: Notice['kind'], at: string): Promise<Notice> {
  const noticeId = noticeIdOf({ subjectId, kind, at }, 'a-key-of-sixteen');
  const notice = { noticeId, subjectId, kind, at, targetId: null, recordedAt: at, by: 'sub-ruth' };
  await recordNotice(service.client, service.table, notice);
  return notice;
}
const facts = (subjectIds: string[], linked: Parameters<typeof readFacts>[2]['linked'] = []) =>
  readFacts(service.client, service.table, { subjectIds, linked });
const [MONDAY, FRIDAY] = ['2026-07-13T09:00:00.000Z', '2026-07-17T09:00:00.000Z'];

describe('What is known of a person besides their contacts', () => {
  it('is nothing of somebody whom nobody told anything', async () => {
    expect(await facts(['subject-quiet'])).toEqual({ notices: [], links: [] });
  });

  it('is what was told to any of their addresses, and which of them was told first that it should stop', async () => {
    const promise = await tell('subject-a', 'promise-to-answer', MONDAY);
    const block = await tell('subject-b', 'block', FRIDAY);
    const stop = await tell('subject-b', 'notice-to-stop', MONDAY);
    const known = await facts(['subject-a', 'subject-b']);
    expect(known.notices).toEqual([promise, stop, block]);
    expect(known.links).toEqual([{ otherId: 'subject-b', state: 'joined', noticeAt: MONDAY }]);
  });

  it('is of who only may be the same that they were told to stop, and of who was parted nothing', async () => {
    await tell('subject-maybe', 'block', FRIDAY);
    await tell('subject-other', 'block', FRIDAY);
    const known = await facts(
      ['subject-quiet'],
      [
        { subjectId: 'subject-maybe', state: 'suggested' },
        { subjectId: 'subject-other', state: 'parted' },
      ],
    );
    expect(known).toEqual({
      known: [],
      notices: [],
      links: [{ otherId: 'subject-maybe', state: 'suggested', noticeAt: FRIDAY }],
    });
  });

  it('is since when their addresses are known, where one of them was told to stop', async () => {
    await tell('subject-blocked', 'block', FRIDAY);
    await identityStore(service.client, service.table).know('subject-again', MONDAY);
    const known = await facts(['subject-again', 'subject-blocked']);
    expect(known.known).toEqual([{ subjectId: 'subject-again', at: MONDAY }]);
  });
});
