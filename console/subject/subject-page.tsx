import Alert from '@cloudscape-design/components/alert';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { ApiProblem } from '../api/client.ts';
import { usePeople } from '../api/people.ts';
import type { SubjectView } from '../api/types.ts';
import { ActsOverTime } from '../case/acts-over-time.tsx';
import { CaseLink } from '../case/case-link.tsx';
import { NotFoundPage } from '../layout/not-found-page.tsx';
import { useTitle } from '../layout/title.ts';
import { WordTable } from '../layout/word-table.tsx';
import { AskDeletion } from '../retention/ask-deletion.tsx';
import { useSignedIn } from '../session/session-gate.tsx';
import { Moment } from '../time/moment.tsx';
import { kindsInWords, nameOfDetection } from '../words/findings.ts';
import { shortSubject } from '../words/short-id.ts';
import { LANES, plain, SEVERITIES } from '../words/words.ts';
import { LinkedSubjects } from './linked-subjects.tsx';

/** What one person's contacts showed over time, whom else they may be, and what they were told. No text, no name. */
export function SubjectPage() {
  const { subjectId = '' } = useParams();
  const { api, session } = useSignedIn();
  const { nameOf } = usePeople();
  useTitle('Subject');
  const { data, error } = useQuery({
    queryKey: ['subject', subjectId],
    queryFn: ({ signal }) => api.ask<SubjectView>(`/api/subjects/${subjectId}?limit=200`, { signal }),
    // A look is logged.
    staleTime: 60_000,
  });
  if (error instanceof ApiProblem && [403, 404, 422].includes(error.status)) return <NotFoundPage />;
  if (error) throw error;
  if (data === undefined) return <Spinner size="large" />;
  const { acts, cases, notices, cursor } = data.body;
  return (
    // Another subject is another page: what was typed or chosen of one must not be there for the next.
    <ContentLayout
      key={subjectId}
      header={
        <Header
          variant="h1"
          description="What their contacts showed, and never what they said. Language of concern is for a person to judge."
        >
          {`Subject ${shortSubject(subjectId)}`}
        </Header>
      }
    >
      <SpaceBetween size="l">
        {acts.length > 0 && (
          <ActsOverTime
            contacts={acts.map((act) => ({
              contactId: act.contactId,
              occurredAt: act.at,
              severity: act.severity,
              channel: act.channel,
              targetIds: act.targetIds,
              part: act.conductIds.length > 0 || act.severity > 1 ? 'flagged' : 'contributing',
            }))}
            notices={notices.map(({ at, ...notice }) => ({ ...notice, toldAt: at }))}
          />
        )}
        <WordTable
          header={<Header variant="h2">Cases</Header>}
          items={cases}
          trackBy="caseId"
          empty="No case of yours."
          columnDefinitions={[
            { id: 'case', header: 'Case', cell: (row) => <CaseLink {...row} />, isRowHeader: true },
            { id: 'purpose', header: 'About', cell: ({ purpose }) => plain(purpose ?? 'not known yet') },
            { id: 'status', header: 'Status', cell: ({ status }) => plain(status) },
            { id: 'priority', header: 'Priority', cell: ({ priority }) => priority },
            { id: 'lane', header: 'Lane', cell: ({ lane }) => LANES[lane] },
          ]}
        />
        <LinkedSubjects subject={data.body} />
        <WordTable
          header={<Header variant="h2">What they were told</Header>}
          items={notices}
          trackBy="noticeId"
          empty="Nothing is recorded."
          columnDefinitions={[
            { id: 'at', header: 'When', cell: ({ at }) => <Moment at={at} /> },
            { id: 'kind', header: 'What', cell: ({ kind }) => plain(kind), isRowHeader: true },
            {
              id: 'about',
              header: 'About',
              cell: ({ targetId }) => (targetId === null ? 'The company' : nameOf(targetId)),
            },
          ]}
        />
        <WordTable
          header={
            <Header variant="h2" counter={`(${acts.length}${cursor === null ? '' : '+'})`}>
              Contacts
            </Header>
          }
          items={acts}
          trackBy="contactId"
          columnDefinitions={[
            { id: 'at', header: 'When', cell: ({ at }) => <Moment at={at} />, isRowHeader: true },
            { id: 'channel', header: 'By', cell: ({ channel }) => plain(channel) },
            { id: 'severity', header: 'Gravest', cell: ({ severity }) => SEVERITIES[severity] },
            { id: 'kinds', header: 'Kinds', cell: ({ categories }) => kindsInWords(categories) || 'none' },
            { id: 'to', header: 'Toward', cell: ({ targetIds }) => targetIds.map(nameOf).join(', ') || 'the company' },
            {
              id: 'found',
              header: 'Found',
              cell: ({ signalIds }) => signalIds.map(nameOfDetection).join(', ') || 'nothing',
            },
            {
              id: 'patterns',
              header: 'Patterns',
              cell: ({ conductIds }) => conductIds.map(nameOfDetection).join(', ') || 'none',
            },
          ]}
        />
        {session.roles.includes('legal') && <AskDeletion subjectId={subjectId} />}
        {cursor !== null && <Alert type="info">Only the newest {acts.length} are shown.</Alert>}
      </SpaceBetween>
    </ContentLayout>
  );
}
