import { useCollection } from '@cloudscape-design/collection-hooks';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import Pagination from '@cloudscape-design/components/pagination';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useFlashes } from '../layout/flashes.tsx';
import { NotThereYet } from '../layout/not-there-yet.tsx';
import { WordTable } from '../layout/word-table.tsx';
import { useSignedIn } from '../session/session-gate.tsx';
import { Moment } from '../time/moment.tsx';
import { plain } from '../words/words.ts';
import { saveFile } from './save-file.ts';

interface Entry {
  readonly number: number;
  readonly at: string;
  readonly by: string;
  readonly what: string;
  readonly reason: string | null;
  readonly hash: string;
}

/** A case that is read often has hundreds: each view is one. */
const ENTRIES_A_PAGE = 50;

/** Who did and saw what, with the hash of each event. The export can be verified by anyone. */
export function CustodyLog({ caseId, caseNumber }: { caseId: string; caseNumber: string }) {
  const { api } = useSignedIn();
  const { fail } = useFlashes();
  const { data, error } = useQuery({
    queryKey: ['custody-log', caseId],
    queryFn: ({ signal }) => api.ask<{ entries: Entry[] }>(`/api/cases/${caseId}/custody-log`, { signal }),
    staleTime: 60_000,
  });
  const newestFirst = useMemo(() => [...(data?.body.entries ?? [])].reverse(), [data]);
  const { items, paginationProps } = useCollection(newestFirst, { pagination: { pageSize: ENTRIES_A_PAGE } });
  const save = (path: string) => saveFile(api, path).catch(fail);
  if (error !== null && data === undefined) return <NotThereYet error={error} />;
  return (
    <WordTable
      header={
        <Header
          variant="h2"
          counter={`(${newestFirst.length})`}
          description={`To verify an export of ${caseNumber}: npm run custody -- verify FILE`}
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <Button onClick={() => save(`/api/cases/${caseId}/custody-log?format=csv`)}>As a table</Button>
              <Button onClick={() => save(`/api/cases/${caseId}/custody`)}>Export the chain</Button>
            </SpaceBetween>
          }
        >
          Custody log
        </Header>
      }
      loading={data === undefined}
      loadingText="Reading the log"
      items={items}
      trackBy={({ number }) => String(number)}
      pagination={newestFirst.length > ENTRIES_A_PAGE ? <Pagination {...paginationProps} /> : undefined}
      columnDefinitions={[
        { id: 'number', header: 'No.', minWidth: '3rem', cell: ({ number }) => number },
        { id: 'at', header: 'When', cell: ({ at }) => <Moment at={at} /> },
        { id: 'by', header: 'Who', cell: ({ by }) => by },
        { id: 'what', header: 'What', cell: ({ what }) => plain(what), isRowHeader: true },
        { id: 'why', header: 'Why', cell: ({ reason }) => reason ?? '' },
        { id: 'hash', header: 'Hash', cell: ({ hash }) => <code className="hash">{hash.slice(0, 16)}</code> },
      ]}
    />
  );
}
