import { describe, expect, it } from 'vitest';
import { oneAtATime, renewInMs, tryAgainInMs } from '../../../console/session/renewal.ts';

const MINUTE = 60_000;
const session = (lifeMinutes: number) => ({ issuedAt: 0, expiresAt: lifeMinutes * MINUTE });

describe('a session', () => {
  it.each([
    ['of a quarter of an hour two minutes before its end', 15, 13],
    ['of four minutes after three of them', 4, 3],
    ['of two minutes after one and a half, and not at once', 2, 1.5],
  ])('%s is renewed', (_, life, after) => {
    expect(renewInMs(session(life), 0)).toBe(after * MINUTE);
    expect(renewInMs(session(life), MINUTE)).toBe((after - 1) * MINUTE);
  });

  it('is renewed at once by a machine that slept past its time', () => {
    expect(renewInMs(session(15), 14 * MINUTE)).toBe(0);
    expect(renewInMs(session(15), 99 * MINUTE)).toBe(0);
  });

  it('that could not be renewed is tried again while it holds, and then left to the next request', () => {
    expect(tryAgainInMs(session(15), 13 * MINUTE)).toBe(15_000);
    expect(tryAgainInMs(session(15), 15 * MINUTE - 10_000)).toBeNull();
  });
});

describe('two who want the same renewal', () => {
  it('get one, for a refresh token holds for one; and who asks afterwards gets another', async () => {
    let runs = 0;
    const renew = oneAtATime(async () => ++runs);
    expect(await Promise.all([renew(), renew(), renew()])).toEqual([1, 1, 1]);
    expect(await renew()).toBe(2);
  });

  it('are both told when it fails, and the next one tries again', async () => {
    const answers = [Promise.reject(new Error('no network')), Promise.resolve('renewed')];
    const renew = oneAtATime(() => answers.shift() as Promise<string>);
    const both = await Promise.allSettled([renew(), renew()]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await renew()).toBe('renewed');
  });
});
