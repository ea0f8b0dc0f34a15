import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CaseEvent } from '../../../../functions/contracts/case.ts';
import { hashEvent, sealEvent, verifyChain } from '../../../../functions/shared/case/chain.ts';
import { CASE, OPENED, opening, RUTH } from '../../case-support/examples.ts';
import { attempts, walk } from '../../case-support/walk.ts';

const note = (text: string) => ({
  caseId: CASE,
  at: OPENED,
  actor: RUTH,
  track: 'handling' as const,
  body: { type: 'acknowledged' as const, note: text },
});

function threeEvents(): [CaseEvent, CaseEvent, CaseEvent] {
  const first = sealEvent({ ...note(''), body: opening() }, null);
  const second = sealEvent(note('seen'), first);
  return [first, second, sealEvent(note('and again'), second)];
}

describe('the chain of a case', () => {
  it('holds whatever happens in the case', () => {
    fc.assert(
      fc.property(attempts, (tries) => {
        const { events } = walk(tries);
        expect(verifyChain(events)).toEqual({ intact: true, count: events.length });
      }),
      { numRuns: 150 },
    );
  });

  it('breaks where a byte was changed, and names the place', () => {
    fc.assert(
      fc.property(attempts, fc.nat(), fc.nat(), fc.integer({ min: 1, max: 255 }), (tries, which, where, flip) => {
        const { events } = walk(tries);
        const lines = events.map((event) => Buffer.from(JSON.stringify(event), 'utf8'));
        const at = which % lines.length;
        const line = lines[at] ?? Buffer.alloc(0);
        const byte = where % line.length;
        line[byte] = (line[byte] ?? 0) ^ flip;
        const reread = lines.map((bytes) => {
          try {
            return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
          } catch {
            return null; // Not even UTF-8, or JSON, any more.
          }
        });
        expect(verifyChain(reread)).toMatchObject({ intact: false, at: at + 1 });
      }),
      { numRuns: 400 },
    );
  });

  it('breaks where an event was taken out, and names it', () => {
    const [first, , third] = threeEvents();
    expect(verifyChain([first, third])).toMatchObject({ intact: false, at: 2 });
  });

  it('breaks where events changed places', () => {
    const [first, second, third] = threeEvents();
    expect(verifyChain([first, third, second])).toMatchObject({ intact: false, at: 2 });
  });

  it('breaks where an event of another case was put in', () => {
    const [first] = threeEvents();
    const foreign = sealEvent({ ...note('x'), caseId: `case-${'1'.repeat(32)}` }, first);
    expect(verifyChain([first, foreign])).toMatchObject({ intact: false, at: 2 });
  });

  it('breaks where a member was slipped in beside the others', () => {
    const [first, second, third] = threeEvents();
    expect(verifyChain([first, { ...second, approvedBy: 'nobody' }, third])).toMatchObject({ intact: false, at: 2 });
  });

  it('shows events cut off the end to who knows how many there were', () => {
    const [first, second, third] = threeEvents();
    expect(verifyChain([first, second])).toMatchObject({ intact: true });
    expect(verifyChain([first, second], third)).toMatchObject({ intact: false, at: 3 });
  });

  it('shows a chain that was written anew from one event on to who knows a hash of the old one', () => {
    const [first, second] = threeEvents();
    const forged = sealEvent(note('never seen'), first);
    expect(verifyChain([first, forged])).toMatchObject({ intact: true });
    expect(verifyChain([first, forged], second)).toMatchObject({ intact: false, at: 2 });
  });

  it('does not hold for a case without events', () => {
    expect(verifyChain([])).toMatchObject({ intact: false, at: 1 });
  });

  it('does not depend on the order in which a store gives the members back', () => {
    const [first] = threeEvents();
    const turned = Object.fromEntries(Object.entries(first).reverse());
    expect(hashEvent(turned)).toBe(first.hash);
  });

  it('survives a note with half a character in it, which no store can keep', () => {
    const [first] = threeEvents();
    const event = sealEvent(note('half \uD83D of it, whole \u{1F52A}'), first);
    const stored = JSON.parse(Buffer.from(JSON.stringify(event), 'utf8').toString('utf8')) as CaseEvent;
    expect(verifyChain([first, stored])).toEqual({ intact: true, count: 2 });
    expect(stored.body).toEqual({ type: 'acknowledged', note: 'half \uFFFD of it, whole \u{1F52A}' });
  });
});
