import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Contact } from '../../../../functions/contracts/contact.ts';
import { NO_FACTS } from '../../../../functions/score/conduct/facts.ts';
import type { Engine } from '../../../../functions/score/engine.ts';
import { dryRun } from '../../../../infra/local/rescore/dry-run.ts';
import { reportText } from '../../../../infra/local/rescore/report.ts';
import { contactOfText } from '../../../../infra/local/scan/contact-of-text.ts';
import { scanContact } from '../../../../infra/local/scan/scan-contact.ts';
import { ScanMemory } from '../../../../infra/local/scan/scan-memory.ts';
import { type ServicesUnderTest, startCaseServices } from '../../../functions/case-support/services.ts';
import { engineOf, naming, THRICE_GREEN } from '../../../functions/score/rescore/engines.ts';

const GREEN = 'Please send me a green form for the account.';
const BLUE = 'Please send me a blue form for the account.';
const DAY = 86_400_000;
const START = Date.UTC(2026, 5, 1, 12);

const shipped = engineOf([naming('green', 0)]);
const nobodyWasTold = async () => NO_FACTS;

let services: ServicesUnderTest;
beforeAll(async () => {
  services = await startCaseServices();
}, 60_000);
afterAll(() => services.stop());

let histories: ScanMemory;
let day: number;
beforeEach(() => {
  histories = new ScanMemory();
  day = 0;
});

/** Takes a mail in as `score` would: each in the history that is there by then. */
async function takeIn(text: string, from: string, engine: Engine = shipped, late = 0): Promise<Contact> {
  const at = new Date(START + (day++ - late) * DAY).toISOString();
  const contact = contactOfText({ text, name: `${from}/${day}`, at, from });
  const scoredAt = new Date(START + day * DAY).toISOString();
  const assessment = { ...(await scanContact(contact, engine, histories)), scoredAt };
  for (const [folder, value] of [
    ['contacts', contact],
    ['assessments', assessment],
  ] as const) {
    const Key = `${folder}/${contact.contactId}.json`;
    await services.s3.send(new PutObjectCommand({ Bucket: 'contacts', Key, Body: JSON.stringify(value) }));
  }
  return contact;
}

const stored = async () => {
  const { Contents = [] } = await services.s3.send(new ListObjectsV2Command({ Bucket: 'contacts' }));
  return Promise.all(
    Contents.map(async ({ Key }) => {
      const { Body } = await services.s3.send(new GetObjectCommand({ Bucket: 'contacts', Key }));
      return `${Key} ${await Body?.transformToString()}`;
    }),
  );
};

describe('A dry run of a re-scoring', () => {
  it('finds nothing with the rules that scored the first time, though a later mail would complete a pattern', async () => {
    const engine = engineOf([naming('green', 0)], [THRICE_GREEN]);
    for (let n = 0; n < 4; n++) await takeIn(GREEN, 'same-rules', engine);
    // One that came in late stands before the others in time, and was in no history before it came.
    const { subjectId } = await takeIn(GREEN, 'same-rules', engine, 3);
    const { differences } = await dryRun(services.s3, 'contacts', engine, nobodyWasTold);
    expect(differences.filter((difference) => difference.subjectId === subjectId)).toEqual([]);
  });

  it('shows exactly what a graver detection changes, and changes nothing', async () => {
    const green = await takeIn(GREEN, 'graver');
    await takeIn(BLUE, 'graver');
    const before = await stored();
    const report = await dryRun(services.s3, 'contacts', engineOf([naming('green', 3)]), nobodyWasTold, shipped);
    const theirs = report.differences.filter(({ subjectId }) => subjectId === green.subjectId);
    expect(theirs).toEqual([
      expect.objectContaining({
        contactId: green.contactId,
        firesNow: [],
        firesNoMore: [],
        moved: [{ id: 'concern/colour/green', from: 0, to: 3 }],
      }),
    ]);
    expect(await stored()).toEqual(before);
  });

  it('shows exactly the contacts of a detection that is new, and none of their words', async () => {
    const blue = await takeIn(BLUE, 'new');
    await takeIn(GREEN, 'new');
    const report = await dryRun(
      services.s3,
      'contacts',
      engineOf([naming('green', 0), naming('blue', 0)]),
      nobodyWasTold,
      shipped,
    );
    const theirs = report.differences.filter(({ subjectId }) => subjectId === blue.subjectId);
    expect(theirs.map(({ contactId, firesNow }) => [contactId, firesNow])).toEqual([
      [blue.contactId, ['concern/colour/blue']],
    ]);
    const text = reportText(report);
    expect(text).toContain('concern/colour/blue');
    expect(text).toContain(blue.contactId);
    expect(text).not.toContain('account');
  });

  it('flags the third mail of a pattern that is new, and neither the two before it nor a stranger', async () => {
    const mails = [await takeIn(GREEN, 'pattern'), await takeIn(GREEN, 'pattern')];
    await takeIn(GREEN, 'a-stranger');
    const third = await takeIn(GREEN, 'pattern');
    const { differences } = await dryRun(
      services.s3,
      'contacts',
      engineOf([naming('green', 0)], [THRICE_GREEN]),
      nobodyWasTold,
    );
    const flagged = differences.filter(({ change }) => change === 'newly-flagged').map(({ contactId }) => contactId);
    expect(flagged).toContain(third.contactId);
    for (const { contactId } of mails) expect(flagged).not.toContain(contactId);
    expect(differences.find(({ contactId }) => contactId === third.contactId)?.firesNow).toEqual([
      'conduct/thrice-green',
    ]);
  });
});
