import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CaseEvent, type CaseEventOf, CaseState } from '../../../../../functions/contracts/case.ts';
import type { FormValue } from '../../../../../functions/contracts/case-forms.ts';
import type { FieldValue } from '../../../../../functions/contracts/form.ts';
import { sealEvent } from '../../../../../functions/shared/case/chain.ts';
import { fieldOf, formOf } from '../../../../../functions/shared/case/fold/forms.ts';
import { applyEvent, foldCase } from '../../../../../functions/shared/case/fold.ts';
import { caseOf, eventsOf, minute, SAM } from '../../../case-support/case-of.ts';
import { RUTH } from '../../../case-support/examples.ts';

let saves = 0;
const saved = (
  fields: Record<string, FieldValue | [FieldValue, number]>,
  form = 'bomb',
): CaseEventOf<'form-saved'> => ({
  type: 'form-saved',
  form,
  saveId: `save-${String(saves++).padStart(32, '0')}`,
  fields: Object.fromEntries(
    Object.entries(fields).map(([name, typed]) => {
      const [value, was] = Array.isArray(typed) && typeof typed[1] === 'number' ? typed : [typed, null];
      return [name, { value: value as FieldValue, was: was as number | null }];
    }),
  ),
});
const completed = (
  prefilled: CaseEventOf<'form-completed'>['prefilled'] = {},
  form = 'bomb',
): CaseEventOf<'form-completed'> => ({ type: 'form-completed', form, version: 1, prefilled });
const closing = [
  { type: 'acknowledged', note: null },
  { type: 'closed', disposition: 'credible-monitor', note: 'Watched.' },
] as const;

const valuesIn = (state: CaseState, name: string, form = 'bomb') =>
  fieldOf(formOf(state, form), name)?.values.map(({ value }) => value);

describe('a form of a case', () => {
  it('holds of each field what was written, by whom, when and with which event', () => {
    const state = caseOf(saved({ whereIsIt: 'under the stairs' }), [saved({ why: 'Call Did not say' }), SAM]);
    const ruth = { id: 'sub-ruth', name: 'Ruth Okafor' };
    expect(formOf(state, 'bomb')).toEqual({
      form: 'bomb',
      fields: [
        {
          name: 'whereIsIt',
          lastEvent: 2,
          values: [{ value: 'under the stairs', at: minute(2), by: ruth, event: 2 }],
        },
        {
          name: 'why',
          lastEvent: 3,
          values: [{ value: 'Call Did not say', at: minute(3), by: { id: 'sub-sam', name: 'Samuel Greer' }, event: 3 }],
        },
      ],
      lastEvent: 3,
      completed: null,
      changedSince: [],
    });
  });

  it('knows a field that nobody has come to from one to which the caller said nothing, and from one that was emptied', () => {
    const state = caseOf(saved({ why: 'Call Did not say', callerName: 'Joe' }), saved({ callerName: [null, 2] }));
    expect(valuesIn(state, 'whereIsIt')).toBeUndefined();
    expect(valuesIn(state, 'why')).toEqual(['Call Did not say']);
    expect(valuesIn(state, 'callerName')).toEqual([null]);
  });

  it('replaces what its writer had seen', () => {
    const state = caseOf(saved({ why: 'the fee' }), [saved({ why: ['the late fee', 2] }), SAM]);
    expect(valuesIn(state, 'why')).toEqual(['the late fee']);
  });

  it('keeps both values where two people wrote without having seen each other’s, until one who has seen both decides', () => {
    const both = [saved({ why: 'the fee' }), [saved({ why: 'his brother' }), SAM]] as const;
    expect(valuesIn(caseOf(...both), 'why')).toEqual(['the fee', 'his brother']);
    expect(valuesIn(caseOf(...both, saved({ why: ['the fee, for his brother', 3] })), 'why')).toEqual([
      'the fee, for his brother',
    ]);
  });

  it('keeps beside a later one only what its writer had not seen', () => {
    const state = caseOf(saved({ why: 'a' }), [saved({ why: 'b' }), SAM], saved({ why: ['c', 2] }));
    expect(valuesIn(state, 'why')).toEqual(['b', 'c']);
  });

  it('takes a writer to have seen what they wrote themselves, and nobody to have seen what others did', () => {
    const mine = [saved({ why: 't' }), saved({ why: 'th' }), saved({ why: 'the' })] as const;
    expect(valuesIn(caseOf(...mine), 'why')).toEqual(['the']);
    expect(valuesIn(caseOf(...mine, [saved({ why: 'his' }), SAM], saved({ why: 'the fee' })), 'why')).toEqual([
      'his',
      'the fee',
    ]);
  });

  it('takes the same words written twice for one value, of whoever wrote them first', () => {
    const state = caseOf(saved({ why: 'the fee' }), [saved({ why: 'the fee' }), SAM]);
    expect(fieldOf(formOf(state, 'bomb'), 'why')?.values).toMatchObject([{ value: 'the fee', event: 2 }]);
  });

  it('is apart from every other form of the case, also where a field has the same name', () => {
    const state = caseOf(saved({ exactWords: 'one' }), saved({ exactWords: 'two' }, 'self-harm'));
    expect(valuesIn(state, 'exactWords')).toEqual(['one']);
    expect(valuesIn(state, 'exactWords', 'self-harm')).toEqual(['two']);
  });

  it('is filled in after the case is closed, and opens it for nobody', () => {
    const state = caseOf(...closing, saved({ why: 'the fee' }), completed());
    expect(state.status).toBe('closed');
    expect(formOf(state, 'bomb')?.completed).toMatchObject({ event: 5 });
  });

  it('says by which version it is complete, and marks what is changed after it', () => {
    const entries = [saved({ why: 'the fee' }), completed(), saved({ whereIsIt: 'the cellar' })] as const;
    expect(formOf(caseOf(...entries), 'bomb')).toMatchObject({
      completed: { at: minute(3), by: { id: 'sub-ruth' }, event: 3, version: 1 },
      changedSince: ['whereIsIt'],
    });
    expect(formOf(caseOf(...entries, completed()), 'bomb')).toMatchObject({
      completed: { event: 5 },
      changedSince: [],
    });
  });

  it('takes over what the case knew, as nobody’s words', () => {
    const source = { from: 'channel', contactId: 'contact-1' } as const;
    const state = caseOf(saved({ why: 'the fee' }), completed({ channel: { value: 'email', source } }));
    expect(fieldOf(formOf(state, 'bomb'), 'channel')?.values).toMatchObject([{ value: 'email', source }]);
    expect(fieldOf(formOf(state, 'bomb'), 'why')?.values[0]).not.toHaveProperty('source');
  });

  it('looks the same however the database orders what was saved at once', () => {
    const [one, other] = [saved({ why: 'a', accent: 'b' }), saved({ accent: 'b', why: 'a' })];
    const names = (state: CaseState) => formOf(state, 'bomb')?.fields.map(({ name }) => name);
    expect(names(caseOf(one))).toEqual(names(caseOf(other)));
  });

  it.each([
    ['saves nothing', [saved({})]],
    ['names an event that its writer cannot have seen', [saved({ why: ['the fee', 1] })]],
    ['completes what is empty', [completed()]],
    ['completes what nobody decided', [saved({ why: 'a' }), [saved({ why: 'b' }), SAM] as const, completed()]],
    ['completes it a second time with nothing changed', [saved({ why: 'a' }), completed(), completed()]],
    [
      'takes over what a person wrote',
      [
        saved({ why: 'a' }),
        completed({ why: { value: 'b', source: { from: 'exact-words' as const, contactId: null } } }),
      ],
    ],
  ])('refuses an event that %s', (_, entries) => {
    expect(() => caseOf(...entries)).toThrow('is refused');
  });
});

/** A writer looks at the form, or saves into it what they have before them at whatever time they last looked. */
const Step = fc.record({
  writer: fc.integer({ min: 0, max: 2 }),
  looks: fc.boolean(),
  field: fc.constantFrom('why', 'whereIsIt', 'exactWords'),
  value: fc.oneof(
    fc.constant(null),
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.constantFrom('Call Did not say', 'a', 'b'),
  ),
});

describe('people who type into one form at once', () => {
  it('lose nothing: whatever was written stands, or was replaced by who had it before them, or is there in the same words', () => {
    fc.assert(
      fc.property(fc.array(Step, { maxLength: 40 }), (steps) => {
        const events: CaseEvent[] = eventsOf();
        let state = foldCase(events) as CaseState;
        const seen = [state, state, state];
        for (const { writer, looks, field, value } of steps) {
          if (looks) {
            seen[writer] = state;
            continue;
          }
          const was = fieldOf(formOf(seen[writer] as CaseState, 'bomb'), field)?.lastEvent ?? null;
          const body = saved(was === null ? { [field]: value } : { [field]: [value, was] });
          const actor = { ...RUTH, id: `sub-${writer}` };
          const at = minute(events.length + 1);
          const event = sealEvent({ caseId: state.caseId, at, actor, track: 'handling', body }, events.at(-1) ?? null);
          const before = fieldOf(formOf(state, 'bomb'), field)?.values ?? [];
          state = applyEvent(state, event);
          events.push(event);
          const now = fieldOf(formOf(state, 'bomb'), field)?.values ?? [];
          const stored = (event.body as CaseEventOf<'form-saved'>).fields[field]?.value;
          const holds = (all: readonly FormValue[], one: FieldValue | undefined) =>
            all.some((each) => each.value === one);
          expect(holds(now, stored)).toBe(true);
          for (const earlier of before) {
            const wasSeen = earlier.event <= (was ?? 0) || earlier.by.id === actor.id;
            expect(holds(now, earlier.value) || wasSeen).toBe(true);
          }
          expect(new Set(now.map((each) => each.value)).size).toBe(now.length);
        }
        expect(CaseState.parse(foldCase(events))).toEqual(state);
      }),
      { numRuns: 200 },
    );
  });
});
