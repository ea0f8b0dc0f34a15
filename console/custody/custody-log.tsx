import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useQuery } from '@tanstack/react-query';
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

/** Who did and saw what, with the hash of each event. The export can be verified by anyone. */
export function CustodyLog({ caseId, caseNumber }: { caseId: string; caseNumber: string }) {
  const { api } = useSignedIn();
  const { fail } = useFlashes();
  const { data, error } = useQuery({
    queryKey: ['custody-log', caseId],
    queryFn: ({ signal }) => api.ask<{ entries: Entry[] }>(`/api/cases/${caseId}/custody-log`, { signal }),
    staleTime: 60_000,
  });
  const save = (path: string) => saveFile(api, path).catch(fail);
  if (error !== null && data === undefined) return <NotThereYet error={error} />;
  return (
    <WordTable
      header={
        <Header
          variant="h2"
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
      items={[...(data?.body.entries ?? [])].reverse()}
      trackBy={({ number }) => String(number)}
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
