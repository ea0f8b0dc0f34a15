import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AccessEntry } from '../api/types.ts';
import { CaseLink } from '../case/case-link.tsx';
import { saveFile } from '../custody/save-file.ts';
import { useFlashes } from '../layout/flashes.tsx';
import { NotThereYet } from '../layout/not-there-yet.tsx';
import { ShowMore } from '../layout/show-more.tsx';
import { useTitle } from '../layout/title.ts';
import { WordTable } from '../layout/word-table.tsx';
import { useSignedIn } from '../session/session-gate.tsx';
import { DaysChoice } from '../time/days-choice.tsx';
import { lastDays } from '../time/last-days.ts';
import { Moment } from '../time/moment.tsx';
import { plain } from '../words/words.ts';

/** Views that are of no one case and whose names say too little. */
const SEEN: Readonly<Record<string, string>> = {
  list: 'List of cases',
  'access-log': 'This log',
  deletions: 'Requests for deletion',
  deletion: 'A request for deletion',
  'ended-evidence': 'Originals whose time is over',
  feedback: 'What reviewers said',
};

/** Who saw or changed what, over all cases (requirement 31). Reading it is logged too. */
export function AccessLogPage() {
  useTitle('Audit log');
  const { api } = useSignedIn();
  const { fail } = useFlashes();
  const [days, setDays] = useState(7);
  const [time, setTime] = useState(() => lastDays(7));
  const query = useInfiniteQuery({
    queryKey: ['access-log', time],
    queryFn: ({ pageParam, signal }) => {
      const asked = new URLSearchParams({
        ...time,
        limit: '100',
        ...(pageParam === null ? {} : { cursor: pageParam }),
      });
      return api.ask<{ entries: AccessEntry[]; cursor: string | null }>(`/api/access-log?${asked}`, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ body }) => body.cursor,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const entries = query.data?.pages.flatMap(({ body }) => body.entries) ?? [];
  if (query.error !== null && query.data === undefined) return <NotThereYet error={query.error} />;
  return (
    <WordTable
      variant="full-page"
      stickyHeader
      header={
        <Header
          variant="awsui-h1-sticky"
          description="Who saw or changed what, and why where they said it."
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <DaysChoice
                choices={[1, 7, 30, 90]}
                days={days}
                onChange={(next) => {
                  setDays(next);
                  setTime(lastDays(next));
                }}
              />
              <Button
                onClick={() =>
                  saveFile(
                    api,
                    `/api/access-log?${new URLSearchParams({ ...time, limit: '100', format: 'csv' })}`,
                  ).catch(fail)
                }
              >
                As a table
              </Button>
            </SpaceBetween>
          }
        >
          Audit log
        </Header>
      }
      items={entries}
      loading={query.isFetching && entries.length === 0}
      loadingText="Reading the log"
      empty="Nothing in this time."
      footer={query.hasNextPage && <ShowMore of={query} />}
      columnDefinitions={[
        { id: 'at', header: 'When', cell: ({ at }) => <Moment at={at} /> },
        { id: 'who', header: 'Who', cell: ({ personName }) => personName, isRowHeader: true },
        { id: 'roles', header: 'As', cell: ({ roles }) => roles.map(plain).join(', ') },
        { id: 'what', header: 'What', cell: ({ what }) => SEEN[what] ?? plain(what) },
        {
          id: 'case',
          header: 'Case',
          cell: ({ caseId, caseNumber, caseIds }) =>
            caseId === null || caseNumber === null ? (
              caseIds.length > 0 && `${caseIds.length} cases in a list`
            ) : (
              <CaseLink caseId={caseId} caseNumber={caseNumber} />
            ),
        },
        { id: 'why', header: 'Why', cell: ({ reason }) => reason ?? '' },
      ]}
    />
  );
}
