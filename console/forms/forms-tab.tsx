import SpaceBetween from '@cloudscape-design/components/space-between';
import { useQuery } from '@tanstack/react-query';
import type { CaseView, FormRow } from '../api/types.ts';
import { NotThereYet } from '../layout/not-there-yet.tsx';
import { ReadWhenOpen } from '../layout/read-when-open.tsx';
import { useSignedIn } from '../session/session-gate.tsx';
import { FormOfCase } from './form-of-case.tsx';

/** The forms that this case asks for first, and behind them the others. */
export function FormsTab({ shown: { caseId } }: { shown: CaseView }) {
  const { api } = useSignedIn();
  const { data, error } = useQuery({
    queryKey: ['forms', caseId],
    queryFn: ({ signal }) => api.ask<{ forms: FormRow[] }>(`/api/cases/${caseId}/forms`, { signal }),
    staleTime: 30_000,
  });
  if (data === undefined) return <NotThereYet error={error} />;
  const forms = [...data.body.forms].sort((a, b) => Number(b.asked) - Number(a.asked));
  return (
    <SpaceBetween size="s">
      {forms.map(({ form, title, asked, completed, lastEvent }) => (
        <ReadWhenOpen
          key={form}
          variant="container"
          headerText={title}
          headerDescription={
            completed !== null
              ? 'Complete'
              : lastEvent > 0
                ? 'Begun'
                : asked
                  ? 'This case asks for it'
                  : 'Not asked for by this case'
          }
        >
          <FormOfCase caseId={caseId} form={form} />
        </ReadWhenOpen>
      ))}
    </SpaceBetween>
  );
}
