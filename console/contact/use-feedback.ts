import type { Verdict } from '../../functions/contracts/case-feedback.ts';
import { usePeople } from '../api/people.ts';
import type { CaseView, ContactView } from '../api/types.ts';
import { useChangeCase } from '../case/use-case.ts';

type Span = ContactView['signals'][number]['span'];

/** What a person says of what was found in one contact. */
export interface Feedback {
  readonly isPending: boolean;
  say(said: Verdict, done: string, onDone?: () => void): void;
  /** What they last said of a finding; null where nothing. */
  ofMine(signalId: string, span: Span): Verdict | null;
  /** What they said was missed. */
  readonly missed: readonly (Verdict & { verdict: 'missed' })[];
}

/** Null for who may not say anything of it. `shareQuote`: whether the operator may see the sentence. */
export function useFeedback(shown: CaseView, contactId: string, shareQuote: boolean): Feedback | null {
  const { you } = usePeople();
  const change = useChangeCase(shown.caseId);
  if (!shown.may.includes('give-feedback')) return null;
  const mine = shown.feedback.filter((one) => one.contactId === contactId && one.by.id === you.id);
  return {
    isPending: change.isPending,
    say: (said, done, onDone) =>
      change.mutate(
        { path: `/contacts/${contactId}/feedback`, body: { said, shareQuote }, done },
        { onSuccess: () => onDone?.() },
      ),
    ofMine: (signalId, span) => {
      const isIt = ({ said }: (typeof mine)[number]) =>
        said.verdict !== 'missed' &&
        said.signalId === signalId &&
        said.span?.turn === span?.turn &&
        said.span?.start === span?.start &&
        said.span?.end === span?.end;
      return mine.find(isIt)?.said ?? null;
    },
    missed: mine.flatMap(({ said }) => (said.verdict === 'missed' ? [said] : [])),
  };
}
