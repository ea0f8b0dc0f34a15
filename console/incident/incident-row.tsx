import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { usePeople } from '../api/people.ts';
import type { CaseView } from '../api/types.ts';
import { useChangeCase } from '../case/use-case.ts';
import { Moment } from '../time/moment.tsx';
import { AskReason } from '../work/ask-reason.tsx';
import { draftOf, IncidentForm } from './incident-form.tsx';

/** The case's row of the violent incident log (requirement 38), or why it has none. */
export function IncidentRowOfCase({ shown: { caseId, custody, contacts } }: { shown: CaseView }) {
  const { timeZone } = usePeople();
  const change = useChangeCase(caseId);
  const [writing, setWriting] = useState(false);
  const { incident } = custody;
  const recorded = incident !== null && 'recorded' in incident ? incident.recorded : null;
  const excluded = incident !== null && 'excluded' in incident ? incident.excluded : null;
  const first = contacts.map(({ occurredAt }) => occurredAt).sort()[0];
  const date =
    first === undefined
      ? ''
      : new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
          new Date(first),
        );
  return (
    <Container
      header={
        <Header variant="h2" description="Cal. Labor Code 6401.9(d). Nothing in it may tell who anybody is.">
          Violent incident log
        </Header>
      }
    >
      <SpaceBetween size="m">
        {incident === null && <Box color="text-body-secondary">Nobody has completed its row yet.</Box>}
        {excluded !== null && (
          <div>
            It is no incident for the log, since <Moment at={excluded.at} />: {excluded.reason}
          </div>
        )}
        {recorded !== null && (
          <KeyValuePairs
            columns={3}
            items={[
              { label: 'When', value: `${recorded.date} ${recorded.time ?? ''}` },
              { label: 'Location', value: recorded.location },
              { label: 'Kind', value: recorded.violenceTypes.map((type) => `Type ${type}`).join(', ') },
              { label: 'What happened', value: recorded.incidentTypes.join('; ') },
              { label: 'Description', value: recorded.description },
              {
                label: 'Completed by',
                value: `${recorded.completedBy.name}, ${recorded.completedBy.title}, ${recorded.completedBy.date}`,
              },
            ]}
          />
        )}
        <SpaceBetween direction="horizontal" size="xs">
          <Button onClick={() => setWriting((is) => !is)}>
            {writing ? 'Put the form away' : recorded === null ? 'Complete the row' : 'Correct the row'}
          </Button>
          {excluded === null && (
            <AskReason
              title="It is no incident for the log"
              button="It is no incident"
              onSay={(reason) =>
                change.mutate({
                  ...{ path: '/incident/exclusion', method: 'PUT', body: { reason } },
                  done: 'The case is left out of the log.',
                })
              }
            />
          )}
        </SpaceBetween>
        {writing && (
          <IncidentForm
            begin={draftOf(recorded, date)}
            isPending={change.isPending}
            onSave={(form) =>
              change.mutate(
                { path: '/incident', method: 'PUT', body: form, done: 'The row is in the log.' },
                { onSuccess: () => setWriting(false) },
              )
            }
          />
        )}
      </SpaceBetween>
    </Container>
  );
}
