import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { newKey } from '../api/client.ts';
import type { DeadLettersView } from '../api/types.ts';
import { useFlashes } from '../layout/flashes.tsx';
import { useTitle } from '../layout/title.ts';
import { WordTable } from '../layout/word-table.tsx';
import { useSignedIn } from '../session/session-gate.tsx';
import { Moment } from '../time/moment.tsx';

/** What failed to its last try, for who runs the system. Each has a case by now: nobody waits for the operator. */
export function DeadLettersPage() {
  useTitle('Dead letters');
  const { api } = useSignedIn();
  const { say, fail } = useFlashes();
  const queries = useQueryClient();
  const { data, isPending, error } = useQuery({
    queryKey: ['dead-letters'],
    queryFn: ({ signal }) => api.ask<{ queues: DeadLettersView[] }>('/api/dead-letters', { signal }),
    refetchInterval: 30_000,
  });
  const redrive = useMutation({
    mutationFn: (queue: string) =>
      api.ask(`/api/dead-letters/${queue}/redrive`, { method: 'POST', idempotencyKey: newKey() }),
    onSuccess: (_, queue) => {
      say({ type: 'success', content: `What lay in ${queue} is tried again.` });
      void queries.invalidateQueries({ queryKey: ['dead-letters'] });
    },
    onError: fail,
  });
  if (error) throw error;
  return (
    <WordTable
      variant="full-page"
      header={
        <Header
          variant="awsui-h1-sticky"
          description="What failed each time lies here. Mend what made it fail (docs/runbook.md), then have it tried again."
        >
          Dead letters
        </Header>
      }
      loading={isPending}
      loadingText="Looking"
      items={data?.body.queues ?? []}
      trackBy="queue"
      empty="There is no queue."
      columnDefinitions={[
        { id: 'queue', header: 'Queue', cell: ({ queue }) => queue, isRowHeader: true },
        { id: 'messages', header: 'Messages, about', cell: ({ messages }) => messages },
        { id: 'oldest', header: 'Oldest', cell: ({ oldest }) => (oldest === null ? '' : <Moment at={oldest} />) },
        {
          id: 'pointers',
          header: 'What they point to',
          cell: ({ pointers }) => pointers.map((pointer) => <div key={pointer}>{pointer}</div>),
        },
        {
          id: 'redrive',
          header: 'Try again',
          cell: ({ queue, messages }) => (
            <Button
              ariaLabel={`Try again: ${queue}`}
              disabled={messages === 0}
              loading={redrive.isPending && redrive.variables === queue}
              onClick={() => redrive.mutate(queue)}
            >
              Try again
            </Button>
          ),
        },
      ]}
    />
  );
}
