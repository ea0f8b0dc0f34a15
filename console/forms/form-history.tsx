import SpaceBetween from '@cloudscape-design/components/space-between';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { FormDefinition } from '../../functions/contracts/form.ts';
import type { FormView } from '../api/types.ts';
import { NotThereYet } from '../layout/not-there-yet.tsx';
import { ReadWhenOpen } from '../layout/read-when-open.tsx';
import { ShowMore } from '../layout/show-more.tsx';
import { useSignedIn } from '../session/session-gate.tsx';
import { Moment } from '../time/moment.tsx';

/** Who saved what of a form, the last first: what was replaced is still to be read. The look is on the case's record. */
export function FormHistory({ caseId, definition }: { caseId: string; definition: FormDefinition }) {
  return (
    <ReadWhenOpen headerText="What was saved before">
      <Saves caseId={caseId} definition={definition} />
    </ReadWhenOpen>
  );
}

function Saves({ caseId, definition: { form, sections } }: { caseId: string; definition: FormDefinition }) {
  const { api } = useSignedIn();
  const query = useInfiniteQuery({
    queryKey: ['form-history', caseId, form],
    queryFn: ({ pageParam, signal }) => {
      const asked = new URLSearchParams({ history: 'true', ...(pageParam && { before: String(pageParam) }) });
      return api.ask<FormView>(`/api/cases/${caseId}/forms/${form}?${asked}`, { signal });
    },
    initialPageParam: null as number | null,
    getNextPageParam: ({ body }) => body.history?.before ?? null,
    gcTime: 0,
  });
  if (query.data === undefined) return <NotThereYet error={query.error} />;
  const saves = query.data.pages.flatMap(({ body }) => body.history?.saves ?? []);
  const labels = new Map(sections.flatMap(({ fields }) => fields.map(({ name, label }) => [name as string, label])));
  if (saves.length === 0) return <p>Nobody has saved anything yet.</p>;
  return (
    <SpaceBetween size="s">
      {saves.map(({ event, at, by, fields }) => (
        <div key={event}>
          <strong>
            {by}, <Moment at={at} />
          </strong>
          {fields.map(({ name, value }) => (
            <div key={name}>{`${labels.get(name) ?? name}: ${inWordsOf(value)}`}</div>
          ))}
        </div>
      ))}
      <ShowMore of={query} />
    </SpaceBetween>
  );
}

function inWordsOf(value: unknown): string {
  if (value === null || value === '') return 'emptied';
  return Array.isArray(value) ? value.join(', ') : String(value);
}
