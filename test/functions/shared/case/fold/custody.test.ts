import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CaseEvent, CaseEventBody } from '../../../../../functions/contracts/case.ts';
import { sealEvent } from '../../../../../functions/shared/case/chain.ts';
import { IllegalCaseEventError } from '../../../../../functions/shared/case/fold/change.ts';
import { foldCase } from '../../../../../functions/shared/case/fold.ts';
import { CASE, OPENED, opening, RUTH, STAGE } from '../../../case-support/examples.ts';
import { CustodyAttempt, custodyBody, INCIDENT } from '../../../case-support/walk-custody.ts';

const CLOSING: readonly CaseEventBody[] = [
  { type: 'acknowledged', note: null },
  { type: 'closed', disposition: 'not-a-threat', note: '' },
];

function folded(...bodies: CaseEventBody[]) {
  const events: CaseEvent[] = [];
  for (const body of [opening(), ...bodies]) {
    const actor = events.length === 0 ? STAGE : RUTH;
    events.push(sealEvent({ caseId: CASE, at: OPENED, actor, track: 'handling', body }, events.at(-1) ?? null));
  }
  return foldCase(events)?.custody;
}
const step = (name: CustodyAttempt['step'], n = 1) => custodyBody({ type: 'custody', step: name, n });

describe('the custody of a case', () => {
  it('knows of a packet who asked for what, until it is made or given up, once', () => {
    const packet = { packetId: `packet-${'0'.repeat(31)}1`, number: 2, requestedAt: OPENED };
    expect(folded(step('ask'))?.packets).toMatchObject([{ ...packet, made: null, failed: null }]);
    expect(folded(step('ask'), step('make'))?.packets).toMatchObject([{ ...packet, made: { sizeBytes: 1 } }]);
    expect(folded(step('ask'), step('give-up'))?.packets).toMatchObject([{ ...packet, failed: 'too-large' }]);
    for (const wrong of [
      [step('make')],
      [step('ask'), step('ask')],
      [step('ask'), step('make'), step('make')],
      [step('ask'), step('give-up'), step('make')],
      [step('ask'), step('make', 2)],
      [{ ...step('ask'), type: 'exported', what: 'packet', sha256: 'b'.repeat(64), sizeBytes: 1 } as CaseEventBody],
    ]) {
      expect(() => folded(...wrong)).toThrow(IllegalCaseEventError);
    }
  });

  it('holds and lets go, also in a case that is closed', () => {
    expect(folded(...CLOSING, step('hold'))?.hold).toEqual({ since: OPENED, reason: 'As legal said.', objects: null });
    expect(folded(step('hold'), step('apply', 3))?.hold).toMatchObject({ objects: 3 });
    expect(folded(step('hold'), step('lift'), step('hold'))?.hold).toMatchObject({ objects: null });
    expect(folded(step('hold'), step('apply'), step('lift'))?.hold).toBeNull();
    for (const wrong of [
      [step('lift')],
      [step('apply')],
      [step('hold'), step('hold')],
      [step('hold'), step('apply'), step('apply')],
    ]) {
      expect(() => folded(...wrong)).toThrow(IllegalCaseEventError);
    }
  });

  it('has the last word on the incident', () => {
    expect(folded(step('exclude'), step('record'))?.incident).toEqual({ recorded: INCIDENT });
    expect(folded(step('record'), step('exclude'))?.incident).toMatchObject({ excluded: { reason: 'As legal said.' } });
  });

  it('is legal after any walk, or the step is refused', () => {
    fc.assert(
      fc.property(fc.array(CustodyAttempt, { maxLength: 20 }), (tries) => {
        const let_in: CaseEventBody[] = [];
        for (const one of tries) {
          try {
            folded(...let_in, custodyBody(one));
            let_in.push(custodyBody(one));
          } catch (error) {
            expect(error).toBeInstanceOf(IllegalCaseEventError);
          }
        }
        const custody = folded(...let_in);
        const ids = custody?.packets.map(({ packetId }) => packetId) ?? [];
        expect(new Set(ids).size).toBe(ids.length);
        expect(custody?.packets.every(({ made, failed }) => made === null || failed === null)).toBe(true);
        const [placed, lifted] = ['hold-placed', 'hold-lifted'].map(
          (type) => let_in.filter((body) => body.type === type).length,
        );
        expect(custody?.hold === null).toBe(placed === lifted);
      }),
      { numRuns: 200 },
    );
  });
});
