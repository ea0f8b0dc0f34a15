import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Modal from '@cloudscape-design/components/modal';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Textarea from '@cloudscape-design/components/textarea';
import { useState } from 'react';
import { useClosing } from '../api/dispositions.ts';
import type { CaseRow } from '../api/types.ts';
import { CaseLink } from '../case/case-link.tsx';
import { NotThereYet } from '../layout/not-there-yet.tsx';
import { CaseByNumber } from '../relations/case-by-number.tsx';
import { DISPOSITIONS } from '../words/words.ts';
import { type HowToClose, useCloseSeveral } from './use-close-several.ts';

const DUPLICATE = 'duplicate';

/** Closes several cases with what the policy lets be closed together, or as duplicates of one, and says of each what became of it. */
export function CloseSeveral({ cases, onDone }: { cases: readonly CaseRow[]; onDone: () => void }) {
  const closing = useClosing();
  const dispositions = closing.dispositions?.filter(({ in_bulk }) => in_bulk) ?? [];
  const most = closing.mostInBulk;
  const close = useCloseSeveral();
  const [how, setHow] = useState<string | null>(null);
  const [facts, setFacts] = useState<Record<string, string>>({});
  const [reason, setReason] = useState('');
  const [of, setOf] = useState<CaseRow | null>(null);
  const asks = dispositions.find(({ disposition }) => disposition === how)?.asks ?? [];
  const isTooMany = most !== null && cases.length > most;
  const isReady =
    how === DUPLICATE
      ? of !== null && reason.trim() !== '' && !cases.some(({ caseId }) => caseId === of.caseId)
      : how !== null && asks.every(({ fact, required }) => !required || (facts[fact] ?? '').trim() !== '');
  const say = () => {
    const chosen: HowToClose =
      how === DUPLICATE && of !== null
        ? { as: 'duplicate', of: of.caseId, reason: reason.trim() }
        : { as: 'disposition', disposition: String(how), facts };
    close.mutate({ cases, how: chosen });
  };
  const outcomes = close.data;
  return (
    <Modal
      visible
      header={`Close ${cases.length} cases`}
      closeAriaLabel="Close"
      onDismiss={onDone}
      footer={
        <Box float="right">
          {outcomes === undefined ? (
            <Button variant="primary" disabled={!isReady || isTooMany} loading={close.isPending} onClick={say}>
              Close them
            </Button>
          ) : (
            <Button variant="primary" onClick={onDone}>
              Back to the queue
            </Button>
          )}
        </Box>
      }
    >
      <SpaceBetween size="m">
        {isTooMany && <Alert type="warning">{`${most} at once are the most.`}</Alert>}
        {closing.error !== null && <NotThereYet error={closing.error} />}
        {close.error !== null && <Alert type="error">{close.error.message}</Alert>}
        {outcomes === undefined ? (
          <SpaceBetween size="m">
            <Box>What is urgent, a direct threat, or came after a notice is decided alone: it is refused here.</Box>
            <FormField label="What they come to">
              <RadioGroup
                value={how}
                items={[
                  ...dispositions.map(({ disposition, definition }) => ({
                    ...{ value: disposition as string, label: DISPOSITIONS[disposition], description: definition },
                  })),
                  {
                    value: DUPLICATE,
                    label: 'Duplicates of one case',
                    description: 'Each goes on in that case, and is read only from then on.',
                  },
                ]}
                onChange={({ detail }) => setHow(detail.value)}
              />
            </FormField>
            {asks.map(({ fact, title }) => (
              <FormField key={fact} label={title} stretch>
                <Input
                  value={facts[fact] ?? ''}
                  onChange={({ detail }) => setFacts((now) => ({ ...now, [fact]: detail.value }))}
                />
              </FormField>
            ))}
            {how === DUPLICATE && (
              <SpaceBetween size="m">
                <CaseByNumber label="The case that goes on" found={of} onFound={setOf} />
                <FormField label="Why" description="It stays on the record of each case." stretch>
                  <Textarea value={reason} rows={2} onChange={({ detail }) => setReason(detail.value)} />
                </FormField>
              </SpaceBetween>
            )}
          </SpaceBetween>
        ) : (
          <ul aria-label="What became of each" className="outcomes">
            {outcomes.map(({ row, detail }) => (
              <li key={row.caseId}>
                <StatusIndicator type={detail === null ? 'success' : 'warning'}>
                  {detail === null ? 'Closed' : 'Stays as it is'}
                </StatusIndicator>{' '}
                <CaseLink {...row} />
                {detail !== null && `: ${detail}`}
              </li>
            ))}
          </ul>
        )}
      </SpaceBetween>
    </Modal>
  );
}
