import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CONTEXT_NAMES } from '../../../../functions/score/context/weigh-context.ts';
import { contextsOf, gravest, weighAll } from './weigh.ts';

const words = fc.constantFrom(
  ...'i you he she my your not never no would will going to kill hurt die dead myself said told if unless but sorry movie news cancer husband app process gun return order question why am is are was stupid idiot want come house "  , . ? ! like that in the a lol years ago'.split(
    ' ',
  ),
);
const message = fc.array(words, { maxLength: 40 }).map((list) => list.join(' '));

describe('the weighing of context', () => {
  it('never raises a match, never loses one, and accounts for every step', () => {
    fc.assert(
      fc.property(message, fc.constantFrom('first-hand' as const, 'as-reported' as const), (text, standing) => {
        for (const one of weighAll(text, { standing })) {
          let severity = one.lowered[0]?.fromSeverity ?? one.severity;
          for (const step of one.lowered) {
            expect(step.fromSeverity).toBe(severity);
            expect(step.toSeverity).toBeLessThanOrEqual(step.fromSeverity);
            expect(CONTEXT_NAMES).toContain(step.context);
            severity = step.toSeverity;
          }
          expect(one.severity).toBe(severity);
          if (one.id.endsWith('self-harm')) expect(one.severity).toBeGreaterThanOrEqual(1);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('never throws, whatever a message holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), message, (noise, text) => {
        weighAll(`${noise} kill ${text} ${noise}`);
      }),
      { numRuns: 200 },
    );
  });

  it('is left to the contexts that a detection allows', () => {
    const mail = 'I would never kill the process.';
    expect(gravest(mail, { context: [] })).toMatchObject({ severity: 4, lowered: [], confidence: 1 });
    expect(contextsOf(mail, { context: ['negation'] })).toEqual(['negation']);
    expect(contextsOf(mail, { context: ['product'] })).toEqual(['product']);
  });

  it('says how sure a match still is', () => {
    expect(gravest('I will kill you.').confidence).toBe(1);
    expect(gravest('My son said he would kill his brother.').confidence).toBe(0.5);
    expect(gravest('I would never kill you.').confidence).toBe(0.2);
  });

  it('reads the sentence of the act, and not its neighbours', () => {
    expect(gravest('I will kill you. I would never hurt the dog.').severity).toBe(4);
    expect(gravest('My feet are killing me. I will kill you.').severity).toBe(4);
    expect(gravest('Is it open on Sunday? I will kill you.').severity).toBe(4);
  });

  it('sees through evasions as the rules do', () => {
    expect(gravest('I would n3ver k.i.l.l anyone').severity).toBe(0);
    expect(gravest('I w1ll k i l l y0u').severity).toBe(4);
  });
});
