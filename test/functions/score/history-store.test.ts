import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actsOf } from '../../../functions/score/conduct/acts.ts';
import { rememberedOf } from '../../../functions/score/conduct/remembered.ts';
import { recordSighting } from '../../../functions/score/history-store.ts';
import { type StoreUnderTest, startCaseStore } from '../case-support/case-store.ts';
import { DAY, direct, HOUR, inline, instant, START } from './conduct/sightings.ts';

let service: StoreUnderTest;
beforeAll(async () => {
  service = await startCaseStore('history');
});
afterAll(() => service.stop());

const record = (sighting: Parameters<typeof recordSighting>[2]) =>
  recordSighting(service.client, service.table, sighting);
const ids = (sightings: Awaited<ReturnType<typeof record>>) => sightings.map(({ contactId }) => contactId);

describe('The history of a subject', () => {
  it('gives what was seen within 187 days before and 120 days after, in order, each once however often it is recorded', async () => {
    const of = (contactId: string, day: number) => direct(contactId, START + day * DAY, { subjectId: 'subject-order' });
    await record(of('later', 100));
    await record(of('long-ago', -200));
    await record(of('earlier', -180));
    await record(of('now', 0));
    expect(ids(await record(of('now', 0)))).toEqual(['earlier', 'now', 'later']);
    expect(ids(await record(of('now', 0)))).toEqual(['earlier', 'now', 'later']);
  });

  it('holds a forward beside the letter that it passes on, though the letter’s Date is forged', async () => {
    const forged = { subjectId: 'subject-forged', claimedAt: instant(START - 3000 * DAY) };
    const forward = inline('forward', START - 3000 * DAY, START + HOUR, { ...forged, at: forged.claimedAt });
    const letter = direct('letter', START, forged);
    await record(forward);
    const sightings = await record(letter);
    expect(ids(sightings)).toEqual(['letter', 'forward']);
    expect(actsOf(sightings)).toMatchObject([{ at: instant(START) }]);
    expect(ids(await record(forward))).toEqual(['letter', 'forward']);
  });

  it('is at the end what it is in memory, in whatever order it was written, at once and more than once', async () => {
    const subjectId = 'subject-flood';
    const sightings = Array.from({ length: 160 }, (_, index) =>
      direct(`c-${index}`, START + (index % 3 === 0 ? index * 9 * HOUR : 70 * DAY + index * 60_000), {
        subjectId,
        severity: index % 7 === 0 ? 1 : 0,
        categories: [],
        automated: index % 5 === 0,
      }),
    );
    const order = sightings.map((_, index) => (index * 67) % sightings.length);
    for (let at = 0; at < order.length; at += 20) {
      const some = order.slice(at, at + 20).flatMap((index) => sightings[index] ?? []);
      await Promise.all([...some, ...some.slice(0, 4)].map(record));
    }
    for (const own of [0, 3, 80, 159].flatMap((index) => sightings[index] ?? []))
      expect(await record(own)).toEqual(rememberedOf(sightings, own));
  }, 60_000);

  it('holds what an older version wrote', async () => {
    const old = direct('old', START, { subjectId: 'subject-old' });
    const Item = { pk: 'SUBJECT#subject-old', sk: `SIGHTING#${old.heardAt}#old`, sighting: old };
    await service.client.send(new PutCommand({ TableName: service.table, Item }));
    expect(await record(direct('new', START + DAY, { subjectId: 'subject-old' }))).toContainEqual(old);
  });

  it('is one subject’s own', async () => {
    await record(direct('mine', START, { subjectId: 'subject-mine' }));
    expect(ids(await record(direct('theirs', START, { subjectId: 'subject-theirs' })))).toEqual(['theirs']);
  });

  it('keeps an item near a kilobyte, which its cost is counted by', async () => {
    const sighting = inline('contact-0123456789abcdef0123456789abcdef', START, START + HOUR, {
      subjectId: 'subject-0123456789abcdef0123456789abcdef',
      targetIds: ['target-0123456789abcdef0123456789abcdef'],
      reporterId: 'target-0123456789abcdef0123456789abcdef',
      messageId: '<a@x>',
      signalIds: ['threat/implied/taste-of-it', 'concern/watching/knows-the-hours'],
    });
    expect(JSON.stringify(sighting).length).toBeLessThan(1100);
  });
});
