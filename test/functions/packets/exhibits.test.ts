import { describe, expect, it } from 'vitest';
import type { CaseEvent, CaseEventBody } from '../../../functions/contracts/case.ts';
import { readmeText } from '../../../functions/packets/archive/readme.ts';
import { mergedElsewhere, numberExhibits } from '../../../functions/packets/exhibits.ts';
import { sealEvent } from '../../../functions/shared/case/chain.ts';
import { foldCase } from '../../../functions/shared/case/fold.ts';
import { caseIdFor, caseNumberOf } from '../../../functions/shared/ids.ts';
import { CASE, caseContact, contactIdNumber, OPENED, opening, STAGE } from '../case-support/examples.ts';
import { materialOf } from './material.ts';

function stateOf(...bodies: CaseEventBody[]) {
  const events: CaseEvent[] = [];
  for (const body of bodies) {
    events.push(sealEvent({ caseId: CASE, at: OPENED, actor: STAGE, track: 'handling', body }, events.at(-1) ?? null));
  }
  const state = foldCase(events);
  if (state === null) throw new Error('nothing was opened');
  return state;
}

describe('the exhibits of a case', () => {
  it('are none of what was split off as another person’s', () => {
    const state = stateOf(
      opening(),
      { type: 'contact-added', contact: caseContact(2), acknowledgeDueAt: OPENED },
      {
        type: 'contacts-split-off',
        caseId: caseIdFor('exhibits:other'),
        contactIds: [contactIdNumber(2)],
        reason: 'Another person at the same address.',
      },
    );
    const { exhibits, leftOut } = numberExhibits(state, new Map(), null);
    expect(exhibits.map(({ contact }) => contact.contactId)).toEqual([contactIdNumber(1)]);
    expect(leftOut).toBe(0);
  });
});

describe('what a packet says of cases that were merged', () => {
  it('is which they are, and that they have packets of their own', () => {
    const other = caseIdFor('exhibits:merged');
    const state = stateOf(opening(), {
      type: 'merged-from',
      caseId: other,
      reason: 'The same hand.',
      priority: 'P2',
      lane: 'security',
      acknowledgeDueAt: null,
      targetIds: [],
      reporterIds: [],
      subjectIds: [],
    });
    expect(mergedElsewhere({ state })).toContain(`Case ${caseNumberOf(other)} is of the same person`);
    expect(mergedElsewhere({ state: stateOf(opening()) })).toBeNull();
    expect(readmeText({ ...materialOf([{ text: 'Hello.', day: 0 }]).material, state })).toContain('What is not in it');
  });
});
