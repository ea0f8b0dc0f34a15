import Alert from '@cloudscape-design/components/alert';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { DeletionPageView } from '../api/types.ts';
import { CaseLink } from '../case/case-link.tsx';
import { NotThereYet } from '../layout/not-there-yet.tsx';
import { ShowMore } from '../layout/show-more.tsx';
import { WordTable } from '../layout/word-table.tsx';
import { useSignedIn } from '../session/session-gate.tsx';
import { SubjectLink } from '../subject/subject-link.tsx';
import { Moment } from '../time/moment.tsx';
import { shortId } from '../words/short-id.ts';
import { plain } from '../words/words.ts';

/** What was deleted for one person, what is held, why and until when. Ids and numbers, no text and no name. */
export function DeletionResult({ deletionId }: { deletionId: string }) {
  const { api } = useSignedIn();
  const query = useInfiniteQuery({
    queryKey: ['deletion', deletionId],
    queryFn: ({ pageParam, signal }) => {
      const asked = new URLSearchParams(pageParam === null ? {} : { cursor: pageParam });
      return api.ask<DeletionPageView>(`/api/deletion-requests/${deletionId}?${asked}`, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ body }) => body.cursor,
  });
  const { data, error } = query;
  const last = data?.pages.at(-1)?.body;
  if (data === undefined || last === undefined) return <NotThereYet error={error} />;
  const { deleted, joined, cases, state } = last;
  const held = new Map(data.pages.flatMap(({ body }) => body.held.map((one) => [one.reason, one])));
  const contacts = data.pages.flatMap(({ body }) => body.contacts);
  return (
    <SpaceBetween size="m">
      <Header variant="h2">{`What came of request ${shortId(deletionId)}`}</Header>
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
          <SubjectLink subjectId={subjectId} inText />
          {' too.'}
        </div>
      ))}
      <WordTable
        header={<Header variant="h3">Contacts</Header>}
        items={contacts}
        trackBy="contactId"
        empty="None was there."
        columnDefinitions={[
          { id: 'id', header: 'Contact', cell: ({ contactId }) => shortId(contactId), isRowHeader: true },
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
        footer={query.hasNextPage && <ShowMore of={query} />}
      />
    </SpaceBetween>
  );
}
