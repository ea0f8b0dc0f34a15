import Header from '@cloudscape-design/components/header';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { CaseView, EndedEvidenceView } from '../api/types.ts';
import { CaseLink } from '../case/case-link.tsx';
import { useFlashes } from '../layout/flashes.tsx';
import { NotThereYet } from '../layout/not-there-yet.tsx';
import { WordTable } from '../layout/word-table.tsx';
import { useSignedIn } from '../session/session-gate.tsx';
import { Moment } from '../time/moment.tsx';
import { shortId } from '../words/short-id.ts';
import { AskReason } from '../work/ask-reason.tsx';

/** Originals whose time is over. Saying that a case needs one no more deletes nothing: a person with the account's own rights does. */
export function EndedEvidence() {
  const { api } = useSignedIn();
  const { say, fail } = useFlashes();
  const queries = useQueryClient();
  const { data, isPending, error } = useQuery({
    queryKey: ['ended-evidence'],
    queryFn: ({ signal }) => api.ask<{ evidence: EndedEvidenceView[] }>('/api/ended-evidence', { signal }),
  });
  const release = useMutation({
    mutationFn: async ({
      caseId,
      contactId,
      reason,
    }: Pick<EndedEvidenceView, 'caseId' | 'contactId'> & { reason: string }) => {
      const { etag } = await api.ask<CaseView>(`/api/cases/${caseId}`);
      const path = `/api/cases/${caseId}/contacts/${contactId}/release`;
      return api.ask(path, { method: 'POST', ifMatch: etag ?? '*', body: { reason } });
    },
    onSuccess: () => {
      say({ type: 'success', content: 'It is released. Nothing is deleted by that: the runbook says who does it.' });
      void queries.invalidateQueries({ queryKey: ['ended-evidence'] });
    },
    onError: fail,
  });
  if (error !== null && data === undefined) return <NotThereYet error={error} />;
  return (
    <WordTable
      header={
        <Header variant="h2" description="Of closed cases without a hold, as the last round found them.">
          Originals whose time is over
        </Header>
      }
      loading={isPending}
      loadingText="Reading"
      items={data?.body.evidence ?? []}
      trackBy={({ caseId, contactId }) => `${caseId}${contactId}`}
      empty="None is."
      columnDefinitions={[
        {
          id: 'case',
          header: 'Case',
          isRowHeader: true,
          cell: ({ caseId, caseNumber }) => <CaseLink caseId={caseId} caseNumber={caseNumber} />,
        },
        { id: 'contact', header: 'Contact', cell: ({ contactId }) => shortId(contactId) },
        { id: 'until', header: 'Was held until', cell: ({ retainedUntil }) => <Moment at={retainedUntil} /> },
        { id: 'hash', header: 'SHA-256', cell: ({ sha256 }) => <code className="hash">{sha256}</code> },
        {
          id: 'released',
          header: 'Released',
          cell: ({ caseId, contactId, released }) =>
            released === null ? (
              <AskReason
                title="The case needs it no more"
                button="Release"
                onSay={(reason) => release.mutate({ caseId, contactId, reason })}
              />
            ) : (
              <>
                <Moment at={released.at} />: {released.reason}
              </>
            ),
        },
      ]}
    />
  );
}
