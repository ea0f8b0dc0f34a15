import Alert from '@cloudscape-design/components/alert';
import { useQueryClient } from '@tanstack/react-query';
import type { CaseView } from '../api/types.ts';
import { useChangeCase } from '../case/use-case.ts';
import { Moment } from '../time/moment.tsx';
import { AskReason } from '../work/ask-reason.tsx';

/** Who the subject is, is shown to who says why they need to know; that they asked is on the record. */
export function Unmask({ shown: { caseId, unmaskedUntil, may } }: { shown: CaseView }) {
  const change = useChangeCase(caseId);
  const queries = useQueryClient();
  if (!may.includes('unmask')) return null;
  if (unmaskedUntil !== null) {
    return (
      <Alert type="info">
        You are shown who the subject is until <Moment at={unmaskedUntil} />.
      </Alert>
    );
  }
  return (
    <AskReason
      title="Show who the subject is"
      button="Show names and addresses"
      description="It is shown to you alone, for a time. That you asked, and why, is on the record."
      onSay={(reason) =>
        change.mutate(
          { path: '/unmask', body: { reason }, done: 'You are shown who it is.' },
          { onSuccess: () => void queries.invalidateQueries({ queryKey: ['contact', caseId] }) },
        )
      }
    />
  );
}
