import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Notice } from '../../../../functions/contracts/notice.ts';
import { NoticeConflictError, readNotices, recordNotice } from '../../../../functions/shared/history/notices.ts';
import { noticeIdOf, subjectIdOf } from '../../../../functions/shared/ids.ts';
import { type StoreUnderTest, startCaseStore } from '../../case-support/case-store.ts';

let service: StoreUnderTest;
beforeAll(async () => {
  service = await startCaseStore('history');
});
afterAll(() => service.stop());

const NOON = '2026-07-15T12:00:00.000Z';
const of = (subject: string, over: Partial<Notice> = {}, key = 'key-of-sixteen-characters'): Notice => {
  const subjectId = subjectIdOf(`mail:${subject}@customer.example`);
  const told = { subjectId, kind: 'notice-to-stop', at: NOON, ...over } as const;
  return {
    noticeId: noticeIdOf(told, key),
    targetId: null,
    recordedAt: '2026-07-15T13:00:00.000Z',
    by: 'sub-ruth',
    ...told,
  };
};
const record = (notice: Notice) => recordNotice(service.client, service.table, notice);
const read = ({ subjectId }: Notice) => readNotices(service.client, service.table, subjectId);

describe('What the company told a subject', () => {
  it('is kept in the order in which it was told, whatever the order of recording', async () => {
    const block = of('order', { kind: 'block', at: '2026-07-20T12:00:00.000Z' });
    const promise = of('order', { kind: 'promise-to-answer', at: '2026-07-01T12:00:00.000Z' });
    const stop = of('order');
    for (const notice of [block, promise, stop]) await record(notice);
    expect(await read(stop)).toEqual([promise, stop, block]);
  });

  it('is kept once however often it is sent, as it was the first time', async () => {
    const notice = of('retry');
    expect(await record(notice)).toEqual({ notice, first: true });
    const later = { ...notice, recordedAt: '2026-07-15T13:05:00.000Z' };
    expect(await record(later)).toEqual({ notice, first: false });
    expect(await read(notice)).toEqual([notice]);
  });

  it('is two notices under two keys, or of two kinds, or at two times', async () => {
    const notice = of('several');
    const others = [
      of('several', {}, 'another-key-of-a-person'),
      of('several', { kind: 'block' }),
      of('several', { at: '2026-07-15T12:00:00.001Z' }),
    ];
    for (const one of [notice, ...others]) await record(one);
    expect(await read(notice)).toHaveLength(4);
  });

  it('does not turn into a notice about somebody else under the same key', async () => {
    const notice = of('conflict', { targetId: 'target-dana' });
    await record(notice);
    await expect(record({ ...notice, targetId: 'target-owen' })).rejects.toThrow(NoticeConflictError);
    await expect(record({ ...notice, by: 'sub-sam' })).rejects.toThrow(NoticeConflictError);
    expect(await read(notice)).toEqual([notice]);
  });

  it('is one subject’s own', async () => {
    await record(of('mine'));
    expect(await read(of('theirs'))).toEqual([]);
  });
});
