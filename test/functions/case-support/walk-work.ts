import fc from 'fast-check';
import type { CaseEventBody, CaseState } from '../../../functions/contracts/case.ts';
import { Disposition, type Instant, Lane, Priority } from '../../../functions/contracts/vocabulary.ts';
import { caseIdFor } from '../../../functions/shared/ids.ts';
import { CASE, caseContact } from './examples.ts';

const which = fc.integer({ min: 1, max: 6 });
/** Of the case itself, or of two others. */
const other = fc.constantFrom(CASE, caseIdFor('walk:one'), caseIdFor('walk:other'));
const event = fc.option(fc.integer({ min: 1, max: 30 }), { nil: undefined });
const set = { to: fc.constantFrom(...Priority.options), asks: fc.boolean() };

/** What people may try to do with a case, and with another one. */
export const WorkAttempt = fc.record({
  type: fc.constant('work' as const),
  does: fc.oneof(
    fc.record({ what: fc.constant('assign' as const), to: fc.constantFrom('sub-ruth', 'sub-sam') }),
    fc.record({ what: fc.constantFrom('release' as const, 'wake' as const, 'reopen' as const) }),
    fc.record({
      what: fc.constantFrom('note' as const, 'act' as const),
      corrects: event,
      minutesAgo: fc.integer({ min: -1, max: 9 }),
    }),
    fc.record({ what: fc.constant('snooze' as const), minutes: fc.integer({ min: -1, max: 9 }) }),
    fc.record({ what: fc.constant('set' as const), ...set }),
    fc.record({ what: fc.constant('propose' as const), disposition: fc.constantFrom(...Disposition.options) }),
    fc.record({
      what: fc.constantFrom('withdraw' as const, 'confirm' as const),
      ofOne: fc.boolean(),
      disposition: fc.constantFrom(...Disposition.options),
    }),
    fc.record({
      what: fc.constantFrom('merge-from' as const, 'merge-into' as const, 'unmerge' as const),
      other,
      asks: fc.boolean(),
      priority: set.to,
      lane: fc.constantFrom(...Lane.options),
    }),
    fc.record({ what: fc.constantFrom('link' as const, 'unlink' as const), other, asks: fc.boolean() }),
    fc.record({
      what: fc.constant('split' as const),
      other,
      contacts: fc.array(which, { minLength: 1, maxLength: 3 }),
    }),
  ),
});
export type WorkAttempt = typeof WorkAttempt extends fc.Arbitrary<infer T> ? T : never;

/** @param due by when what is renewed is acknowledged. */
export function workBodyOf({ does }: WorkAttempt, state: CaseState, at: Instant, due: Instant): CaseEventBody {
  const reason = 'As it was decided.';
  const after = (minutes: number): Instant => new Date(Date.parse(at) + minutes * 60_000).toISOString();
  const proposal = state.work.proposal;
  switch (does.what) {
    case 'assign':
      return { type: 'assigned', to: { kind: 'console', id: does.to, name: does.to } };
    case 'release':
      return { type: 'released' };
    case 'wake':
      return { type: 'woken' };
    case 'reopen':
      return { type: 'reopened-by-person', reason, acknowledgeDueAt: due };
    case 'note':
      return {
        type: 'note-added',
        text: 'Noted.',
        ...(does.corrects === undefined ? {} : { corrects: does.corrects }),
      };
    case 'act':
      return {
        type: 'action-recorded',
        action: { kind: 'investigation', what: 'Looked.' },
        doneAt: after(-does.minutesAgo),
        doneBy: 'Ruth',
        ...(does.corrects === undefined ? {} : { corrects: does.corrects }),
      };
    case 'snooze':
      return { type: 'snoozed', until: after(does.minutes), reason };
    case 'set':
      return {
        type: 'priority-set',
        from: state.priority,
        to: does.to,
        reason,
        ...(does.asks ? { acknowledgeDueAt: due } : {}),
      };
    case 'propose':
      return { type: 'closing-proposed', disposition: does.disposition, facts: {}, note: '' };
    case 'withdraw':
      return { type: 'closing-withdrawn', proposal: does.ofOne && proposal ? proposal.number : 1, reason };
    case 'confirm':
      return {
        type: 'closed',
        disposition: does.ofOne && proposal ? proposal.disposition : does.disposition,
        note: '',
        facts: {},
        confirms: proposal?.number ?? 1,
      };
    case 'merge-from': {
      const { priority, lane } = does;
      return {
        type: 'merged-from',
        caseId: does.other,
        reason,
        priority,
        lane,
        acknowledgeDueAt: does.asks ? due : null,
        targetIds: [],
        reporterIds: [],
        subjectIds: [],
      };
    }
    case 'merge-into':
      return { type: 'merged-into', caseId: does.other, reason };
    case 'unmerge': {
      const { mergedInto, mergedFrom } = state.relations;
      const caseId = (does.priority === 'P0' ? undefined : (mergedInto ?? mergedFrom[0])?.caseId) ?? does.other;
      return { type: 'merge-undone', caseId, reason, acknowledgeDueAt: does.asks ? due : null };
    }
    case 'link':
      return { type: 'case-linked', caseId: does.other, reason };
    case 'unlink':
      return {
        type: 'case-unlinked',
        caseId: does.asks ? (state.relations.links[0]?.caseId ?? does.other) : does.other,
        reason,
      };
    case 'split':
      return {
        type: 'contacts-split-off',
        caseId: does.other,
        contactIds: does.contacts.map((n) => caseContact(n).contactId),
        reason,
      };
  }
}
