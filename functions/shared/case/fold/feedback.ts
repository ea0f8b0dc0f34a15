import type { Verdict } from '../../../contracts/case-feedback.ts';
import { canonicalJson } from '../../hash.ts';
import { assertHasContact, type Changes, refusal, writerOf } from './change.ts';

/** What of a contact a verdict is about: a person may change their mind about it. */
export const aboutOf = (said: Verdict): string =>
  canonicalJson(
    said.verdict === 'missed'
      ? { missed: said.span, category: said.category }
      : { signal: said.signalId, span: said.span },
  );

/** It changes nothing of the case: it is for whoever tunes the rules. A closed case is learned from too. */
export const FEEDBACK_CHANGES: Changes<'feedback-given'> = {
  'feedback-given': (state, { contactId, said, shareQuote }, event) => {
    assertHasContact(state, event, contactId);
    const { span } = said;
    if (span !== null && span.start >= span.end) throw refusal(event, 'the span is empty');
    const by = writerOf(event);
    const others = state.feedback.filter(
      (one) => one.by.id !== by.id || one.contactId !== contactId || aboutOf(one.said) !== aboutOf(said),
    );
    return { feedback: [...others, { number: event.number, at: event.at, by, contactId, said, shareQuote }] };
  },
};
