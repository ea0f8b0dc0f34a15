import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { usePeople } from '../api/people.ts';
import { Choice } from '../layout/choice.tsx';
import { OF_A_MOMENT, WordTable } from '../layout/word-table.tsx';
import { Moment } from '../time/moment.tsx';
import { plain, SEVERITIES } from '../words/words.ts';
import { type Act, ActsChart, type Told } from './acts-chart.tsx';

const EVERYONE = '';

/**
 * What the subject did over time, toward everyone or toward one person: most anger may be at the boss while the harm falls on the assistant
 * (requirement 17). The table says what the picture shows.
 */
export function ActsOverTime({ contacts, notices }: { contacts: readonly Act[]; notices: readonly Told[] }) {
  const { nameOf } = usePeople();
  const [target, setTarget] = useState(EVERYONE);
  // The same message seen again is one act.
  const acts = contacts.filter(({ sightingOf }) => sightingOf === undefined);
  const targets = [...new Set(acts.flatMap(({ targetIds }) => targetIds))];
  const options = [
    { value: EVERYONE, label: 'Everyone' },
    ...targets.map((targetId) => ({ value: targetId, label: nameOf(targetId) })),
  ];
  const isMeant = ({ targetIds }: Act) => target === EVERYONE || targetIds.includes(target);
  const meant = acts.filter(isMeant);
  const told = notices.filter(({ targetId }) => target === EVERYONE || targetId === null || targetId === target);
  return (
    <SpaceBetween size="l">
      <Container
        header={
          <Header
            variant="h2"
            description={`How grave each contact was, from 0 (${SEVERITIES[0].toLowerCase()}) to 4 (${SEVERITIES[4].toLowerCase()}).`}
          >
            How it went
          </Header>
        }
      >
        <SpaceBetween size="s">
          {targets.length > 1 && (
            <FormField label="Toward">
              <Choice options={options} value={target} onChoose={setTarget} />
            </FormField>
          )}
          <ActsChart acts={meant} notices={told} />
        </SpaceBetween>
      </Container>
      <WordTable
        header={
          <Header variant="h2" counter={`(${meant.length})`}>
            Acts
          </Header>
        }
        items={[...meant].sort((a, b) => (a.occurredAt < b.occurredAt ? -1 : 1))}
        trackBy="contactId"
        empty="No act of this kind."
        columnDefinitions={[
          {
            ...{ id: 'at', header: 'When', minWidth: OF_A_MOMENT, isRowHeader: true },
            cell: ({ occurredAt }) => <Moment at={occurredAt} />,
          },
          { id: 'by', header: 'By', cell: ({ channel }) => plain(channel) },
          { id: 'severity', header: 'Gravest', cell: ({ severity }) => `${severity}: ${SEVERITIES[severity]}` },
          { id: 'part', header: 'Flagged', cell: ({ part }) => (part === 'flagged' ? 'yes' : 'part of the pattern') },
          { id: 'to', header: 'Toward', cell: ({ targetIds }) => targetIds.map(nameOf).join(', ') || 'the company' },
          {
            id: 'notice',
            header: 'After a notice',
            cell: ({ occurredAt }) => (told.some(({ toldAt }) => toldAt < occurredAt) ? 'yes' : 'no'),
          },
        ]}
      />
    </SpaceBetween>
  );
}
