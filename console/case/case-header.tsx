import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { usePeople } from '../api/people.ts';
import type { CaseView } from '../api/types.ts';
import { PageLink } from '../layout/page-link.tsx';
import { SubjectLink } from '../subject/subject-link.tsx';
import { Countdown } from '../time/countdown.tsx';
import { PriorityBadge } from '../words/priority-badge.tsx';
import { DISPOSITIONS, LANES } from '../words/words.ts';
import { deadlinesOf } from './deadlines.ts';
import { useChangeCase } from './use-case.ts';

const STATUS = { open: 'nobody has taken it on', acknowledged: 'acknowledged', closed: 'closed' } as const;

export function CaseHeader({ shown, onKeys }: { shown: CaseView; onKeys: () => void }) {
  const { people } = usePeople();
  const change = useChangeCase(shown.caseId);
  const { caseNumber, priority, lane, status, targets, disposition } = shown;
  // Here too: on a telephone the rest of what there is to know begins below the guidance.
  const [first] = deadlinesOf(shown);
  const aimedAt = people.filter(({ targetIds }) => targets.some(({ targetId }) => targetIds.includes(targetId)));
  return (
    <Header
      variant="h1"
      description={
        <>
          {first !== undefined && (
            <>
              <Countdown dueAt={first.at} what={first.label} />
              <br />
            </>
          )}
          {`${LANES[lane]} · ${STATUS[status]}${disposition === null ? '' : ` as “${DISPOSITIONS[disposition]}”`} · aimed at `}
          {aimedAt.length === 0 && 'the company'}
          {aimedAt.map(({ id, name }, index) => (
            <span key={id}>
              {index > 0 && ', '}
              <PageLink to={`/employees/${id}`}>{name}</PageLink>
            </span>
          ))}
          {shown.may.includes('read-subject') && (
            <>
              {' · by '}
              <SubjectLink subjectId={shown.subjectId} inText />
            </>
          )}
        </>
      }
      actions={
        <SpaceBetween direction="horizontal" size="xs">
          <Button iconName="keyboard" variant="icon" ariaLabel="Show the keys" onClick={onKeys} />
          {shown.may.includes('acknowledge') && status === 'open' && (
            <Button
              variant="primary"
              loading={change.isPending}
              onClick={() =>
                change.mutate({
                  path: '/acknowledge',
                  body: {},
                  done: `${caseNumber} is yours: its clock has stopped.`,
                })
              }
            >
              Acknowledge
            </Button>
          )}
        </SpaceBetween>
      }
    >
      <SpaceBetween direction="horizontal" size="xs" alignItems="center">
        <span>{caseNumber}</span>
        <PriorityBadge priority={priority} />
      </SpaceBetween>
    </Header>
  );
}
