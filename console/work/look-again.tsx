import Alert from '@cloudscape-design/components/alert';
import DatePicker from '@cloudscape-design/components/date-picker';
import FormField from '@cloudscape-design/components/form-field';
import { useState } from 'react';
import type { CaseView } from '../api/types.ts';
import { useChangeCase } from '../case/use-case.ts';
import { Moment } from '../time/moment.tsx';
import { AskReason } from './ask-reason.tsx';

/** A case that rested, or that was closed to be watched, asks to be looked at. Watching ends only where a person says so. */
export function LookAgain({ shown: { caseId, clocks, status } }: { shown: CaseView }) {
  const change = useChangeCase(caseId);
  const [next, setNext] = useState('');
  const due = clocks.review?.dueAt ?? clocks.lookAgainAt;
  if (due === null) return null;
  return (
    <Alert
      type="info"
      header="It asks to be looked at again"
      action={
        <AskReason
          title="Say that you have looked"
          button="I have looked at it"
          onSay={(note) =>
            change.mutate({
              path: '/look-again',
              body: { note, nextLookAt: next === '' ? null : new Date(`${next}T09:00:00`).toISOString() },
              done: next === '' ? 'It is on record.' : 'It is on record, and the case is watched on.',
            })
          }
        >
          {status === 'closed' && (
            <FormField
              label="When it is looked at the next time"
              description="Left empty: it is watched no longer."
              constraintText="9 in the morning of that day"
            >
              <DatePicker value={next} onChange={({ detail }) => setNext(detail.value)} />
            </FormField>
          )}
        </AskReason>
      }
    >
      By <Moment at={due} />.
    </Alert>
  );
}
