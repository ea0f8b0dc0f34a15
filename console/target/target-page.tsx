import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import { useParams } from 'react-router';
import { usePeople } from '../api/people.ts';
import { CaseLink } from '../case/case-link.tsx';
import { NotFoundPage } from '../layout/not-found-page.tsx';
import { useTitle } from '../layout/title.ts';
import { WordTable } from '../layout/word-table.tsx';
import { useQueue } from '../queue/use-queue.ts';
import { SubjectLink } from '../subject/subject-link.tsx';
import { Moment } from '../time/moment.tsx';
import { PriorityBadge } from '../words/priority-badge.tsx';
import { LANES, plain } from '../words/words.ts';

/** What is aimed at one employee, over all subjects (requirement 17): most anger may be at the boss while the harm falls on the assistant. */
export function TargetPage() {
  const { employeeId } = useParams();
  const { people } = usePeople();
  const { rows, isLoading, isWhole, error } = useQueue(['open', 'acknowledged', 'closed']);
  const person = people.find(({ id }) => id === employeeId);
  useTitle('Employee');
  if (people.length > 0 && person === undefined) return <NotFoundPage />;
  if (error && !isWhole) throw error;
  const aimed = rows.filter(({ targetIds }) => targetIds.some((id) => person?.targetIds.includes(id)));
  const subjects = new Set(aimed.map(({ subjectId }) => subjectId)).size;
  return (
    <ContentLayout
      header={
        <Header variant="h1" description={person && `${person.position}, ${person.location}`}>
          {`What is aimed at ${person?.name ?? '…'}`}
        </Header>
      }
    >
      <WordTable
        header={
          <Header
            variant="h2"
            counter={`(${aimed.length})`}
            description={`By ${subjects} ${subjects === 1 ? 'subject' : 'subjects'}.`}
          >
            Cases
          </Header>
        }
        loading={isLoading}
        loadingText="Looking for cases"
        items={aimed}
        trackBy="caseId"
        empty="No case of yours is aimed at them."
        columnDefinitions={[
          { id: 'case', header: 'Case', cell: (row) => <CaseLink {...row} />, isRowHeader: true },
          { id: 'priority', header: 'Priority', cell: ({ priority }) => <PriorityBadge priority={priority} short /> },
          { id: 'status', header: 'Status', cell: ({ status }) => plain(status) },
          { id: 'lane', header: 'Lane', cell: ({ lane }) => LANES[lane] },
          { id: 'acts', header: 'Acts', cell: ({ contactCount }) => contactCount },
          {
            id: 'subject',
            header: 'Subject',
            cell: ({ subjectId }) => <SubjectLink subjectId={subjectId} />,
          },
          { id: 'opened', header: 'Opened', cell: ({ openedAt }) => <Moment at={openedAt} /> },
        ]}
      />
    </ContentLayout>
  );
}
