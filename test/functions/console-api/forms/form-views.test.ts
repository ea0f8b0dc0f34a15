import { describe, expect, it } from 'vitest';
import { asksFor, historyOf, viewForm } from '../../../../functions/console-api/forms/form-views.ts';
import type { CaseEventBody } from '../../../../functions/contracts/case.ts';
import { readForms } from '../../../../infra/assets/forms.ts';
import { caseOf, eventsOf } from '../../case-support/case-of.ts';
import { caseContact } from '../../case-support/examples.ts';

const [bomb, selfHarm, threat] = readForms('rules/forms');
if (bomb === undefined || selfHarm === undefined || threat === undefined) throw new Error('a form is missing');

let saves = 0;
const saved = (name: string, value: string, form = 'bomb'): CaseEventBody => ({
  type: 'form-saved',
  form,
  saveId: `save-${String(saves++).padStart(32, '0')}`,
  fields: { [name]: { value, was: null } },
});

describe('the history of a form', () => {
  it('has every save of this form, the last one first', () => {
    const events = eventsOf(saved('why', 'a'), saved('summary', 'b', 'threat'), saved('why', 'c'));
    expect(historyOf('bomb', events, null)).toEqual({
      saves: [
        { event: 4, at: events[3]?.at, by: 'Ruth Okafor', fields: [{ name: 'why', value: 'c' }] },
        { event: 2, at: events[1]?.at, by: 'Ruth Okafor', fields: [{ name: 'why', value: 'a' }] },
      ],
      before: null,
    });
  });

  it('comes in pages that together hold each save once, however much was typed', () => {
    const long = 'x'.repeat(20_000);
    const events = eventsOf(...Array.from({ length: 120 }, (_, n) => saved('why', `${n} ${long}`)));
    const read: number[] = [];
    let pages = 0;
    for (let before: number | null = null; pages === 0 || before !== null; pages++) {
      const page: ReturnType<typeof historyOf> = historyOf('bomb', events, before);
      read.push(...page.saves.map(({ event }) => event));
      before = page.before;
    }
    expect(pages).toBeGreaterThan(1);
    expect(read).toEqual(Array.from({ length: 120 }, (_, n) => 121 - n));
  });
});

describe('a form', () => {
  it('is asked for by its lane, or by a category that a contact of the case shows', () => {
    const state = caseOf();
    expect([threat, bomb, selfHarm].map((form) => asksFor(form, state))).toEqual([true, false, false]);
    expect(asksFor(selfHarm, { ...state, lane: 'crisis' })).toBe(true);
    const added = caseContact(2, { categories: ['self-harm', 'bomb-arson'], part: 'contributing' });
    const later = caseOf({ type: 'contact-added', contact: added, acknowledgeDueAt: null });
    expect([bomb, selfHarm].map((form) => asksFor(form, later))).toEqual([true, true]);
  });

  it('shows after its own fields what an earlier version of it asked, so that nothing is lost from sight', () => {
    const { fields } = viewForm(bomb, caseOf(saved('smell', 'of almonds')), new Map());
    expect(fields.at(-1)).toMatchObject({ name: 'smell', values: [{ value: 'of almonds' }] });
  });
});
