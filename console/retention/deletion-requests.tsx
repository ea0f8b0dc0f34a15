import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import type { DeletionView } from '../api/types.ts';
import { NotThereYet } from '../layout/not-there-yet.tsx';
import { WordTable } from '../layout/word-table.tsx';
import { useSignedIn } from '../session/session-gate.tsx';
import { SubjectLink } from '../subject/subject-link.tsx';
import { Moment } from '../time/moment.tsx';
import { shortId } from '../words/short-id.ts';
import { DeletionResult } from './deletion-result.tsx';

const STATES: Readonly<Record<DeletionView['state'], string>> = {
  working: 'at work',
  waiting: 'waits for what came in a moment ago',
  done: 'done',
};

/** Who is to be answered by when, the first in front. */
export function DeletionRequests() {
  const { api } = useSignedIn();
  const [search, setSearch] = useSearchParams();
  const chosen = search.get('request');
  const { data, isPending, error } = useQuery({
    queryKey: ['deletions'],
    queryFn: ({ signal }) => api.ask<{ deletions: DeletionView[] }>('/api/deletion-requests', { signal }),
  });
  if (error !== null && data === undefined) return <NotThereYet error={error} />;
  return (
    <SpaceBetween size="l">
      <WordTable
        header={
          <Header variant="h2" description="They are entered on the page of a subject.">
            Requests for deletion
          </Header>
        }
        loading={isPending}
        loadingText="Reading"
        items={data?.body.deletions ?? []}
        trackBy="deletionId"
        empty="Nobody has asked."
        columnDefinitions={[
          {
            id: 'reference',
            header: 'Your number',
            isRowHeader: true,
            cell: ({ reference, deletionId }) => reference || shortId(deletionId),
          },
          { id: 'law', header: 'By', cell: ({ law }) => (law === 'other' ? 'another law' : law.toUpperCase()) },
          {
            id: 'subject',
            header: 'Subject',
            cell: ({ subjectId }) => <SubjectLink subjectId={subjectId} />,
          },
          { id: 'due', header: 'Answer due', cell: ({ answerDueAt }) => <Moment at={answerDueAt} /> },
          { id: 'state', header: 'State', cell: ({ state }) => STATES[state] },
          {
            id: 'show',
            header: 'What came of it',
            cell: ({ deletionId }) => (
              <Button
                ariaLabel={`Show ${shortId(deletionId)}`}
                onClick={() => setSearch({ request: deletionId }, { replace: true })}
              >
                Show
              </Button>
            ),
          },
        ]}
      />
      {chosen !== null && <DeletionResult deletionId={chosen} />}
    </SpaceBetween>
  );
}
