import Header from '@cloudscape-design/components/header';
import Link from '@cloudscape-design/components/link';
import Table from '@cloudscape-design/components/table';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import type { CaseRow } from '../api/types.ts';
import { useTitle } from '../layout/title.ts';
import { useSignedIn } from '../session/session-gate.tsx';

export function QueuePage() {
  useTitle('Queue');
  const { api } = useSignedIn();
  const navigate = useNavigate();
  const { data, isPending } = useQuery({
    queryKey: ['cases', 'open'],
    queryFn: ({ signal }) => api.ask<{ cases: CaseRow[]; cursor: string | null }>('/api/cases?limit=100', { signal }),
    refetchInterval: 10_000,
  });
  return (
    <Table
      variant="full-page"
      header={<Header variant="awsui-h1-sticky">Queue</Header>}
      loading={isPending}
      items={data?.body.cases ?? []}
      trackBy="caseId"
      columnDefinitions={[
        {
          id: 'case',
          header: 'Case',
          cell: ({ caseId, caseNumber }) => (
            <Link
              href={`/cases/${caseId}`}
              onFollow={(event) => {
                event.preventDefault();
                void navigate(`/cases/${caseId}`);
              }}
            >
              {caseNumber}
            </Link>
          ),
          isRowHeader: true,
        },
        { id: 'priority', header: 'Priority', cell: ({ priority }) => priority },
        { id: 'lane', header: 'Lane', cell: ({ lane }) => lane },
        { id: 'due', header: 'Acknowledge by', cell: ({ acknowledgeDueAt }) => acknowledgeDueAt ?? 'no deadline runs' },
      ]}
    />
  );
}
