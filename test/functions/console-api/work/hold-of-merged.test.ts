import { HeadObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { caseNumberOf } from '../../../../functions/shared/ids.ts';
import { now } from '../../../../functions/shared/time.ts';
import { assessment, contact } from '../../case-support/examples.ts';
import { type CaseUnderTest, startWork, type WorkUnderTest } from './cases-under-test.ts';
import { twoCases } from './two-cases.ts';

/* Two cases of one person are one matter: what legal holds in the one that goes on is held in the other too. */

let work: WorkUnderTest;
let a: CaseUnderTest;
let b: CaseUnderTest;
const { join, merge, deliver } = twoCases(() => work);
beforeAll(async () => {
  work = await startWork();
});
afterAll(() => work.services.stop());

let letters = 60;
/** Each with an original in the vault, which `open-case` puts there. */
beforeEach(async () => {
  a = await work.open({}, { purpose: 'threat-and-pursuit' });
  b = await work.open({}, { purpose: 'threat-and-pursuit' });
  for (const { subjectId } of [a, b]) await writes(letters++, subjectId);
  await join(a.subjectId, b.subjectId);
});

/** A letter with bytes of its own: the vault keeps what is the same once, under one hold. */
async function writes(n: number, subjectId: string): Promise<void> {
  const at = now();
  const contactId = contact(n).contactId.slice(0, -4) + subjectId.slice(-4);
  const letter = contact(n, { contactId, subjectId, receivedAt: at, occurredAt: at });
  await work.services.put(
    letter,
    assessment(n, { contactId, subjectId }),
    Buffer.from(`Letter ${n} of ${process.pid}`),
  );
  await deliver(contactId, subjectId);
}

const hold = (one: CaseUnderTest, path: '' | '/lift' = '', reason = 'A petition.') =>
  work.change(one.caseId, `/hold${path}`, 'legal', { reason });
const holdOf = async ({ caseId }: CaseUnderTest) => (await work.stateOf(caseId)).custody.hold;
/** The last original of a case: the letter. */
async function isHeldIn({ caseId }: CaseUnderTest): Promise<boolean> {
  const { bucket, key, versionId } = (await work.stateOf(caseId)).evidence.at(-1) ?? {};
  const head = await work.services.s3.send(new HeadObjectCommand({ Bucket: bucket, Key: key, VersionId: versionId }));
  return head.ObjectLockLegalHoldStatus === 'ON';
}

describe('a legal hold on a case that goes on', () => {
  it('holds the originals of the case that was merged into it, and is lifted from them with it', async () => {
    await merge(a.caseId, b.caseId);
    expect((await hold(a)).status).toBe(200);
    expect([await isHeldIn(a), await isHeldIn(b)]).toEqual([true, true]);
    expect(await holdOf(b)).toMatchObject({ reason: `With ${caseNumberOf(a.caseId)}: A petition.` });
    await hold(a, '/lift', 'Settled.');
    expect([await isHeldIn(a), await isHeldIn(b)]).toEqual([false, false]);
    expect(await holdOf(b)).toBeNull();
  });

  it('reaches a case that is merged into it later', async () => {
    await hold(a);
    expect(await isHeldIn(b)).toBe(false);
    expect((await merge(a.caseId, b.caseId)).status).toBe(200);
    expect(await isHeldIn(b)).toBe(true);
  });

  it('leaves held, when it is lifted, what the other case is held for by itself', async () => {
    await hold(b, '', 'Another petition.');
    await merge(a.caseId, b.caseId);
    await hold(a);
    await hold(a, '/lift', 'Settled.');
    expect([await isHeldIn(a), await isHeldIn(b)]).toEqual([false, true]);
    expect(await holdOf(b)).toMatchObject({ reason: 'Another petition.' });
  });
});
