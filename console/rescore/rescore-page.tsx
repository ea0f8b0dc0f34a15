import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { newKey } from '../api/client.ts';
import type { RescoreView } from '../api/types.ts';
import { useFlashes } from '../layout/flashes.tsx';
import { NotThereYet } from '../layout/not-there-yet.tsx';
import { useTitle } from '../layout/title.ts';
import { WordTable } from '../layout/word-table.tsx';
import { useSignedIn } from '../session/session-gate.tsx';
import { shortId } from '../words/short-id.ts';
import { plain } from '../words/words.ts';

/** What a change of the rules, the model or the policy would do to past contacts, before it does anything (requirement 18). */
export function RescorePage() {
  useTitle('Score again');
  const { api } = useSignedIn();
  const { say, fail } = useFlashes();
  const queries = useQueryClient();
  const [search, setSearch] = useSearchParams();
  const rescoreId = search.get('run');
  const { data, error } = useQuery({
    queryKey: ['rescore', rescoreId],
    queryFn: ({ signal }) => api.ask<RescoreView>(`/api/rescores/${rescoreId}?limit=500`, { signal }),
    enabled: rescoreId !== null,
    refetchInterval: 3_000,
  });
  const start = async () => {
    const { body } = await api.ask<{ rescoreId: string }>('/api/rescores', {
      method: 'POST',
      idempotencyKey: newKey(),
      body: { dryRun: true },
    });
    setSearch({ run: body.rescoreId });
  };
  const apply = async () => {
    await api.ask(`/api/rescores/${rescoreId}/apply`, { method: 'POST', ifMatch: data?.etag ?? '*' });
    say({ type: 'success', content: 'It is being applied: cases open for what is newly flagged, and none is closed.' });
    await queries.invalidateQueries({ queryKey: ['rescore', rescoreId] });
  };
  const run = data?.body;
  return (
    <ContentLayout
      header={
        <Header
          variant="h1"
          description="Past contacts are scored again with what is deployed now. Nothing changes before you say so, and nothing closes."
          actions={<Button onClick={() => void start().catch(fail)}>Begin a dry run</Button>}
        >
          Score past contacts again
        </Header>
      }
    >
      <SpaceBetween size="l">
        {rescoreId === null && <Alert type="info">Begin a dry run to see what would change.</Alert>}
        {rescoreId !== null && run === undefined && <NotThereYet error={error} />}
        {run !== undefined && (
          <SpaceBetween size="l">
            <KeyValuePairs
              columns={4}
              items={[
                { label: 'State', value: plain(run.state) },
                { label: 'Rules', value: run.versions.rules },
                { label: 'Model', value: run.versions.model },
                { label: 'Policy', value: run.versions.policy },
              ]}
            />
            {run.totals !== null && (
              <KeyValuePairs
                columns={3}
                items={Object.entries(run.totals.changes).map(([change, count]) => ({
                  label: plain(change),
                  value: count,
                }))}
              />
            )}
            {run.state === 'scored' && <Button onClick={() => void apply().catch(fail)}>Apply it</Button>}
            <WordTable
              header={<Header variant="h2">By detection</Header>}
              items={run.totals?.detections ?? []}
              trackBy="id"
              empty="Nothing differs."
              columnDefinitions={[
                { id: 'id', header: 'Detection', cell: ({ id }) => id, isRowHeader: true },
                { id: 'now', header: 'Fires now', cell: ({ firesNow }) => firesNow },
                { id: 'gone', header: 'Fires no more', cell: ({ firesNoMore }) => firesNoMore },
                { id: 'raised', header: 'Raised', cell: ({ raised }) => raised },
                { id: 'lowered', header: 'Lowered', cell: ({ lowered }) => lowered },
              ]}
            />
            <WordTable
              header={<Header variant="h2">By contact</Header>}
              items={run.differences}
              trackBy="contactId"
              empty="Nothing differs."
              columnDefinitions={[
                {
                  id: 'contact',
                  header: 'Contact',
                  cell: ({ contactId }) => shortId(contactId),
                  isRowHeader: true,
                },
                { id: 'change', header: 'Change', cell: ({ change }) => plain(change) },
                {
                  id: 'priority',
                  header: 'Priority',
                  cell: ({ before, after }) => `${before.priority ?? 'none'} → ${after.priority ?? 'none'}`,
                },
                {
                  id: 'why',
                  header: 'By',
                  cell: ({ firesNow, firesNoMore }) => [...firesNow, ...firesNoMore].join(', '),
                },
              ]}
            />
          </SpaceBetween>
        )}
      </SpaceBetween>
    </ContentLayout>
  );
}
