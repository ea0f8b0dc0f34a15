import { beforeAll, describe, expect, it } from 'vitest';
import { DeviationError, type Entry, Protocol } from '../../infra/local/drill/protocol.ts';
import { runDrill } from '../../infra/local/drill/run-drill.ts';
import { buildOnce, ROOT } from './harness.ts';

/* Issue 6, "seen when": a case of each kind from intake to closing through the API, every forbidden shortcut, and what leaves as evidence. */

let entries: readonly Entry[];
beforeAll(async () => {
  entries = await runDrill({ built: await buildOnce(), root: ROOT });
}, 300_000);

const of = (part: string, outcome: Entry['outcome']) =>
  entries.filter((entry) => entry.part === part && entry.outcome === outcome);
const lines = (some: readonly Entry[]) => some.map(({ who, what, result }) => `${who} ${what}: ${result}`);

describe('a case of each kind', () => {
  it.each([
    ['Bomb call', 'Samuel Greer looks again, and ends the watching'],
    ['Coerced self-harm', 'Samuel Greer closes it, to be watched: closed: credible-monitor'],
    ['Careful harasser', 'Kofi Mensah closes it as a course of conduct: closed: harassment-pattern'],
    ['Report the agent', 'Lena Fischer closes it as a complaint that went through the review: closed'],
    ['Perceived threat in person', 'Samuel Greer closes it once more, to be watched: closed'],
    ['Misdirected spam', 'Nora Aldridge confirms it: closed: misdirected-or-spam'],
  ])('%s: is worked to its end, and nothing goes otherwise than it has to', (part, end) => {
    expect(lines(of(part, 'deviation'))).toEqual([]);
    expect(lines(of(part, 'done')).at(-1)).toContain(end);
  });

  it('leaves as evidence that verifies, until a single bit is turned', () => {
    expect(lines(of('Evidence', 'deviation'))).toEqual([]);
    const done = lines(of('Evidence', 'done'));
    expect(done.filter((line) => line.includes('takes out')).length).toBeGreaterThanOrEqual(6 * 3);
    expect(done.filter((line) => /all \d+ are found and named/.test(line)).length).toBe(done.length / 2);
  });

  it('leaves records that name nobody, and say who saw what', () => {
    expect(lines(of('Records', 'deviation'))).toEqual([]);
    expect(of('Records', 'done').length).toBeGreaterThan(4);
  });
});

describe('a forbidden shortcut', () => {
  it.each([
    ['a supervisor closes', /^Ruth Okafor closes it: 403/],
    ['a case is closed that nobody acknowledged', /unacknowledged: 409 .*nobody has acknowledged/],
    ['a case is closed while the review is open', /while the review is open: 409 .*Complete the review first/],
    [
      'an employee is disciplined before the review',
      /disciplines .*before the review: 409 .*before the review of the employee is complete/,
    ],
    ['an imminent case is put to rest', /puts a bomb to rest: 409 .*never rests/],
    ['a direct threat is put to rest', /puts a direct threat to rest: 409 .*never rests/],
    ['a case is no threat to who has not read it', /as no threat, unread: 409 .*have not opened/],
    ['a case is no threat to one person alone', /as no threat, alone: 409 .*second person/],
    ['one person agrees with themselves', /confirms it himself: 409/],
    ['a case is closed by whom it is aimed at', /being aimed at: 409 .*by the person at whom it is aimed/],
    ['the account is decided by somebody else', /decides on the account: 403 .*has one decider/],
    ['what is urgent is closed in a list', /closes the graver one with the others: 409 .*it is P1/],
    ['a case is read that is not theirs', /reads it, as the supervisor of others: 404/],
    ['a supervisor works in the review', /^Ruth Okafor opens a review: 403/],
    ['security works in the review', /^Samuel Greer completes it: 403/],
    ['somebody acts by what they saw before', /by what she saw before: 409 Since you read the case/],
    ['the subject is unmasked without a reason', /unmasks the subject without a reason: 422 reason/],
    ['a completed form is completed again', /completes it once more: 409 .*complete already/],
    ['a completed review is changed', /changes the completed review: 409/],
    ['an id is forged', /by a forged id: 404/],
    ['a role is unknown', /a role that there is not: 403/],
    ['a token is of another issuer', /another issuer: 401/],
  ])('is refused with its reason: %s', (_, line) => {
    const refused = entries.filter(({ outcome }) => outcome === 'refused');
    expect(lines(refused).some((one) => line.test(one))).toBe(true);
  });
});

describe('a protocol', () => {
  const protocol = () => new Protocol(() => '2026-07-06T14:00:00.000Z');

  it('takes a shortcut that is let through for a deviation, and one that is refused for another reason', async () => {
    const one = protocol();
    const wanted = { status: 409, why: /complete/ };
    await one.refused('Ruth', 'closes it', wanted, async () => ({ status: 200, detail: '' }));
    await one.refused('Ruth', 'closes it', wanted, async () => ({ status: 403, detail: 'complete' }));
    await one.refused('Ruth', 'closes it', wanted, async () => ({ status: 409, detail: 'Busy.' }));
    await one.refused('Ruth', 'closes it', wanted, async () => ({ status: 409, detail: 'Not complete.' }));
    expect(one.entries.map(({ outcome }) => outcome)).toEqual(['deviation', 'deviation', 'deviation', 'refused']);
  });

  it('ends a part at a step that fails, and says which', async () => {
    const one = protocol();
    one.begin('Bomb call');
    const failing = one.step('Ruth', 'claims it', async () => {
      throw new Error('nobody answers');
    });
    await expect(failing).rejects.toThrow(DeviationError);
    expect(one.deviations).toMatchObject([{ part: 'Bomb call', who: 'Ruth', result: 'nobody answers' }]);
  });
});
