import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { usePeople } from '../api/people.ts';
import type { CaseView } from '../api/types.ts';
import { PriorityBadge } from '../words/priority-badge.tsx';
import { LANES, plain } from '../words/words.ts';
import { useChangeCase } from './use-case.ts';

const STATUS = { open: 'nobody has taken it on', acknowledged: 'acknowledged', closed: 'closed' } as const;

export function CaseHeader({ shown }: { shown: CaseView }) {
  const { nameOf } = usePeople();
  const change = useChangeCase(shown.caseId);
  const { caseNumber, priority, lane, status, targets, disposition } = shown;
  const aimedAt = targets.map(({ targetId }) => nameOf(targetId)).join(', ') || 'the company';
  return (
    <Header
      variant="h1"
      description={`${LANES[lane]} lane · ${STATUS[status]}${disposition === null ? '' : ` as ${plain(disposition)}`} · aimed at ${aimedAt}`}
      actions={
        shown.may.includes('acknowledge') &&
        status === 'open' && (
          <Button
            variant="primary"
            loading={change.isPending}
            onClick={() =>
              change.mutate({ path: '/acknowledge', body: {}, done: `${caseNumber} is yours: its clock has stopped.` })
            }
          >
            Acknowledge
          </Button>
        )
      }
    >
      <SpaceBetween direction="horizontal" size="xs" alignItems="center">
        <span>{caseNumber}</span>
        <PriorityBadge priority={priority} />
      </SpaceBetween>
    </Header>
  );
}
