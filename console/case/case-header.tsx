import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { usePeople } from '../api/people.ts';
import type { CaseView, DirectoryView } from '../api/types.ts';
import { PageLink } from '../layout/page-link.tsx';
import { isYou } from '../people/is-you.ts';
import { SubjectLink } from '../subject/subject-link.tsx';
import { Countdown } from '../time/countdown.tsx';
import { PriorityBadge } from '../words/priority-badge.tsx';
import { DISPOSITIONS, LANES } from '../words/words.ts';
import { deadlinesOf } from './deadlines.ts';
import { useChangeCase } from './use-case.ts';

const STATUS = { open: 'nobody has taken it on', acknowledged: 'acknowledged', closed: 'closed' } as const;

/** To acknowledge a case is not to have it. */
export const acknowledged = (caseNumber: string): string =>
  `${caseNumber} is acknowledged: its clock has stopped. Claim it, or hand it to who acts on it.`;

export function CaseHeader({ shown, onKeys }: { shown: CaseView; onKeys: () => void }) {
  const { people, you, nameOf } = usePeople();
  const change = useChangeCase(shown.caseId);
  const { caseNumber, priority, lane, status, targets, disposition } = shown;
  // Here too: on a telephone the rest of what there is to know begins below the guidance.
  const [first] = deadlinesOf(shown);
  const aimedAt = people.filter(({ targetIds }) => targets.some(({ targetId }) => targetIds.includes(targetId)));
  const others = targets.filter(({ targetId }) => !aimedAt.some(({ targetIds }) => targetIds.includes(targetId)));
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
          {`${LANES[lane]} · ${STATUS[status]}${disposition === null ? '' : ` as “${DISPOSITIONS[disposition]}”`} · ${whoHas(shown, you)}aimed at `}
          {targets.length === 0 && 'the company'}
          {aimedAt.map(({ id, name }, index) => (
            <span key={id}>
              {index > 0 && ', '}
              <PageLink to={`/employees/${id}`}>{name}</PageLink>
            </span>
          ))}
          {others.length > 0 &&
            `${aimedAt.length > 0 ? ', ' : ''}${others.map(({ targetId }) => nameOf(targetId)).join(', ')}`}
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
                  done: acknowledged(caseNumber),
                })
              }
            >
              Acknowledge
            </Button>
          )}
          {shown.may.includes('claim') && status === 'acknowledged' && shown.work.holder === null && (
            <Button
              variant="primary"
              loading={change.isPending}
              onClick={() => change.mutate({ path: '/claim', body: {}, done: 'The case is yours.' })}
            >
              Claim
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

/** Who has it, as far as that is not said by nobody having taken it on, or by its being closed. */
function whoHas({ status, work: { holder } }: CaseView, you: DirectoryView['you']): string {
  if (status !== 'acknowledged' && holder === null) return '';
  if (holder === null) return 'nobody has it · ';
  return isYou(holder, you) ? 'you have it · ' : `${holder.name} has it · `;
}
