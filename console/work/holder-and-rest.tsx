import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import DatePicker from '@cloudscape-design/components/date-picker';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import type { Priority } from '../../functions/contracts/vocabulary.ts';
import { usePeople } from '../api/people.ts';
import type { CaseView } from '../api/types.ts';
import { useChangeCase } from '../case/use-case.ts';
import { Choice } from '../layout/choice.tsx';
import { EmployeeChoice } from '../people/employee-choice.tsx';
import { isYou } from '../people/is-you.ts';
import { Moment } from '../time/moment.tsx';
import { choicesIn } from '../words/choices.ts';
import { PRIORITIES } from '../words/words.ts';
import { AskReason } from './ask-reason.tsx';

/** Who has the case, whether it rests, and how urgent people hold it to be. */
export function HolderAndRest({ shown }: { shown: CaseView }) {
  const { caseId, work, may, priority, status } = shown;
  const { you } = usePeople();
  const change = useChangeCase(caseId);
  const [receiver, setReceiver] = useState<string | null>(null);
  const [until, setUntil] = useState('');
  const [urgency, setUrgency] = useState<Priority | null>(null);
  const { holder, snooze } = work;
  const isMine = holder !== null && isYou(holder, you);
  const path = urgency !== null && urgency < priority ? '/priority/raise' : '/priority/lower';
  return (
    <Container header={<Header variant="h2">Who has it</Header>}>
      <SpaceBetween size="m">
        <KeyValuePairs
          columns={3}
          items={[
            {
              label: 'Held by',
              value:
                holder === null ? (
                  'Nobody'
                ) : (
                  <>
                    {isMine ? 'You' : holder.name} since <Moment at={holder.since} />
                  </>
                ),
            },
            {
              label: 'Rest',
              value:
                snooze === null ? (
                  'It does not rest'
                ) : (
                  <>
                    Until <Moment at={snooze.until} />: {snooze.reason}
                  </>
                ),
            },
            { label: 'Priority', value: PRIORITIES[priority] },
          ]}
        />
        <SpaceBetween direction="horizontal" size="xs">
          {may.includes('claim') && holder === null && (
            <Button onClick={() => change.mutate({ path: '/claim', body: {}, done: 'The case is yours.' })}>
              Claim
            </Button>
          )}
          {may.includes('take-over') && holder !== null && !isMine && (
            <AskReason
              title="Take the case over"
              button="Take over"
              onSay={(reason) => change.mutate({ path: '/take-over', body: { reason }, done: 'The case is yours.' })}
            />
          )}
          {may.includes('hand-over') && (
            <AskReason
              title="Hand the case over"
              button="Hand over"
              ready={receiver !== null}
              onSay={(reason) =>
                change.mutate({
                  path: '/hand-over',
                  body: { rosterId: receiver, reason },
                  done: 'It is handed over, and they are told.',
                })
              }
            >
              <FormField label="To whom">
                <EmployeeChoice by="id" value={receiver} onChoose={setReceiver} />
              </FormField>
            </AskReason>
          )}
          {may.includes('release') && isMine && (
            <Button onClick={() => change.mutate({ path: '/release', body: {}, done: 'Nobody has the case now.' })}>
              Release
            </Button>
          )}
          {may.includes('snooze') && status === 'acknowledged' && snooze === null && (
            <AskReason
              title="Let the case rest"
              button="Let it rest"
              description="It wakes by itself at the end, and at once when the subject writes again."
              ready={until !== ''}
              onSay={(reason) =>
                change.mutate({
                  path: '/snooze',
                  body: { until: new Date(`${until}T09:00:00`).toISOString(), reason },
                  done: 'It rests until then.',
                })
              }
            >
              <FormField label="Until" constraintText="9 in the morning of that day">
                <DatePicker value={until} onChange={({ detail }) => setUntil(detail.value)} />
              </FormField>
            </AskReason>
          )}
          {may.includes('wake') && snooze !== null && (
            <Button onClick={() => change.mutate({ path: '/wake', body: {}, done: 'It rests no longer.' })}>
              Wake it
            </Button>
          )}
          {may.includes('raise-priority') && status !== 'closed' && (
            <AskReason
              title="Change the priority"
              button="Change the priority"
              ready={urgency !== null && urgency !== priority}
              onSay={(reason) =>
                change.mutate({ path, body: { to: urgency, reason }, done: 'The priority is changed.' })
              }
            >
              <FormField label="To" description="Only security lowers one, and never below what still holds.">
                <Choice options={choicesIn(PRIORITIES)} value={urgency} onChoose={setUrgency} />
              </FormField>
            </AskReason>
          )}
        </SpaceBetween>
      </SpaceBetween>
    </Container>
  );
}
