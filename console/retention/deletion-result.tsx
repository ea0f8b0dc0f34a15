import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import Table from '@cloudscape-design/components/table';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { DeletionPageView } from '../api/types.ts';
import { CaseLink } from '../case/case-link.tsx';
import { PageLink } from '../layout/page-link.tsx';
import { useSignedIn } from '../session/session-gate.tsx';
import { Moment } from '../time/moment.tsx';
import { plain } from '../words/words.ts';

/** What was deleted for one person, what is held, why and until when. Ids and numbers, no text and no name. */
export function DeletionResult({ deletionId }: { deletionId: string }) {
  const { api } = useSignedIn();
  const { data, error, hasNextPage, fetchNextPage, isFetching } = useInfiniteQuery({
    queryKey: ['deletion', deletionId],
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams(pageParam === null ? {} : { cursor: pageParam });
      return api.ask<DeletionPageView>(`/api/deletion-requests/${deletionId}?${query}`, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ body }) => body.cursor,
  });
  if (error) return <Alert type="error">{error.message}</Alert>;
  const last = data?.pages.at(-1)?.body;
  if (data === undefined || last === undefined) return <Spinner />;
  const { deleted, joined, cases, state } = last;
  const held = new Map(data.pages.flatMap(({ body }) => body.held.map((one) => [one.reason, one])));
  const contacts = data.pages.flatMap(({ body }) => body.contacts);
  return (
    <SpaceBetween size="m">
      <Header variant="h2">{`What came of request ${deletionId.slice(9, 17)}`}</Header>
      {state !== 'done' && <Alert type="info">It is not done yet: look again later.</Alert>}
      {deleted !== null && (
        <KeyValuePairs
          columns={4}
          items={Object.entries(deleted).map(([kind, count]) => ({ label: `Deleted: ${kind}`, value: count }))}
        />
      )}
      {[...held.values()].map(({ reason, why, basis }) => (
        <Alert key={reason} type="warning" header={`Held: ${plain(reason).toLowerCase()}`}>
          {why}
          <br />
          <small>{basis}</small>
        </Alert>
      ))}
      {cases.map((one) => (
        <div key={one.caseId}>
          <CaseLink {...one} />
          {` is kept${one.onHold ? ', on legal hold' : ''}.`}
        </div>
      ))}
      {joined.map((subjectId) => (
        <div key={subjectId}>
          {'The same person, as far as is known: ask for '}
          <PageLink to={`/subjects/${subjectId}`}>{`subject ${subjectId.slice(8, 14)}`}</PageLink>
          {' too.'}
        </div>
      ))}
      <Table
        header={<Header variant="h3">Contacts</Header>}
        items={contacts}
        trackBy="contactId"
        empty="None was there."
        columnDefinitions={[
          { id: 'id', header: 'Contact', cell: ({ contactId }) => contactId.slice(8, 16), isRowHeader: true },
          {
            id: 'outcome',
            header: 'What came of it',
            cell: (one) => (one.outcome === 'held' ? `Held: ${plain(one.reason).toLowerCase()}` : 'Deleted'),
          },
          {
            id: 'until',
            header: 'Held until at least',
            cell: (one) => (one.outcome === 'held' && one.until !== null ? <Moment at={one.until} /> : ''),
          },
        ]}
        footer={
          hasNextPage && (
            <Button loading={isFetching} onClick={() => void fetchNextPage()}>
              Show more
            </Button>
          )
        }
      />
    </SpaceBetween>
  );
}
